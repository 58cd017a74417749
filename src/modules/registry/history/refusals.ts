import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

/** What can be wrong with a row of past records beyond its cells. `{cell}` is the place. */
export const HISTORY_PROBLEMS = {
  'community-unknown': {
    zh: '{cell} 找不到社区“{value}”（可填简称、全称或 12 位代码）。',
    en: '{cell} There is no community “{value}” (its short or full name, or its code of 12 digits).',
  },
  'community-ambiguous': {
    zh: '{cell} 有几个社区叫“{value}”，请在“街道”列填写街道。',
    en: '{cell} Several communities are called “{value}”. Fill in the column “Street”.',
  },
  'community-ended': {
    zh: '{cell} 叫“{value}”的社区都已撤销，且不止一个（{zhPeriods}）。请填写 12 位代码，或在“街道”列填写街道。',
    en: '{cell} Several communities called “{value}” have ended ({enPeriods}). Write the code of 12 digits, or fill in the column “Street”.',
  },
  'community-missing': {
    zh: '{cell} {zhKind}记在社区名下，请填写社区。',
    en: '{cell} {enKind}: it belongs to a community. Fill in which.',
  },
  'person-unwanted': {
    zh: '{cell} {zhKind}记在社区名下，不记个人。请清空姓名、出生年月和身份证号。',
    en: '{cell} {enKind}: it belongs to the community, not to a person. Clear the name, the month of birth and the ID number.',
  },
  nobody: {
    zh: '{cell} 没有写明是谁的。请填姓名；集体的填社区。',
    en: '{cell} It does not say whose this is. Fill in the name, or the community where it is the community’s.',
  },
  'name-missing': {
    zh: '{cell} {zhKind}记在个人名下，请填写姓名。',
    en: '{cell} {enKind}: it belongs to a person. Fill in the name.',
  },
  'identity-missing': {
    zh: '{cell} 只有姓名，无法认定是谁。请填出生年月或身份证号。',
    en: '{cell} A name alone does not say who this is. Fill in the month of birth or the ID number.',
  },
  'id-number': { zh: '{cell} 身份证号有误：{zhProblem}。', en: '{cell} The ID number is wrong: {enProblem}.' },
  'person-unknown': {
    zh: '{cell} 花名册中没有这个“{value}”（姓名和出生年月、身份证号都要一致）。请先登记人员。',
    en: '{cell} There is no such “{value}” in the register (name and month of birth or ID number have to agree). Register the person first.',
  },
  'person-unclear': {
    zh: '{cell} 有几个同名同出生年月的“{value}”。请填身份证号，或填写其所在社区。',
    en: '{cell} Several people called “{value}” were born in that month. Fill in the ID number, or the community where the person belongs.',
  },
  'of-another': {
    zh: '{cell} 登记在“{value}”名下，与本行姓名不同。请核对。',
    en: '{cell} It is registered for “{value}”, which is not the name here. Compare them.',
  },
  'period-half-year': {
    zh: '{cell} {zhKind}的时间“{value}”应为半年，如 2025年下半年。',
    en: '{cell} {enKind}: “{value}” has to be a half-year such as 2025H2.',
  },
  'period-year': {
    zh: '{cell} {zhKind}的时间“{value}”应为年份，如 2025。',
    en: '{cell} {enKind}: “{value}” has to be a year such as 2025.',
  },
  'period-month': {
    zh: '{cell} {zhKind}的时间“{value}”应为年月，如 2025.06（一位月份请写成 2025-6），或年份。',
    en: '{cell} {enKind}: “{value}” has to be a month such as 2025-06, or a year.',
  },
  future: {
    zh: '{cell} “{value}”还没有到，不是历史。',
    en: '{cell} “{value}” has not come yet, so it is not a past record.',
  },
  'not-over': {
    zh: '{cell} “{value}”还没有结束，{zhKind}还没有结果。',
    en: '{cell} “{value}” is not over yet, so there is no result. {enKind} cannot be taken.',
  },
  'value-star': {
    zh: '{cell} “{value}”不是星级。请填一星、二星、三星、四星或五星。',
    en: '{cell} “{value}” is no star. Write 1, 2, 3, 4 or 5 stars.',
  },
  'value-grade': {
    zh: '{cell} “{value}”不是等次。请填优秀、称职、基本称职或不称职。',
    en: '{cell} “{value}” is no grade. Write excellent, competent, basically competent or not competent.',
  },
  'own-result': {
    zh: '{cell} {community}{zhPeriod}的星级由本系统评定，以系统结果为准，不再导入。',
    en: '{cell} {community}, {enPeriod}: the star was rated in this system, and its own result stands.',
  },
  twice: {
    zh: '{cell} 与第 {other} 行重复或矛盾：同一对象同一时间的{zhKind}只能有一条。请核对两行。',
    en: '{cell} Row {other} says the same or something else of the same subject and period. {enKind}: keep one of them.',
  },
  'on-record': {
    zh: '{cell} 已有这一时间的{zhKind}记录“{value}”，与本行不同。确需更正的，撤销原批次后重新导入。',
    en: '{cell} {enKind}: “{value}” is on record for that period, not as here. To correct it, undo the import it came with.',
  },
} as const satisfies Readonly<Record<string, Text>>
export type HistoryProblemCode = keyof typeof HISTORY_PROBLEMS

export const refuse = refusals({
  'history.whose': {
    status: 422,
    zh: '请指定一个人或一个社区，二者选一。',
    en: 'Name a person or a community, one of the two.',
  },
  'history.unknown-community': {
    status: 404,
    zh: '没有找到这个社区，或不在您的管辖范围内。',
    en: 'This community was not found, or lies outside your area.',
  },
})
