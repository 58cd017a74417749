import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'

export const organisationKinds = ['district-body', 'department', 'street'] as const
export const organisationKind = z.enum(organisationKinds)

export const ORGANISATION_READERS = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'street-officer',
  'system-admin',
  'security-admin',
] as const
export const ORGANISATION_WRITERS = ['organization-head', 'organization-officer'] as const

export const listOrganisations = endpoint({
  id: 'organisation.listOrganisations',
  kind: 'read',
  who: ORGANISATION_READERS,
  summary: { zh: '组织机构列表', en: 'List organisations' },
  input: z.object({ kind: organisationKind.optional() }),
  output: z.object({
    organisations: z.array(
      z.object({
        id: z.uuid(),
        kind: organisationKind,
        zh: z.string(),
        /** The Chinese name where nobody has given an English one. */
        en: z.string(),
        area: z.int(),
        version: z.int(),
        /** Codes of the policy pack that it holds, such as SR-04. */
        duties: z.array(z.string()),
      }),
    ),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

const duty = z.object({
  code: z.string().regex(/^[A-Z]{2}-\d{2}$/),
  zh: z.string().trim().min(2).max(60),
  en: z.string().trim().min(2).max(120),
})

export const assignDuties = endpoint({
  id: 'organisation.assignDuties',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: {
    zh: '把政策包中的部门职责落到本区机构',
    en: 'Give the duties of the policy pack to organisations of the district',
  },
  input: z.object({ duties: z.array(duty).min(1).max(100) }),
  output: z.object({ organisationsAdded: z.int(), dutiesAdded: z.int(), dutiesMoved: z.int() }),
  sample: {
    given: 'founded',
    input: () => ({ duties: [{ code: 'SR-99', zh: '区测试局', en: 'Testing bureau' }] }),
  },
})

const named = z.object({ zh: z.string().trim().min(2).max(60), en: z.string().trim().max(120) })
const versioned = z.object({ id: z.uuid(), version: z.int() })

export const addOrganisation = endpoint({
  id: 'organisation.addOrganisation',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '新增机构', en: 'Add an organisation' },
  input: named.extend({ kind: z.enum(['district-body', 'department']) }),
  output: z.object({ id: z.uuid() }),
  sample: { given: 'founded', input: () => ({ kind: 'department', zh: '区测试局', en: '' }) },
})

export const renameOrganisation = endpoint({
  id: 'organisation.renameOrganisation',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '修改机构名称', en: 'Rename an organisation' },
  input: named.extend(versioned.shape),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => ({ id: world.organisation, version: 1, zh: '区新闻中心', en: 'News centre' }),
  },
})

export const endOrganisation = endpoint({
  id: 'organisation.endOrganisation',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '停用机构', en: 'End an organisation' },
  input: versioned,
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.organisation, version: 1 }) },
})

export const moveOrganisation = endpoint({
  id: 'organisation.moveOrganisation',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '调整机构排序', en: 'Move an organisation in the official order' },
  /** `after`: the one that it comes after; null: first. Streets have their order by their codes. */
  input: z.object({ ...versioned.shape, after: z.uuid().nullable() }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.organisation, version: 1, after: null }) },
})
