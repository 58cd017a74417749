import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { POST_KINDS } from '../posts/rules.ts'
import { EDUCATION, ETHNIC, POLITICAL, QUALIFICATIONS, SEX, SOURCES, type CodeSet } from './codes.ts'

export const PEOPLE_READERS = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'street-officer',
] as const
export const PEOPLE_WRITERS = ['organization-head', 'organization-officer', 'street-officer'] as const

const codeOf = (set: CodeSet) => z.enum(Object.keys(set) as [string, ...string[]])
export const month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/)
const birth = z.union([month, z.iso.date()])
const line = (most: number) => z.string().trim().min(1).max(most)

/** The plain fields of a record, as forms and lists carry them; null: not known. */
const plainFields = z.object({
  community: z.uuid().nullable(),
  sex: codeOf(SEX),
  birth: birth.nullable(),
  ethnic: codeOf(ETHNIC).nullable(),
  nativePlace: line(60).nullable(),
  political: codeOf(POLITICAL).nullable(),
  partyJoined: month.nullable(),
  workStarted: month.nullable(),
  communityWorkStarted: month.nullable(),
  educationFullTime: codeOf(EDUCATION).nullable(),
  educationInService: codeOf(EDUCATION).nullable(),
  school: line(120).nullable(),
  source: codeOf(SOURCES).nullable(),
  qualification: codeOf(QUALIFICATIONS).nullable(),
  grade: line(40).nullable(),
  note: line(500).nullable(),
})
export type PlainFields = z.output<typeof plainFields>

const secretFields = z.object({ idNumber: z.string().max(40).nullable(), phone: z.string().max(40).nullable() })
/** A person's fields but the name, whose change is an act of its own. */
export const personFields = plainFields.extend(secretFields.shape)
export type PersonFields = z.output<typeof personFields>

/** All that a record says, by name. */
export const FIELDS = ['name', ...personFields.keyof().options] as const
export type FieldName = (typeof FIELDS)[number]

const postKind = z.enum(POST_KINDS)
const heldPost = z.object({
  kind: postKind,
  capacity: z.enum(['serving', 'acting']),
  community: z.uuid(),
  communityName: z.string(),
  from: z.iso.date(),
})
export type HeldPost = z.output<typeof heldPost>

const listed = z.object({
  id: z.uuid(),
  name: z.string(),
  sex: codeOf(SEX),
  birth: z.string().nullable(),
  communityName: z.string().nullable(),
  streetName: z.string().nullable(),
  political: z.string().nullable(),
  education: z.string().nullable(),
  posts: z.array(heldPost),
})
export type ListedPerson = z.output<typeof listed>

/** Where a page of a list ends; the next one begins after it. */
const cursor = z.object({ key: z.string(), id: z.uuid() })

/** Counting stops here: a longer list is looked through by search, not by its length. */
export const MOST_COUNTED = 10_000

const filters = z.object({
  /** Name, given name, pinyin, initials, a former name, the last four of the ID number, a whole ID or phone number. */
  search: z.string().trim().max(60).optional(),
  street: z.int().optional(),
  community: z.uuid().optional(),
  post: z.union([postKind, z.literal('none')]).optional(),
})
export type PeopleFilters = z.output<typeof filters>

export const listPeople = endpoint({
  id: 'people.listPeople',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '人员列表', en: 'List people' },
  input: filters.extend({
    /** strokes: 姓氏笔画. */
    order: z.enum(['pinyin', 'strokes']).default('pinyin'),
    after: cursor.optional(),
    limit: z.int().min(1).max(200).default(60),
  }),
  output: z.object({ people: z.array(listed), next: cursor.nullable() }),
  sample: { given: 'founded', input: () => ({ limit: 20 }) },
})

/** How many people the list has; apart, since counting takes longer than a page. */
export const countPeople = endpoint({
  id: 'people.countPeople',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '人员数', en: 'Count people' },
  input: filters,
  /** At most one more than MOST_COUNTED. */
  output: z.object({ count: z.int() }),
  sample: { given: 'founded', input: () => ({}) },
})

const missingPart = z.enum([...FIELDS, 'resume'])
export type MissingPart = z.output<typeof missingPart>

/** One record by itself. */
export const record = plainFields.extend({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  pinyin: z.string(),
  communityName: z.string().nullable(),
  streetName: z.string().nullable(),
  /** All but the last four hidden; null: not known, or erased. */
  idNumberMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  formerNames: z.array(z.object({ name: z.string(), until: z.iso.date(), reason: z.string() })),
  posts: z.array(heldPost),
  completeness: z.object({ filled: z.int(), of: z.int(), missing: z.array(missingPart) }),
})
export type PersonRecord = z.output<typeof record>

const person = record.extend({
  /** Records that were merged into this one. */
  aliases: z.array(z.object({ id: z.uuid(), name: z.string(), reason: z.string(), at: z.iso.datetime() })),
  /** Set when the address named a record that was merged into this one. */
  askedFor: z.uuid().nullable(),
  mayChange: z.boolean(),
})
export type Person = z.output<typeof person>

export const getPerson = endpoint({
  id: 'people.getPerson',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '人员基本情况', en: 'One person' },
  input: z.object({ id: z.uuid() }),
  output: person,
  sample: { given: 'founded', input: (world) => ({ id: world.person }) },
})

export const addPerson = endpoint({
  id: 'people.addPerson',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '登记人员', en: 'Register a person' },
  input: personFields
    .partial()
    .extend({ name: line(60), sex: codeOf(SEX).default('0'), sameNameConfirmed: z.boolean().default(false) }),
  output: z.object({ id: z.uuid() }),
  sample: { given: 'founded', input: () => ({ name: '测试员', sex: '1', birth: '1990-05' }) },
})

export const changePerson = endpoint({
  id: 'people.changePerson',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '修改人员信息', en: 'Change a person’s record' },
  input: z.object({ id: z.uuid(), version: z.int(), changes: personFields.partial() }),
  output: z.object({ version: z.int() }),
  sample: {
    given: 'founded',
    input: (world) => ({ id: world.person, version: 1, changes: { nativePlace: '山东烟台' } }),
  },
})

export const changeName = endpoint({
  id: 'people.changeName',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '更名或更正姓名', en: 'Change or correct a name' },
  input: z.object({
    id: z.uuid(),
    version: z.int(),
    name: line(60),
    /** changed: the person took another name, the old one stays findable; corrected: it had been typed wrongly. */
    how: z.enum(['changed', 'corrected']),
    on: z.iso.date(),
    reason: line(200),
  }),
  output: z.object({ version: z.int() }),
  sample: {
    given: 'founded',
    input: (world) => ({
      id: world.person,
      version: 1,
      name: '新名',
      how: 'changed',
      on: '2026-11-20',
      reason: '户籍更名',
    }),
  },
})

const change = z.object({ field: z.enum(FIELDS), before: z.string().nullable(), after: z.string().nullable() })
export type FieldChange = z.output<typeof change>

export const listVersions = endpoint({
  id: 'people.listVersions',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '人员信息变更记录', en: 'Earlier versions of a person’s record' },
  input: z.object({ id: z.uuid() }),
  output: z.object({
    /** Newest first; the first one of a record changes nothing. ID and telephone numbers stay masked. */
    versions: z.array(
      z.object({
        record: z.uuid(),
        version: z.int(),
        at: z.iso.datetime(),
        /** Who wrote it, by the name of the account. */
        by: z.string(),
        changes: z.array(change),
      }),
    ),
  }),
  sample: { given: 'founded', input: (world) => ({ id: world.person }) },
})

/** Shows one encrypted field in full; the record says who, which field, and why. */
export const unmask = endpoint({
  id: 'people.unmask',
  kind: 'write',
  who: PEOPLE_READERS,
  notReplayed: true,
  summary: { zh: '查看完整证件号或电话', en: 'Show an ID or telephone number in full' },
  input: z.object({ id: z.uuid(), field: z.enum(['idNumber', 'phone']), reason: line(200).min(4) }),
  output: z.object({ value: z.string() }),
  sample: {
    given: 'founded',
    input: (world) => ({ id: world.person, field: 'phone', reason: '核对联系方式' }),
  },
})

/** A record that was entered in error: leaves all lists, and its personal data are destroyed. */
export const withdrawPerson = endpoint({
  id: 'people.withdrawPerson',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  as: 'filing',
  summary: { zh: '撤销误登人员', en: 'Withdraw a record entered in error' },
  input: z.object({ id: z.uuid(), version: z.int(), reason: line(200) }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.duplicate, version: 1, reason: '误登' }) },
})
