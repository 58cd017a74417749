import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import type { Pack } from '../packs/contract.ts'

/** Who may read the rules: everybody that they are applied to or who applies them. */
export const readers = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'district-commission',
  'street-officer',
  'department-rater',
  'secretary',
] as const

const problem = z.object({
  row: z.int().nullable(),
  column: z.int().nullable(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})

const version = z.object({
  id: z.uuid(),
  pack: z.string(),
  version: z.string(),
  zh: z.string(),
  en: z.string(),
  digest: z.string(),
  at: z.iso.datetime(),
})
export type PackVersion = z.output<typeof version>

export const listPackVersions = endpoint({
  id: 'pack.listPackVersions',
  kind: 'read',
  who: readers,
  summary: { zh: '政策包版本', en: 'Versions of the policy pack' },
  input: z.object({}),
  output: z.object({ versions: z.array(version) }),
  sample: { given: 'founded', input: () => ({}) },
})

export const getPackVersion = endpoint({
  id: 'pack.getPackVersion',
  kind: 'read',
  who: readers,
  summary: { zh: '一个政策包版本的全部内容', en: 'The whole content of one version' },
  input: z.object({ id: z.uuid() }),
  output: version.extend({ content: z.custom<Pack>(), warnings: z.array(problem) }),
  sample: { given: 'founded', input: (world) => ({ id: world.packVersion }) },
})

export const downloadPack = endpoint({
  id: 'pack.downloadPack',
  kind: 'read',
  download: true,
  who: readers,
  summary: { zh: '下载政策包（YAML）', en: 'Download the pack (YAML)' },
  input: z.object({ id: z.uuid() }),
  output: fileAnswer,
  sample: { given: 'founded', input: (world) => ({ id: world.packVersion }) },
})

/** One place that differs: what it was and what it is; null where it was not or is no more. */
const change = z.object({
  /** `lists`, `limits`, `rules` … and then codes: `rules/star/star.band/bands/star-5/from`. */
  place: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type PackChange = z.output<typeof change>

const taken = z.object({
  id: z.uuid().nullable(),
  version: z.string(),
  digest: z.string(),
  /** The same content was there already; nothing was added. */
  known: z.boolean(),
  applied: z.boolean(),
  warnings: z.array(problem),
  /** The version that the changes are counted from: the newest before; null: this is the first. */
  comparedWith: z.string().nullable(),
  changes: z.array(change),
})
export type TakenPack = z.output<typeof taken>

export const importPack = endpoint({
  id: 'pack.importPack',
  kind: 'write',
  upload: true,
  who: ['organization-head'],
  summary: { zh: '导入政策包（YAML），先试读再收录', en: 'Take in a policy pack (YAML): dry run first' },
  input: z.object({ apply: z.boolean() }),
  output: taken,
  sample: { given: 'founded', file: 'pack.yaml', input: () => ({ apply: true }) },
})

export const adoptShippedPack = endpoint({
  id: 'pack.adoptShippedPack',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  summary: { zh: '采用随附的默认政策包', en: 'Adopt the default pack that comes along' },
  input: z.object({}),
  output: taken,
  sample: { given: 'founded', input: () => ({}) },
})
