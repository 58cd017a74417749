import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'merits.not-open': {
    status: 409,
    zh: '{period} 已汇总，加分和封顶情形不能再改。公布前需要更正的，请组织部先重新开放填报；公布后只能经申诉。',
    en: '{period} has been totalled, so nothing that counts in it can change. Before publication the organization department can reopen it; afterwards only an appeal can.',
  },
  'merits.unknown': {
    status: 404,
    zh: '没有找到这一条，它可能不在您的管辖范围内。请刷新。',
    en: 'This entry was not found; it may lie outside your area. Reload.',
  },
  'merits.unknown-community': {
    status: 422,
    zh: '所选社区不在 {period} 的名册中，或不属于您的街道，没有保存。',
    en: 'A chosen community is not on the roster of {period}, or not of your street. Nothing was saved.',
  },
  'merits.outside-half-year': {
    status: 422,
    zh: '荣誉日期 {date} 应在 {from} 至 {until} 之间，且不晚于今天。',
    en: 'The day of the honour, {date}, has to lie between {from} and {until}, and not after today.',
  },
  'merits.heard-later': {
    status: 422,
    zh: '听取社区陈述的日期 {date} 晚于今天 {today}。须先听取陈述，再作认定。',
    en: 'The day of the hearing, {date}, lies after today, {today}. The community is heard first.',
  },
  'merits.counted-before': {
    status: 409,
    zh: '“{title}”已在 {period} 为该社区计分，同一荣誉同一年度只计一次。',
    en: '“{title}” has been counted for this community in {period}; an honour counts once in a year.',
  },
  'merits.same-person': {
    status: 409,
    zh: '这一条由您本人登记，须由另一人确认。',
    en: 'You entered this yourself; another person has to confirm it.',
  },
  'merits.decided': {
    status: 409,
    zh: '这一条已有结论，请刷新后再看。',
    en: 'This has been decided already. Reload and look again.',
  },
  'merits.withdrawn': { status: 409, zh: '这一条已撤回。', en: 'This has been withdrawn already.' },
  'merits.reason-missing': {
    status: 422,
    zh: '不予确认须写明理由。',
    en: 'Give the reason why it is not confirmed.',
  },
  'merits.confirmed-above': {
    status: 409,
    zh: '组织部已确认，街道不能自行撤回。请联系组织部撤回。',
    en: 'The organization department has confirmed this; ask it to withdraw.',
  },
  'merits.unknown-dimension': {
    status: 422,
    zh: '政策中没有维度 {at}。',
    en: 'The policy has no dimension {at}.',
  },
  'merits.shift-too-far': {
    status: 422,
    zh: '{zhAt}的调整超出上下 {shift} 分的幅度。',
    en: '{enAt} is shifted by more than {shift} points.',
  },
  'merits.dimension-emptied': {
    status: 422,
    zh: '{zhAt}调整后没有分值。每个维度都须保留分值。',
    en: '{enAt} would have no points left. Every dimension keeps some.',
  },
  'merits.shifts-not-even': {
    status: 422,
    zh: '各维度调整合计应为 0，总分保持 100 分。',
    en: 'The shifts have to add up to 0, so that the total stays 100.',
  },
  'merits.bonus-too-much': {
    status: 422,
    zh: '街道自设加分合计不超过 {bonus} 分。',
    en: "The street's own bonus may come to {bonus} points in all.",
  },
  'merits.method-no-shifts': {
    status: 422,
    zh: '本期政策的总分按缺项折算，不接受街道办法的维度调整；请先修改政策。',
    en: 'The policy of this half-year scales its total for what is missing and takes no street method; change the policy first.',
  },
  'merits.method-not-in-force': {
    status: 409,
    zh: '这个街道办法没有核准，或已被新办法替代，不能据此加分。',
    en: 'This method is not approved, or a later one has taken its place; nothing can be awarded by it.',
  },
  'merits.unknown-item': { status: 422, zh: '办法中没有这个加分项。', en: 'The method has no such bonus item.' },
  'merits.too-many-points': {
    status: 422,
    zh: '“{item}”应在 0 至 {most} 分之间，且大于 0。',
    en: '“{item}” gives more than 0 and at most {most} points.',
  },
  'merits.awarded': {
    status: 409,
    zh: '{community} 已有这一项加分。如需更改，请先撤回原加分。',
    en: '{community} has been awarded this item already. Withdraw that first to change it.',
  },
})
