import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { importEndpoints, type ImportDeclaration } from '#kernel/sheets/import-contract.ts'
import type { SheetColumn, SheetList } from '#kernel/sheets/list.ts'
import { PEOPLE_READERS } from '../people/contract.ts'
import { NO_TYPES } from '../roster/contract.ts'
import { KINDS, RECORD_KINDS } from './codes.ts'

// 历史导入 (rulings D6): what was before the system, from one sheet; marked, never recomputed. Types never travel (B6).

const column = (key: string, zh: string, en: string, rest: Partial<SheetColumn> = {}): SheetColumn => ({
  key,
  header: { zh, en },
  kind: 'text',
  ...(rest.required ? {} : { optional: true }),
  ...rest,
})

export const HISTORY: SheetList = {
  id: 'registry.history',
  version: 1,
  name: { zh: '历史记录', en: 'Past records' },
  keys: [],
  unread: [NO_TYPES],
  columns: [
    column('kind', '类别', 'Kind', {
      kind: 'choice',
      required: true,
      width: 12,
      choices: RECORD_KINDS.map((value) => ({ value, ...KINDS[value].name })),
    }),
    column('period', '时间', 'Period', {
      required: true,
      width: 16,
      maxLength: 20,
      help: {
        zh: '星级填半年（2025年下半年），述职评议填半年或年，年度考核填年（2025），其他填年月（2025.06）或年。',
        en: 'A star: half-year (2025H2); a report: half-year or year; an annual appraisal: year (2025); others: month (2025-06) or year.',
      },
    }),
    column('street', '街道', 'Street', { width: 14, maxLength: 40 }),
    column('community', '社区', 'Community', { width: 18, maxLength: 60 }),
    column('name', '姓名', 'Name', { width: 12, maxLength: 60 }),
    column('birth', '出生年月', 'Born', { kind: 'month', min: '1920-01', max: '2012-12' }),
    column('idNumber', '身份证号', 'ID number', { sensitive: true, width: 22, maxLength: 40 }),
    column('value', '结果', 'Result', {
      required: true,
      width: 24,
      maxLength: 120,
      help: {
        zh: '星级填一星至五星；述职评议和年度考核填优秀、称职、基本称职、不称职；其他照文件填写，如荣誉名称、培训班名称、后备层级、派出单位。',
        en: 'A star: 1 to 5 stars; reports and appraisals: excellent, competent, basically competent, not competent; others as the document says: honour, course, level of the reserve, sending body.',
      },
    }),
    column('detail', '说明', 'Remark', {
      width: 28,
      maxLength: 200,
      help: { zh: '文号、颁发单位、起止时间等。', en: 'Document, awarding body, dates.' },
    }),
    column('record', '系统编号', 'Record', {
      kind: 'code',
      width: 16,
      help: {
        zh: '导出时由系统填写，用来认出原来的人；新增的行留空。',
        en: 'Filled in by the export, to recognise the person; empty in new rows.',
      },
    }),
  ],
  instructions: [
    {
      zh: '一条记录一行。星级只填社区，不填姓名；其他类别填姓名，并填出生年月或身份证号；社区的集体荣誉只填社区。人员须先在花名册中。',
      en: 'One record per row. A star names the community and no person; the others a name with the month of birth or the ID number; an honour of a whole community names the community alone. People have to be in the register first.',
    },
    {
      zh: '历史记录只作展示，标明“历史导入”，系统不重新计算；系统自己评定过的半年不能导入。',
      en: 'Past records are shown, marked as imported and never recomputed; half-years that the system rated itself are not taken.',
    },
  ],
}

export const historyImport = {
  slice: 'history',
  list: HISTORY,
  who: ['organization-head', 'organization-officer'],
  given: 'moved',
} as const satisfies ImportDeclaration

export const historyEndpoints = importEndpoints(historyImport)

const pastRecord = z.object({
  id: z.uuid(),
  kind: z.enum(RECORD_KINDS),
  /** Half-year 2025H2, year 2025, or month 2025-06. */
  period: z.string(),
  /** A code of the kind's values, or free text. */
  value: z.string(),
  detail: z.string().nullable(),
  /** Null: the community's own. */
  person: z.uuid().nullable(),
  /** Null also for somebody whose record this caller may not see. */
  name: z.string().nullable(),
  community: z.uuid().nullable(),
  communityName: z.string().nullable(),
})
export type PastRecord = z.output<typeof pastRecord>

/** What was before the system, of a person (merged records included) or of a community, newest first. */
export const listRecords = endpoint({
  id: 'history.listRecords',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '历史导入的记录', en: 'Past records of a person or a community' },
  /** One of the two. */
  input: z.object({ person: z.uuid().optional(), community: z.uuid().optional() }),
  output: z.object({ records: z.array(pastRecord) }),
  sample: { given: 'founded', input: (world) => ({ community: world.community }) },
})
