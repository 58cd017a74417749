import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { POST_KINDS, STANDING } from './rules.ts'

export const POST_READERS = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'street-officer',
] as const

/** Null: somebody of another street, whose record this caller may not see. */
const name = z.string().nullable()
const postKind = z.enum(POST_KINDS)
const span = z.object({ from: z.iso.date(), until: z.iso.date().nullable() })
export const act = z.object({
  action: z.enum(['start', 'change', 'end']),
  effective: z.iso.date(),
  /** Filing number; null: from the opening roster. */
  number: z.string().nullable(),
})
const tenure = span.extend({
  id: z.uuid(),
  person: z.uuid(),
  name,
  capacity: z.enum(['serving', 'acting']),
  acts: z.array(act),
})

const place = z.object({ community: z.uuid(), communityName: z.string() })
/** A post with all who held it. */
const track = place.extend({
  kind: postKind,
  tenures: z.array(tenure),
  /** When nobody served, with their days; of posts with one holder only. */
  gaps: z.array(span.extend({ days: z.int() })),
})
export type Track = z.output<typeof track>

export const getCommunityTimeline = endpoint({
  id: 'post.getCommunityTimeline',
  kind: 'read',
  who: POST_READERS,
  summary: { zh: '社区任职时间线', en: 'Timeline of a community' },
  input: z.object({ community: z.uuid() }),
  output: z.object({
    community: z.object({
      id: z.uuid(),
      code: z.int(),
      name: z.string(),
      shortName: z.string(),
      street: z.int(),
      streetName: z.string(),
      kind: z.enum(['urban', 'converted']),
    }),
    tracks: z.array(track),
    /** 一肩挑: secretary and director at once, two mandates with dates of their own. */
    both: z.array(span.extend({ person: z.uuid(), name })),
    /** 兼任: a secretary of this community who is one of another, too. */
    elsewhere: z.array(span.extend({ person: z.uuid(), name, ...place.shape })),
    today: z.iso.date(),
  }),
  sample: { given: 'founded', input: (world) => ({ community: world.community }) },
})

export const getPersonTimeline = endpoint({
  id: 'post.getPersonTimeline',
  kind: 'read',
  who: POST_READERS,
  summary: { zh: '个人任职时间线', en: 'Timeline of a person' },
  input: z.object({ person: z.uuid() }),
  output: z.object({ tracks: z.array(track), today: z.iso.date() }),
  sample: { given: 'founded', input: (world) => ({ person: world.person }) },
})

const vacancy = place.extend({
  street: z.int(),
  streetName: z.string(),
  kind: z.enum(STANDING),
  /** Since when nobody serves; null: nobody was ever registered. */
  since: z.iso.date().nullable(),
  days: z.int().nullable(),
  acting: z.object({ person: z.uuid(), name, until: z.iso.date(), daysLeft: z.int() }).nullable(),
})
export type Vacancy = z.output<typeof vacancy>

export const listVacancies = endpoint({
  id: 'post.listVacancies',
  kind: 'read',
  who: POST_READERS,
  summary: { zh: '岗位空缺，按街道、社区排列', en: 'List vacancies by street and community' },
  input: z.object({ kind: z.enum(STANDING).default('secretary') }),
  output: z.object({ vacancies: z.array(vacancy) }),
  sample: { given: 'founded', input: () => ({}) },
})

export const getGoingLive = endpoint({
  id: 'post.getGoingLive',
  kind: 'read',
  who: ['organization-head', 'organization-officer', 'discipline-officer'],
  summary: { zh: '正式启用情况', en: 'State of going live' },
  input: z.object({}),
  output: z.object({
    /** Null: the opening phase lasts. */
    live: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
    communities: z.int(),
    tenures: z.int(),
    withoutSecretary: z.array(vacancy),
    /** Opening rosters that one person accepted and that have not taken effect yet. */
    waiting: z.array(z.object({ id: z.uuid(), fileName: z.string(), by: z.string(), at: z.iso.datetime() })),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

export const goLive = endpoint({
  id: 'post.goLive',
  kind: 'write',
  who: ['organization-head'],
  as: 'filing',
  stepUp: true,
  summary: {
    zh: '正式启用：此后任职变动凭备案号办理，不可撤回',
    en: 'Go live: from then on tenures change by filing only; cannot be taken back',
  },
  input: z.object({ reason: z.string().trim().min(2).max(200) }),
  output: nothing,
  sample: { given: 'founded', input: () => ({ reason: '期初名册已核对完毕' }) },
})
