import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'election.not-recorded': {
    status: 422,
    zh: '{count} 件都没有登记，其中 {refused} 件不合规定。{name}（{community}）：{zhSentence}',
    en: 'None of the {count} cases was recorded; {refused} of them break a rule. {name} ({community}): {enSentence}',
  },
  'election.twice': {
    status: 422,
    zh: '同一件备案列了两次，没有登记。请刷新后重新选择。',
    en: 'One case is listed twice; nothing was recorded. Reload and choose again.',
  },
  'election.several-streets': {
    status: 422,
    zh: '所选事项分属 {streets}，没有登记。一次会议或一个考察组只办理一个街道的人选，请分街道登记。',
    en: 'The chosen cases belong to {streets}; nothing was recorded. A meeting or a vetting group is one street’s: record each street for itself.',
  },
  'election.vetting-dates': {
    status: 422,
    zh: '考察日期 {from} 至 {until} 不对：须在 {since}（进入考察之日）至今天之间，先后有序。',
    en: 'The vetting from {from} until {until} does not fit: it lies between {since}, when the case came to this step, and today.',
  },
  'motions.moved-on': {
    status: 409,
    zh: '这一批中有 {count} 件动议已有进展（如{name}），不能整批撤销。请逐件撤回。',
    en: '{count} motions of this import have moved on ({name} is one); it cannot be undone as a whole. Withdraw the others one by one.',
  },
})

/** What can be wrong with a row of motions beyond its cells. `{cell}` is the place. */
export const MOTION_PROBLEMS = {
  missing: { zh: '{cell} 提出动议须填写“{zhHeader}”。', en: '{cell} A motion needs “{enHeader}”.' },
  'community-unknown': {
    zh: '{cell} 在您的范围内找不到社区“{value}”（可填简称、全称或 12 位代码）。',
    en: '{cell} There is no community “{value}” within your range (its short or full name, or its code of 12 digits).',
  },
  'community-ambiguous': {
    zh: '{cell} 有几个社区叫“{value}”，请填 12 位代码，或填写“街道”。',
    en: '{cell} Several communities are called “{value}”. Write the code of 12 digits, or fill in “Street”.',
  },
  'number-form': {
    zh: '{cell} 须填 18 位身份证号，或其后四位。',
    en: '{cell} Write the ID number of 18 characters, or its last four.',
  },
  'person-unknown': {
    zh: '{cell} 人员库中没有姓名和身份证号都相符的“{value}”，或不在您的范围内。请先登记人员。',
    en: '{cell} Nobody called “{value}” with that number is in the register within your range. Register the person first.',
  },
  'person-unclear': {
    zh: '{cell} 有几个同名、身份证号后四位相同的“{value}”，请填写完整的身份证号。',
    en: '{cell} Several people called “{value}” have these last four. Write the whole ID number.',
  },
  'not-listed': {
    zh: '{cell} 现行政策中没有“{value}”，可填：{zhListed}。',
    en: '{cell} The policy has no “{value}”; it lists: {enListed}.',
  },
  'planned-past': {
    zh: '{cell} 拟任免日期 {date} 早于今天。备案在前，任免在后。',
    en: '{cell} The planned day {date} has passed. Filing comes before the act.',
  },
  'planned-far': {
    zh: '{cell} 拟任免日期 {date} 太远，最晚填 {furthest}，请核对年份。',
    en: '{cell} The planned day {date} is too far ahead; {furthest} is the latest. Check the year.',
  },
  twice: {
    zh: '{cell} {name}在{community}的这一职务已有在办的备案。',
    en: '{cell} A case about {name} and this post of {community} is open already.',
  },
  'twice-here': {
    zh: '{cell} 与第 {other} 行重复：同一人、同一社区、同一职务。',
    en: '{cell} The same as row {other}: one person, one community, one post.',
  },
  succeeds: {
    zh: '{cell} 填写的现任是“{value}”，任职记录是“{zhHolders}”。请核对。',
    en: '{cell} It says “{value}”; by the register the post is held by “{enHolders}”. Compare them.',
  },
  'leaves-half': {
    zh: '{cell} 同时免去的社区和职务须一并填写。',
    en: '{cell} The community and the post that are left go together.',
  },
  'not-held': {
    zh: '{cell} 要免去的职务，{name}今天并不担任。',
    en: '{cell} {name} does not hold the post that is to be left today.',
  },
  'acting-leaves': {
    zh: '{cell} 代理或主持工作不同时免去其他职务。',
    en: '{cell} Acting leaves no other post.',
  },
  'no-policy': {
    zh: '{cell} 还没有启用的政策，不能提出动议。',
    en: '{cell} No policy is in force; no motion can be made.',
  },
  'too-many': {
    zh: '{cell} 一张表最多 {most} 行，请分几次导入。',
    en: '{cell} A table has {most} rows at most; import it in parts.',
  },
} as const satisfies Readonly<Record<string, Text>>
export type MotionProblemCode = keyof typeof MOTION_PROBLEMS

/** What is said of one case, before its own sentence. */
export const OF_CASE = {
  zh: '{name}（{community}）：{zhSentence}',
  en: '{name} ({community}): {enSentence}',
} as const
