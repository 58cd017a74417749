import type { Text } from '#kernel/language.ts'

// Code sets of the national standards that a person's record uses (domain.md §3.5). The code is kept, the word is shown.

export type CodeSet = Readonly<Record<string, Text>>

const zh = (words: string, from = 1): CodeSet =>
  Object.fromEntries(
    words.split(' ').map((word, at) => [String(from + at).padStart(2, '0'), { zh: word, en: word }] as const),
  )

/** GB/T 2261.1-2003. */
export const SEX: CodeSet = {
  '0': { zh: '未知', en: 'Unknown' },
  '1': { zh: '男', en: 'Male' },
  '2': { zh: '女', en: 'Female' },
  '9': { zh: '未说明', en: 'Not stated' },
}

const GROUPS =
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 ' +
  '佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 ' +
  '阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 ' +
  '珞巴族 基诺族'

/** GB/T 3304-1991; names of the groups stay Chinese. */
export const ETHNIC: CodeSet = {
  ...zh(GROUPS),
  '97': { zh: '其他', en: 'Other' },
  '98': { zh: '外国血统', en: 'Of foreign descent' },
}

/** GB/T 4762-1984. */
export const POLITICAL: CodeSet = {
  '01': { zh: '中共党员', en: 'Party member' },
  '02': { zh: '中共预备党员', en: 'Probationary Party member' },
  '03': { zh: '共青团员', en: 'League member' },
  '04': { zh: '民革党员', en: 'Member of the Revolutionary Committee' },
  '05': { zh: '民盟盟员', en: 'Member of the Democratic League' },
  '06': { zh: '民建会员', en: 'Member of the National Construction Association' },
  '07': { zh: '民进会员', en: 'Member of the Association for Promoting Democracy' },
  '08': { zh: '农工党党员', en: "Member of the Peasants' and Workers' Party" },
  '09': { zh: '致公党党员', en: 'Member of the Zhi Gong Party' },
  '10': { zh: '九三学社社员', en: 'Member of the Jiusan Society' },
  '11': { zh: '台盟盟员', en: 'Member of the Taiwan Self-Government League' },
  '12': { zh: '无党派民主人士', en: 'Without party affiliation' },
  '13': { zh: '群众', en: 'None' },
}

/** GB/T 4658-2006, the levels that rosters use. */
export const EDUCATION: CodeSet = {
  '10': { zh: '博士研究生', en: 'Doctoral studies' },
  '14': { zh: '硕士研究生', en: "Master's studies" },
  '17': { zh: '研究生班', en: 'Graduate class' },
  '21': { zh: '大学本科', en: "Bachelor's studies" },
  '28': { zh: '大学普通班', en: 'General university class' },
  '31': { zh: '大学专科', en: 'College' },
  '41': { zh: '中等专科', en: 'Secondary specialised school' },
  '44': { zh: '职业高中', en: 'Vocational school' },
  '47': { zh: '技工学校', en: 'Technical school' },
  '61': { zh: '普通高中', en: 'Senior secondary school' },
  '71': { zh: '初中', en: 'Junior secondary school' },
  '81': { zh: '小学', en: 'Primary school' },
  '90': { zh: '其他', en: 'Other' },
}

/** Where a secretary was recruited from (F1-1: three sources, and what is left). */
export const SOURCES: CodeSet = {
  local: { zh: '社区干部', en: 'Community staff' },
  posted: { zh: '机关下派', en: 'Posted from an office' },
  returned: { zh: '返乡创业人员', en: 'Returned entrepreneur' },
  veteran: { zh: '退役军人', en: 'Veteran' },
  recruited: { zh: '公开招录', en: 'Open recruitment' },
  retired: { zh: '机关企事业退休', en: 'Retired from an office or enterprise' },
  other: { zh: '其他', en: 'Other' },
}

/** National grades of the qualification in social work. */
export const QUALIFICATIONS: CodeSet = {
  assistant: { zh: '助理社会工作师', en: 'Assistant social worker' },
  social: { zh: '社会工作师', en: 'Social worker' },
  senior: { zh: '高级社会工作师', en: 'Senior social worker' },
  none: { zh: '无', en: 'None' },
}
