import type { Text } from '#kernel/language.ts'
import type { SheetChoice, SheetColumn, SheetList } from '#kernel/sheets/list.ts'
import { importEndpoints, type ImportDeclaration } from '#kernel/sheets/import-contract.ts'
import { type CodeSet, EDUCATION, ETHNIC, POLITICAL, QUALIFICATIONS, SEX, SOURCES } from '../people/codes.ts'

// 社区党组织书记花名册 (domain.md §3.8.1), as districts keep it. Stars, types and appraisals are not taken from it: they come
// with the history import, and types never travel (rulings B6).

const choicesOf = (set: CodeSet): SheetChoice[] => Object.entries(set).map(([value, label]) => ({ value, ...label }))

/** What a row says of a post; acting is 主持工作. */
export const ROSTER_POSTS: CodeSet = {
  secretary: { zh: '党组织书记', en: 'Secretary' },
  acting: { zh: '主持工作', en: 'Acting secretary' },
  director: { zh: '居委会主任', en: 'Committee director' },
  'deputy-secretary': { zh: '党组织副书记', en: 'Deputy secretary' },
  'committee-member': { zh: '两委成员', en: 'Committee member' },
  'first-secretary': { zh: '第一书记', en: 'First secretary' },
  assistant: { zh: '书记助理', en: 'Secretary’s assistant' },
  worker: { zh: '社区工作者', en: 'Community worker' },
}
const YES_NO: CodeSet = { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } }

const column = (key: string, zh: string, en: string, rest: Partial<SheetColumn> = {}): SheetColumn => ({
  key,
  header: { zh, en },
  kind: 'text',
  ...(rest.required ? {} : { optional: true }),
  ...rest,
})
const choice = (key: string, zh: string, en: string, set: CodeSet, rest: Partial<SheetColumn> = {}): SheetColumn =>
  column(key, zh, en, { kind: 'choice', choices: choicesOf(set), ...rest })

const SAME_PERSON: Text = {
  zh: '导出时由系统填写，用来认出原来的人；新增人员留空。',
  en: 'Filled in by the export, to recognise the person; empty for new people.',
}

const BY_HISTORY: Text = {
  zh: '请用“历史导入”。其他列照常导入。',
  en: 'use “Past records” for it. The other columns are read as usual.',
}
/** Types never travel, in or out (rulings B6). */
export const NO_TYPES = {
  header: { zh: '类型', en: 'Type' },
  why: {
    zh: '类型由系统按规则评定，不随表格流转。其他列照常导入。',
    en: 'types are found by the rules of this system and never travel in files. The other columns are read as usual.',
  },
} as const

export const ROSTER: SheetList = {
  id: 'registry.roster',
  version: 1,
  name: { zh: '社区党组织书记花名册', en: 'Roster of community secretaries' },
  keys: [],
  unread: [
    NO_TYPES,
    { header: { zh: '星级', en: 'Star' }, why: BY_HISTORY },
    { header: { zh: '近三年年度考核', en: 'Appraisals of three years' }, why: BY_HISTORY },
  ],
  columns: [
    column('number', '序号', 'No.', { width: 6 }),
    column('street', '街道', 'Street', { width: 14, maxLength: 40 }),
    column('community', '社区', 'Community', { required: true, width: 18, maxLength: 60 }),
    column('name', '姓名', 'Name', { required: true, width: 12, maxLength: 60 }),
    choice('sex', '性别', 'Sex', SEX, { width: 8 }),
    choice('ethnic', '民族', 'Ethnic group', ETHNIC),
    column('birth', '出生年月', 'Born', { kind: 'month', min: '1920-01', max: '2012-12' }),
    column('nativePlace', '籍贯', 'Native place', { maxLength: 60 }),
    choice('educationFullTime', '学历（全日制）', 'Education (full-time)', EDUCATION),
    choice('educationInService', '学历（在职）', 'Education (in service)', EDUCATION),
    column('school', '毕业院校及专业', 'School and subject', { maxLength: 120, width: 28 }),
    choice('political', '政治面貌', 'Political status', POLITICAL),
    column('partyJoined', '入党时间', 'Joined the Party', { kind: 'month' }),
    column('workStarted', '参加工作时间', 'Began work', { kind: 'month' }),
    column('communityWorkStarted', '参加社区工作时间', 'Began community work', { kind: 'month' }),
    choice('post', '现任职务', 'Post', ROSTER_POSTS, { width: 14 }),
    column('since', '任现职时间', 'In the post since', { kind: 'month' }),
    choice('director', '是否一肩挑', 'Also director', YES_NO, { width: 10 }),
    column('directorSince', '任居委会主任时间', 'Director since', { kind: 'month' }),
    choice('source', '人员来源', 'Recruited from', SOURCES),
    choice('qualification', '社会工作者职业资格', 'Qualification in social work', QUALIFICATIONS),
    column('grade', '岗位等级', 'Grade of the post', { maxLength: 40 }),
    column('idNumber', '身份证号', 'ID number', { sensitive: true, width: 22, maxLength: 40 }),
    column('phone', '联系电话', 'Telephone', { sensitive: true, width: 16, maxLength: 40 }),
    column('note', '备注', 'Remark', { width: 24 }),
    column('record', '系统编号', 'Record', { kind: 'code', width: 16, help: SAME_PERSON }),
  ],
  instructions: [
    {
      zh: '一人一行，没有现任职务的只登记人员；一人兼任两个社区的，每个社区一行，身份证号相同。填身份证号后，出生年月和性别可以不填。',
      en: 'One row per person, without a post only the person is registered; who serves in two communities has a row for each, with the same ID number. With an ID number, birth and sex may stay empty.',
    },
    {
      zh: '再次导入时，空着的单元格不改动已有内容；要清空请在人员页面修改。主持工作最长六个月。',
      en: 'Imported again, an empty cell leaves what is there; to clear a field, use the person’s page. Acting lasts six months at most.',
    },
    {
      zh: '星级、年度考核等历史结果请用“历史导入”；类型不随花名册流转。',
      en: 'Stars, appraisals and other past results come by the history import; types never travel with a roster.',
    },
  ],
}

export const rosterImport = {
  slice: 'roster',
  list: ROSTER,
  who: ['organization-head', 'organization-officer', 'street-officer'],
  second: ['organization-head', 'organization-officer'],
  as: 'filing',
  given: 'open',
} as const satisfies ImportDeclaration

export const rosterEndpoints = importEndpoints(rosterImport)
