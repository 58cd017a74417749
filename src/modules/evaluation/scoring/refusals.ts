import { refusals } from '#kernel/refusal.ts'
import type { Text } from '#kernel/language.ts'
import type { CellProblem } from './rules.ts'

export const refuse = refusals({
  'scoring.not-your-department': {
    status: 403,
    zh: '{department} 不由您所在的部门赋分，只能填写本部门的指标。',
    en: '{department} is not scored by your department; you can only fill your own indicators.',
  },
  'scoring.not-your-indicator': {
    status: 422,
    zh: '指标 {indicator} 不属于 {department}，没有保存。',
    en: 'Indicator {indicator} does not belong to {department}; nothing was saved.',
  },
  'scoring.unknown-community': {
    status: 422,
    zh: '有 {count} 个社区不在本期名册中，没有保存。',
    en: '{count} communities are not on the roster of this period; nothing was saved.',
  },
  'scoring.cell-twice': {
    status: 422,
    zh: '{community} · {indicator} 在同一次保存中出现两次，没有保存。',
    en: '{community} · {indicator} occurs twice in one request; nothing was saved.',
  },
  'scoring.invalid-cells': {
    status: 422,
    zh: '有 {count} 个分数不符合要求，没有保存。',
    en: '{count} scores are not as required; nothing was saved.',
  },
  'scoring.stale-cells': {
    status: 409,
    zh: '有 {count} 个单元格刚被同事修改过，没有覆盖。请刷新后核对再改。',
    en: 'Colleagues have just changed cells ({count}), which were not overwritten. Reload, check and change them again.',
  },
  'scoring.not-open': {
    status: 409,
    zh: '{period} 不在部门赋分阶段，不能修改。',
    en: '{period} is not open for scoring; nothing was changed.',
  },
  'scoring.already-submitted': {
    status: 409,
    zh: '{department} 的赋分表已于 {date} 提交。需要修改时请组织部退回。',
    en: 'The sheet of {department} was submitted on {date}. Ask the organization department to send it back for changes.',
  },
  'scoring.incomplete': {
    status: 422,
    zh: '还有 {count} 个单元格没有填好，不能提交。',
    en: 'The sheet cannot be submitted: cells that are not complete: {count}.',
  },
  'scoring.not-submitted': {
    status: 409,
    zh: '{department} 还没有提交赋分表，无须退回。',
    en: '{department} has not submitted its sheet; there is nothing to send back.',
  },
  'scoring.unknown-department': {
    status: 404,
    zh: '本期政策中没有赋分部门 {department}。',
    en: 'The policy of this period has no scoring department {department}.',
  },
  'scoring.no-holder': {
    status: 409,
    zh: '{department} 还没有对应的机构，请先在“区划与组织”中落实。',
    en: 'No organisation holds {department} yet. Assign it under divisions and organisations.',
  },
  'scoring.invalid-workbook': {
    status: 422,
    zh: '工作簿有 {count} 处问题，没有写入任何分数。',
    en: 'The workbook has {count} problems; not a single score was written.',
  },
  'scoring.foreign-workbook': {
    status: 422,
    zh: '这份工作簿属于 {found}，不是 {expected}。请下载本期本部门的赋分表。',
    en: 'This workbook belongs to {found}, not to {expected}. Download the sheet of this period and department.',
  },
  'scoring.file-missing': { status: 422, zh: '请选择要导入的 Excel 文件。', en: 'Choose the Excel file to import.' },
})

/** What a single cell's problem says; {community}, {indicator}, {most} are filled in. */
export const CELL_PROBLEMS: Readonly<Record<CellProblem, Text>> = {
  'not-a-number': {
    zh: '{community} · {indicator}:分数须为不超过两位小数的数字',
    en: '{community} · {indicator}: a score is a number of at most two decimals',
  },
  'out-of-range': {
    zh: '{community} · {indicator}:分数须在 0 到 {most} 之间，实为 {points}',
    en: '{community} · {indicator}: a score lies between 0 and {most}, and this is {points}',
  },
  'reason-missing': {
    zh: '{community} · {indicator}:扣分须写明原因',
    en: '{community} · {indicator}: a deduction needs its reason',
  },
  'document-missing': {
    zh: '{community} · {indicator}:扣分须注明依据文号',
    en: '{community} · {indicator}: a deduction needs its document',
  },
  unconfirmed: {
    zh: '{community} · {indicator}:尚未确认得分',
    en: '{community} · {indicator}: not confirmed yet',
  },
}
