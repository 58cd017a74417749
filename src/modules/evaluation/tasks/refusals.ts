import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'tasks.unknown': { status: 404, zh: '没有找到这项重点任务。', en: 'This key task was not found.' },
  'tasks.changed': {
    status: 409,
    zh: '“{name}”刚被别人修改过，没有保存。请刷新后再改。',
    en: 'Somebody else has just changed “{name}”; nothing was saved. Reload and try again.',
  },
  'tasks.ended': { status: 409, zh: '“{name}”已终止，不能再改。', en: '“{name}” has ended and cannot be changed.' },
  'tasks.no-policy': {
    status: 409,
    zh: '还没有政策包，重点任务的数量上限由它规定。请先导入政策包。',
    en: 'There is no policy pack yet, which limits the number of key tasks. Import one first.',
  },
  'tasks.wrong-year': {
    status: 422,
    zh: '只能写当年或次年（{current}、{next}）的重点任务和目标，{year} 年的已定。',
    en: 'Only tasks and targets of this year and the next can be written ({current}, {next}), not those of {year}.',
  },
  'tasks.too-many': {
    status: 409,
    zh: '{year} 年已有 {most} 项重点任务，达到政策规定的上限。请先终止一项。',
    en: '{year} has {most} key tasks, as many as the policy allows. End one first.',
  },
  'tasks.document-needed': {
    status: 422,
    zh: '{month} 月以后新增或修改当年重点任务须写明文号，如“福组发〔2026〕21号”。',
    en: 'After month {month} a task of the year is added or changed only with a document number, such as 福组发〔2026〕21号.',
  },
  'tasks.organisation': {
    status: 422,
    zh: '责任单位须是现有的区直部门或区级机构。',
    en: 'The responsible organisation has to be a department or body of the district in force.',
  },
  'targets.unknown-community': {
    status: 404,
    zh: '没有找到这个社区，或者它不在您的街道。',
    en: 'This community was not found, or it is not in your street.',
  },
  'targets.changed': {
    status: 409,
    zh: '有 {count} 个目标刚被别人改过（如“{name}”），没有保存。请刷新后再填。',
    en: '{count} targets have just been changed by somebody else (such as “{name}”); nothing was saved. Reload and try again.',
  },
  'targets.changed-since': {
    status: 409,
    zh: '导入后有 {count} 个目标又被改过（如“{name}”），不能整批撤销。',
    en: '{count} targets have been changed since the import (such as “{name}”), which can no longer be undone as a whole.',
  },
})

/** What can be wrong with a row of targets beyond its cells. `{cell}` is the place. */
export const TARGET_PROBLEMS = {
  'community-unknown': {
    zh: '{cell} 本街道没有社区“{value}”（可填简称、全称或 12 位代码）。',
    en: '{cell} There is no community “{value}” in your street (its short or full name, or its code of 12 digits).',
  },
  'community-ambiguous': {
    zh: '{cell} 有几个社区叫“{value}”，请填写 12 位代码。',
    en: '{cell} Several communities are called “{value}”. Write the code of 12 digits.',
  },
  'task-unknown': {
    zh: '{cell} {year} 年的重点任务清单上没有“{value}”。',
    en: '{cell} The list of key tasks of {year} has no “{value}”.',
  },
  'task-ended': {
    zh: '{cell} {year} 年的 {value} 已终止，不再下达目标。',
    en: '{cell} {value} of {year} has ended; it takes no more targets.',
  },
  'task-differs': {
    zh: '{cell} 编号 {code} 的重点任务是“{measure}”，与本行“{value}”不同。请重新导出后再填。',
    en: '{cell} {code} is “{measure}”, not “{value}”. Export the table again and fill it in.',
  },
  twice: {
    zh: '{cell} 与第 {other} 行是同一社区的同一任务，两行都没有采用。',
    en: '{cell} The same community and task as in row {other}; neither was taken.',
  },
} as const satisfies Readonly<Record<string, Text>>
export type TargetProblemCode = keyof typeof TARGET_PROBLEMS
