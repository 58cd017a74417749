import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

export const organisationKinds = ['district-body', 'department', 'street'] as const
export const organisationKind = z.enum(organisationKinds)

export const listOrganisations = endpoint({
  id: 'organisation.listOrganisations',
  kind: 'read',
  who: [
    'organization-head',
    'organization-officer',
    'discipline-officer',
    'street-officer',
    'system-admin',
    'security-admin',
  ],
  summary: { zh: '组织机构列表', en: 'List organisations' },
  input: z.object({ kind: organisationKind.optional() }),
  output: z.object({
    organisations: z.array(
      z.object({
        id: z.uuid(),
        kind: organisationKind,
        zh: z.string(),
        en: z.string(),
        area: z.int(),
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
  who: ['organization-head', 'organization-officer'],
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
