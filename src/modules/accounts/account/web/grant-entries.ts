import { ADMINISTRATORS, type Role, ROLES } from '#kernel/access.ts'
import { declared } from '#web/front.ts'
import type { InputOf } from '#web/endpoint.ts'
import type { FieldProblem } from '#web/kit/form.tsx'
import type { Words } from '#web/language/language.tsx'
import type { giveRole } from '../contract.ts'
import type { GRANT_TEXTS } from './account-texts.ts'

// What is typed for one role, and what of it goes to the server: a department by its organisation, a street or community
// by its division, everything else by name alone.

export type Grant = InputOf<typeof giveRole>['grant']
export type Organisation = {
  readonly id: string
  readonly kind: 'district-body' | 'department' | 'street'
  readonly zh: string
  readonly en: string
  readonly area: number
  /** Codes of the policy pack that it answers for. */
  readonly duties: readonly string[]
}

/** Read from the registry by its endpoint's name: accounts know no other module (rulings G12). */
export const listOrganisations = declared<
  Readonly<Record<string, never>>,
  { readonly organisations: readonly Organisation[] }
>('organisation.listOrganisations', 'read')

export type GrantEntries = {
  readonly role: Role | undefined
  /** Of a department or street: the organisation's id. */
  readonly org: string | undefined
  readonly name: string
  readonly code: string
  readonly from: string
  readonly until: string
}

export const firstEntries = (today: string): GrantEntries => ({
  role: undefined,
  org: undefined,
  name: '',
  code: '',
  from: today,
  until: '',
})

export const levelOf = (role: Role | undefined) => role && ROLES[role].level
export const isAdministrator = (role: Role | undefined) => (ADMINISTRATORS as readonly unknown[]).includes(role)

type GrantWords = Words<keyof (typeof GRANT_TEXTS)['zh']>

export function problemsOf(entries: GrantEntries, t: GrantWords): readonly FieldProblem[] {
  const { role, from, until } = entries
  const level = levelOf(role)
  if (!level) return [{ field: 'grant-role', sentence: t('missingRole') }]
  const problems: FieldProblem[] = []
  const isListed = level === 'department' || level === 'street'
  if (isListed ? !entries.org : entries.name.trim() === '') {
    problems.push({ field: 'grant-place', sentence: t('missingPlace', { label: t(level) }) })
  }
  if (level === 'community' && !/^\d{12}$/.test(entries.code)) {
    problems.push({ field: 'grant-code', sentence: t('missingCode', { label: t('code'), digits: 12 }) })
  }
  if (level === 'upper' && !/^(\d{2}|\d{4})$/.test(entries.code)) {
    problems.push({ field: 'grant-code', sentence: t('missingCode', { label: t('upperCode'), digits: '2 / 4' }) })
  }
  if (from && until && until < from) problems.push({ field: 'grant-until', sentence: t('backwards') })
  return problems
}

/** @throws TypeError when `problemsOf` would have found something. */
export function grantOf(entries: GrantEntries, organisations: readonly Organisation[]): Grant {
  const { role, from, until } = entries
  if (!role) throw new TypeError('no role chosen')
  const period = { ...(from ? { from } : {}), ...(until && !isAdministrator(role) ? { until } : {}) }
  const level = levelOf(role)
  if (level !== 'department' && level !== 'street') return { role, ...period, ...placeOf(entries, organisations) }
  const org = organisations.find(({ id }) => id === entries.org)
  if (!org) throw new TypeError('no organisation chosen')
  const place = level === 'department' ? { org: org.id } : { division: Math.floor(org.area / 1000) }
  return { role, ...period, orgZh: org.zh, orgEn: org.en, ...place }
}

/** A typed name; where the registry knows it, its English one comes along. */
function placeOf({ name, code, role }: GrantEntries, organisations: readonly Organisation[]) {
  const orgZh = name.trim()
  const orgEn = organisations.find(({ zh }) => zh === orgZh)?.en ?? orgZh
  return { orgZh, orgEn, ...(levelOf(role) === 'district' ? {} : { division: Number(code) }) }
}
