import type { Text } from './language.ts'

// Who may be what. An access class is a database role (rulings G1); a role belongs to one class and one kind of
// organisation; a scope is what a transaction is opened with.

export const ACCESS_CLASSES = [
  'staff',
  'reviewer',
  'rater',
  'self',
  'admin',
  'upper',
  'filing',
  'jobs',
  'auth',
  'resident',
] as const
export type AccessClass = (typeof ACCESS_CLASSES)[number]

/** How the rows of a table are shown to a class: one label per table and class, named in the table's comment. */
export const LABELS = {
  subtree:
    "((area >= (NULLIF(current_setting('app.lo'::text, true), ''::text))::bigint) AND (area <= (NULLIF(current_setting('app.hi'::text, true), ''::text))::bigint))",
  district:
    "((district >= (NULLIF(current_setting('app.district_lo'::text, true), ''::text))::bigint) AND (district <= (NULLIF(current_setting('app.district_hi'::text, true), ''::text))::bigint))",
  addressed: "(org = (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid)",
  own: "(person = (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid)",
} as const

type RoleEntry = Text & {
  readonly class: AccessClass
  readonly level: 'district' | 'department' | 'street' | 'community' | 'upper'
}

/** The roles that people hold (domain.md §5.1). */
export const ROLES = {
  'organization-head': { class: 'staff', level: 'district', zh: '组织部负责人', en: 'Head, organization department' },
  'organization-officer': {
    class: 'staff',
    level: 'district',
    zh: '组织部经办',
    en: 'Officer, organization department',
  },
  'discipline-officer': { class: 'staff', level: 'district', zh: '纪检监督', en: 'Discipline supervision' },
  'district-commission': { class: 'staff', level: 'district', zh: '区委', en: 'District Party Committee' },
  'street-officer': { class: 'staff', level: 'street', zh: '街道经办', en: 'Street officer' },
  'department-reviewer': { class: 'reviewer', level: 'department', zh: '部门联审', en: 'Department reviewer' },
  'department-rater': { class: 'rater', level: 'department', zh: '部门赋分', en: 'Department rater' },
  secretary: { class: 'self', level: 'community', zh: '社区党组织书记', en: 'Community Party secretary' },
  'upper-viewer': { class: 'upper', level: 'upper', zh: '上级查看', en: 'Higher level, figures only' },
  'system-admin': { class: 'admin', level: 'district', zh: '系统管理员', en: 'System administrator' },
  'security-admin': { class: 'admin', level: 'district', zh: '安全管理员', en: 'Security administrator' },
  'audit-admin': { class: 'admin', level: 'district', zh: '审计管理员', en: 'Audit administrator' },
} as const satisfies Record<string, RoleEntry>

export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[]

/** The three administrators: nobody holds two of them, and none reads scores (R-SEC-4). */
export const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies readonly Role[]

/** What one transaction may see: its database role and the settings its policies read. */
export type Scope = {
  readonly class: AccessClass
  /** Six-digit codes, inclusive. One district for people, a range for jobs and for the level above. */
  readonly districts: readonly [number, number]
  /** Twelve-digit codes, inclusive. */
  readonly areas: readonly [number, number]
  readonly org?: string
  readonly person?: string
  /** People whose dossier is closed to the caller: itself and its kin, under all their ids (rulings G3). */
  readonly closed?: readonly string[]
}

/** Twelve-digit range of a division of 6, 9 or 12 digits: codes nest by prefix. */
export function areasOf(code: number): readonly [number, number] {
  const digits = String(code).length
  const width = 10 ** (12 - digits)
  return [code * width, code * width + width - 1]
}

/** A whole district, for a class that works on all of it. */
export function districtScope(accessClass: AccessClass, district: number): Scope {
  return districtsScope(accessClass, [district])
}

/** Several districts at once, for jobs: from the lowest code to the highest. */
export function districtsScope(accessClass: AccessClass, districts: readonly number[]): Scope {
  const [lowest, highest] = [Math.min(...districts), Math.max(...districts)]
  return { class: accessClass, districts: [lowest, highest], areas: [areasOf(lowest)[0], areasOf(highest)[1]] }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The message that opens a transaction: `begin`, role and settings in one round trip (five messages cost 0.38 of the
 * bare statement's rate, one costs 0.53: performance.md §G). `set local` takes no parameters, so every value is checked
 * here and nothing else reaches the text.
 * @throws TypeError when a value is not what it must be.
 */
export const openingOf = (scope: Scope): string => `begin; ${settingsOf(scope)}`

/** Role and settings of a transaction, checked like its opening. */
export function settingsOf(scope: Scope): string {
  const settings: [string, string][] = [
    ['district_lo', code(scope.districts[0])],
    ['district_hi', code(scope.districts[1])],
    ['lo', code(scope.areas[0])],
    ['hi', code(scope.areas[1])],
    ['org', scope.org === undefined ? '' : uuid(scope.org)],
    ['person', scope.person === undefined ? '' : uuid(scope.person)],
    ['closed', `{${(scope.closed ?? []).map(uuid).join(',')}}`],
  ]
  if (!ACCESS_CLASSES.includes(scope.class)) throw new TypeError('unknown access class')
  const set = settings.map(([name, value]) => `set local app.${name} = '${value}'`)
  return [`set local role yz_${scope.class}`, ...set].join('; ')
}

function code(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError('not a division code')
  return String(value)
}

function uuid(value: string): string {
  if (!UUID.test(value)) throw new TypeError('not a uuid')
  return value
}
