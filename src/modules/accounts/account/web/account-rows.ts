import { ROLES } from '#kernel/access.ts'
import type { Text } from '#kernel/language.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Tone } from '#web/kit/states.tsx'
import type { HeldRole, listAccounts } from '../contract.ts'
import type { Organisation } from './grant-entries.ts'

// The list of accounts as the page asks for it: a district has some hundred, so the browser searches them itself.

export type Account = OutputOf<typeof listAccounts>['accounts'][number]

export const STATES = ['active', 'due', 'locked', 'idle', 'disabled'] as const
export type State = (typeof STATES)[number]
export const TONES: Readonly<Record<State, Tone>> = {
  active: 'good',
  due: 'warn',
  locked: 'warn',
  idle: 'idle',
  disabled: 'bad',
}

/** What matters most of an account comes first: off, locked, without a role today, with a password not its owner's. */
export function stateOf({ disabled, locked, passwordDue, roles }: Account): State {
  if (disabled) return 'disabled'
  if (locked) return 'locked'
  if (!roles.some(({ isHeldToday }) => isHeldToday)) return 'idle'
  return passwordDue ? 'due' : 'active'
}

export const roleText = ({ role, orgZh, orgEn }: HeldRole): Text => ({
  zh: `${orgZh} · ${ROLES[role].zh}`,
  en: `${orgEn} · ${ROLES[role].en}`,
})

export type AccountFilter = { readonly search?: string; readonly role?: string; readonly state?: string }

export function matching(accounts: readonly Account[], { search, role, state }: AccountFilter): readonly Account[] {
  const wanted = search?.trim().toLowerCase() ?? ''
  return accounts.filter((account) => {
    const { login, name, roles } = account
    const words = [login, name, ...roles.flatMap(({ orgZh, orgEn }) => [orgZh, orgEn])]
    return (
      words.some((word) => word.toLowerCase().includes(wanted)) &&
      (!role || roles.some((held) => held.role === role && held.isHeldToday)) &&
      (!state || stateOf(account) === state)
    )
  })
}

/** Duties of the star rating: who holds one fills in a sheet each half-year. */
const SCORING = 'SR-'

/** Organisations that have a sheet to fill in and nobody who can sign in today to do it. */
export function withoutRater(
  organisations: readonly Organisation[],
  accounts: readonly Pick<Account, 'disabled' | 'roles'>[],
): readonly Organisation[] {
  const roles = accounts.filter(({ disabled }) => !disabled).flatMap((account) => account.roles)
  const raters = roles.filter(({ role, isHeldToday }) => role === 'department-rater' && isHeldToday)
  const staffed = new Set(raters.map(({ org }) => org))
  return organisations.filter(({ id, duties }) => duties.some((code) => code.startsWith(SCORING)) && !staffed.has(id))
}
