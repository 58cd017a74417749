import { type FormRow, formTable } from '#kernel/documents/word/form.ts'
import { FONT, formPaper, line, piece } from '#kernel/documents/word/official.ts'
import { paper, type PaperField } from '#kernel/documents/word/paper.ts'

// 联审汇总表 (domain.md §3.8, list 3): candidates by departments, on A4 across.

/** As many columns as the widest policy has departments; those it does not need stay empty. */
export const DEPARTMENT_COLUMNS = 18
const PLACES = Array.from({ length: DEPARTMENT_COLUMNS }, (_, at) => at + 1)

/** Fields that stand once for each department, by the place in the policy's list. */
const numbered = (zh: string, en: string): Record<string, PaperField> =>
  Object.fromEntries(PLACES.map((at) => [`${en}${at}`, { zh: `${zh}${at}`, en: `${en} ${at}` }]))

/** Values of such fields, in order. */
export const inColumns = (en: string, words: readonly string[]): Record<string, string> =>
  Object.fromEntries(PLACES.map((at) => [`${en}${at}`, words[at - 1] ?? '']))

const SHORT = [
  '纪委',
  '法院',
  '检察',
  '公安',
  '审计',
  '组织',
  '统战',
  '政法',
  '信访',
  '民政',
  '司法',
  '自然',
  '生态',
  '农业',
  '卫健',
  '执法',
  '市监',
  '税务',
]

const NUMBER = 22
const NAME = 44
const ID = 92
const POST = 92
const CELL = 22.5
const OUTCOME = 52
const NOTE = 46
const COLUMNS = [NUMBER, NAME, ID, POST, ...PLACES.map(() => CELL), OUTCOME, NOTE]

const heading: FormRow = {
  height: 62,
  heading: true,
  cells: ['序号', '姓名', '身份证号', '拟任职务', ...PLACES.map((at) => `{部门${at}}`), '汇总意见', '备注'],
}
const row: FormRow = {
  height: 30,
  cells: [
    '{#人选}{序号}',
    '{姓名}',
    '{身份证号}',
    { text: '{拟任职务}', align: 'left' },
    ...PLACES.map((at) => `{结论${at}}`),
    '{汇总意见}',
    '{备注}{/人选}',
  ],
}

export const summaryPaper = paper({
  id: 'review.summary',
  zh: '资格联审汇总表',
  en: 'Summary of the joint review',
  fields: {
    street: { zh: '街道', en: 'Street' },
    date: { zh: '日期', en: 'Date' },
    ...numbered('部门', 'department'),
    people: {
      zh: '人选',
      en: 'Candidates',
      kind: 'list',
      fields: {
        number: { zh: '序号', en: 'Number' },
        name: { zh: '姓名', en: 'Name' },
        idNumber: { zh: '身份证号', en: 'ID number' },
        post: { zh: '拟任职务', en: 'Intended post' },
        ...numbered('结论', 'answer'),
        outcome: { zh: '汇总意见', en: 'Outcome' },
        note: { zh: '备注', en: 'Remark' },
      },
    },
  },
  sample: {
    street: '清洋街道',
    date: '2026年11月26日',
    ...inColumns('department', SHORT),
    people: [
      {
        number: '1',
        name: '周明远',
        idNumber: '37061119800101001X',
        post: '南关社区党组织书记',
        ...inColumns(
          'answer',
          SHORT.map(() => '未发现'),
        ),
        outcome: '可进入下一步',
        note: '',
      },
    ],
  },
  original: () =>
    formPaper(
      [
        line([piece('社区党组织书记拟任人选资格联审汇总表', { font: FONT.title, size: 20 })], { align: 'center' }),
        line([piece('{街道}　　{日期}', { font: FONT.song, size: 10.5 })], { align: 'right' }),
        formTable(COLUMNS, [heading, row], { size: 8, inset: 2 }),
        line([piece('审核人：　　　　　　　　负责人：　　　　　　　　（盖章）', { font: FONT.song, size: 10.5 })], {
          align: 'right',
          before: 1,
          fromRight: 4,
        }),
      ],
      { top: 16, right: 14, bottom: 14, left: 14, landscape: true },
    ),
})
