import { noForms, type SliceForms } from '#kernel/forms.ts'
import { markSheet, saveCells, submitSheet, uploadSheet } from './contract.ts'

export const scoringForms: SliceForms = {
  slice: { zh: '部门赋分', en: "Departments' scores" },
  forms: [
    {
      endpoint: saveCells,
      title: { zh: '赋分表', en: 'Score sheet' },
      who: ['department-rater'],
      times: 'indicators',
      when: { zh: '每半年一次，每项指标一格', en: 'once a half-year, a cell for each indicator' },
      typed: {
        'cells[].points': { zh: '得分', en: 'Points' },
        'cells[].reason': { zh: '扣分理由（扣分时）', en: 'Reason (of a deduction)' },
        'cells[].document': { zh: '依据文号（扣分时）', en: 'Document (of a deduction)' },
      },
      filled: ['period', 'department', 'cells[].community', 'cells[].indicator', 'cells[].version'],
    },
  ],
  others: [
    ...noForms([uploadSheet, markSheet], {
      zh: '同一张赋分表用 Excel 交来，不重复计',
      en: 'the same sheet sent as Excel; not counted twice',
    }),
    ...noForms([submitSheet], { zh: '签名，不填写内容', en: 'a signature, nothing is written' }),
  ],
}
