import type { Text } from '#kernel/language.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import { texts } from '#web/language/text.ts'

export const RULE_TEXTS = texts({
  zh: {
    refuseSum: '缺一项，结果即缺失',
    scale: '有缺项的，其余各项按满分比例折算并注明',
    refuseMean: '缺一项，结果即缺失',
    omit: '缺项不计入平均，并注明',
    ballots: '按票数平均',
    full: '满分 {most}',
    points: '{points} 分',
    trimmed: '满 {from} 份起，去掉最高、最低各 {drop} 份，其余平均；不足 {from} 份的全部平均',
    atMost: '不高于',
    atLeast: '不低于',
    always: '一律适用',
    when: '有下列情形之一的',
    below: '低于',
    reaches: '达到',
    ofFull: '满分的 {share}（{value}）',
    from: '{from} 起',
    rounded: '四舍五入到 {places} 位小数后比较',
    use: '用',
    otherwise: '其余用',
    quota: '{grade}不超过 {share}，向下取整；名额边上并列的都不占名额，由确认机构写明理由决定',
    pool: '不足 {count} 个社区的街道合并计算',
  },
  en: {
    refuseSum: 'one part missing, and the result is missing',
    scale: 'where parts are missing, the others are scaled to the full mark, and it is said',
    refuseMean: 'one part missing, and the result is missing',
    omit: 'what is missing is left out of the mean, and it is said',
    ballots: 'mean over ballots',
    full: 'full mark {most}',
    points: '{points} points',
    trimmed:
      'from {from} sheets on, the {drop} highest and the {drop} lowest are dropped and the others averaged; fewer than {from} all count',
    atMost: 'at most',
    atLeast: 'at least',
    always: 'always applies',
    when: 'where any of these holds',
    below: 'is below',
    reaches: 'reaches',
    ofFull: '{share} of the full mark ({value})',
    from: 'from {from}',
    rounded: 'compared after rounding to {places} places',
    use: 'use',
    otherwise: 'otherwise use',
    quota:
      '{grade}: at most {share}, rounded down; those tied at the edge get none unless the confirming body decides with a reason',
    pool: 'streets with fewer than {count} communities share one pool',
  },
})

export const MECHANISMS: Readonly<Record<Rule['mechanism'], Text>> = {
  'fact@1': { zh: '数据', en: 'Fact' },
  'constant@1': { zh: '常数', en: 'Constant' },
  'sum@1': { zh: '合计', en: 'Sum' },
  'mean@1': { zh: '平均', en: 'Mean' },
  'trimmed-mean@1': { zh: '去高去低平均', en: 'Trimmed mean' },
  'bands@1': { zh: '分档', en: 'Bands' },
  'cap@1': { zh: '封顶', en: 'Cap' },
  'floor@1': { zh: '保底', en: 'Floor' },
  'choose@1': { zh: '择用', en: 'Choice' },
  'quota@1': { zh: '名额', en: 'Quota' },
}

/** The groups of rules that a pack may have, and their order of computing is the pack's. Another name stays as it is. */
const GROUPS: Readonly<Record<string, Text>> = {
  sheet: { zh: '述职评分表', en: 'A report sheet' },
  report: { zh: '述职评议', en: 'Report meeting' },
  residents: { zh: '居民点评', en: 'Assessment by residents' },
  star: { zh: '星级评定', en: 'Star rating' },
  appraisal: { zh: '履职评估（四评）', en: 'Half-year assessment (four-way)' },
  annual: { zh: '年度考核', en: 'The year' },
  classification: { zh: '书记分类', en: 'Classification of secretaries' },
}

export const groupName = (group: string): Text => GROUPS[group] ?? { zh: group, en: group }
