import type { Text } from '#kernel/language.ts'
import type { FieldName, MissingPart, PersonFields } from './contract.ts'
import { readIdNumber, readPhone } from './identity.ts'
import { ID_PROBLEMS } from './refusals.ts'

// What a record must be in itself. The form, the roster import and the operations ask the same.

/** One broken rule, as the refusals of this slice name it. */
export type PersonProblem = {
  readonly code: 'people.id-number' | 'people.phone' | 'people.id-contradicts' | 'people.date-order' | 'people.future'
  readonly field: keyof PersonFields
  readonly facts: Readonly<Record<string, string>>
}

export const FIELD_NAMES: Readonly<Record<FieldName, Text>> = {
  name: { zh: '姓名', en: 'Name' },
  community: { zh: '所在社区', en: 'Community' },
  sex: { zh: '性别', en: 'Sex' },
  birth: { zh: '出生年月', en: 'Born' },
  ethnic: { zh: '民族', en: 'Ethnic group' },
  nativePlace: { zh: '籍贯', en: 'Native place' },
  political: { zh: '政治面貌', en: 'Political status' },
  partyJoined: { zh: '入党时间', en: 'Joined the Party' },
  workStarted: { zh: '参加工作时间', en: 'Began work' },
  communityWorkStarted: { zh: '参加社区工作时间', en: 'Began community work' },
  educationFullTime: { zh: '学历（全日制）', en: 'Education (full-time)' },
  educationInService: { zh: '学历（在职）', en: 'Education (in service)' },
  school: { zh: '毕业院校及专业', en: 'School and subject' },
  source: { zh: '人员来源', en: 'Recruited from' },
  qualification: { zh: '社会工作者职业资格', en: 'Qualification in social work' },
  grade: { zh: '岗位等级', en: 'Grade of the post' },
  note: { zh: '备注', en: 'Remark' },
  idNumber: { zh: '身份证号', en: 'ID number' },
  phone: { zh: '联系电话', en: 'Telephone' },
}

/** The name of whatever a record may lack. */
export const partName = (part: MissingPart): Text =>
  part === 'resume' ? { zh: '简历', en: 'Résumé' } : FIELD_NAMES[part]

/** The record with its ID and telephone number in their one spelling, birth and sex filled from the ID where empty. */
export function settle(fields: PersonFields, today: string): { fields: PersonFields; problems: PersonProblem[] } {
  const problems: PersonProblem[] = []
  const phone = fields.phone === null ? null : readPhone(fields.phone)
  if (phone === undefined) problems.push({ code: 'people.phone', field: 'phone', facts: {} })
  const id = fields.idNumber === null ? undefined : readIdNumber(fields.idNumber)
  const settled = { ...fields, phone: phone ?? null }
  if (id && 'problem' in id) {
    const { zh, en } = ID_PROBLEMS[id.problem]
    problems.push({ code: 'people.id-number', field: 'idNumber', facts: { zhProblem: zh, enProblem: en } })
  } else if (id) {
    problems.push(...contradictions(fields, id))
    settled.idNumber = id.value
    settled.birth = id.birth
    if (fields.sex === '0') settled.sex = id.sex
  }
  problems.push(...orderProblems(settled, today))
  return { fields: settled, problems }
}

function contradictions(
  { birth, sex }: PersonFields,
  id: { readonly birth: string; readonly sex: string },
): PersonProblem[] {
  const found: PersonProblem[] = []
  const add = (field: 'birth' | 'sex', value: string) =>
    found.push({
      code: 'people.id-contradicts',
      field,
      facts: { zhField: FIELD_NAMES[field].zh, enField: FIELD_NAMES[field].en, value },
    })
  if (birth !== null && !id.birth.startsWith(birth)) add('birth', id.birth.slice(0, birth.length))
  if ((sex === '1' || sex === '2') && sex !== id.sex) add('sex', id.sex === '1' ? '男 / male' : '女 / female')
  return found
}

/** Of two months the second cannot come before the first; months compare as text. */
const ORDER: readonly (readonly [keyof PersonFields, keyof PersonFields])[] = [
  ['birth', 'workStarted'],
  ['birth', 'partyJoined'],
  ['workStarted', 'communityWorkStarted'],
]
const DATED = ['birth', 'partyJoined', 'workStarted', 'communityWorkStarted'] as const

function orderProblems(fields: PersonFields, today: string): PersonProblem[] {
  const found: PersonProblem[] = []
  for (const [earlier, later] of ORDER) {
    const [first, second] = [fields[earlier], fields[later]]
    if (!first || !second || second >= first.slice(0, 7)) continue
    const [a, b] = [FIELD_NAMES[earlier], FIELD_NAMES[later]]
    const facts = { zhLater: b.zh, zhEarlier: a.zh, enLater: b.en, enEarlier: a.en }
    found.push({ code: 'people.date-order', field: later, facts })
  }
  for (const field of DATED) {
    const value = fields[field]
    if (!value || value <= today) continue
    const { zh, en } = FIELD_NAMES[field]
    found.push({ code: 'people.future', field, facts: { zhField: zh, enField: en } })
  }
  return found
}

/** What a complete record has; community and remark are not asked of everybody. */
const NOT_ASKED: readonly FieldName[] = ['name', 'note', 'community', 'educationInService', 'grade']
const ASKED = (Object.keys(FIELD_NAMES) as FieldName[]).filter(
  (field): field is keyof PersonFields => !NOT_ASKED.includes(field),
)

/** Sex 0 is not known. */
export const isKnown = (field: FieldName, value: string | null): value is string =>
  value !== null && !(field === 'sex' && value === '0')

/** How much of a record is there, and which parts are not: the form of appointment asks for the résumé too (domain.md §3.1). */
export function completenessOf(
  fields: PersonFields,
  hasResume: boolean,
): { filled: number; of: number; missing: MissingPart[] } {
  const isMember = fields.political === '01' || fields.political === '02'
  const asked = ASKED.filter((field) => field !== 'partyJoined' || isMember)
  const missing: MissingPart[] = asked.filter((field) => !isKnown(field, fields[field]))
  if (!hasResume) missing.push('resume')
  const of = asked.length + 1
  return { filled: of - missing.length, of, missing }
}
