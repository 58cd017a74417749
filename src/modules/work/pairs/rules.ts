import { ADMINISTRATORS, type Role, ROLES } from '#kernel/access.ts'
import type { Pair } from './contract.ts'

export type Holder = { readonly person: string; readonly name: string; readonly role: Role }

type Gap = Pick<Pair, 'gap' | 'alone'>

/** Whether another person can be the second after each who may begin: persons are compared, never accounts (rulings G3). */
export function gapOf(first: readonly Holder[], second: readonly Holder[]): Gap {
  if (first.length === 0) return { gap: 'no-first', alone: [] }
  if (second.length === 0) return { gap: 'no-second', alone: [] }
  const stuck = first.filter(({ person }) => second.every((other) => other.person === person))
  return stuck.length === 0 ? { gap: 'none', alone: [] } : { gap: 'alone', alone: namesOf(stuck) }
}

/** Each person once, under one name. */
export function namesOf(holders: readonly Holder[]): string[] {
  return [...new Map(holders.map(({ person, name }) => [person, name])).values()]
}

/** Three people and one from IT: the fewest with whom every act has its second person (rulings B7). */
const [FEWEST_PEOPLE, FEWEST_TECHNICIANS] = [3, 1]

export function staffingOf(holders: readonly Holder[]): {
  readonly people: string[]
  readonly technicians: string[]
  readonly enough: boolean
} {
  const isAdministrator = (role: Role) => ADMINISTRATORS.some((one) => one === role)
  const staff = holders.filter(({ role }) => ROLES[role].class === 'staff' && ROLES[role].level === 'district')
  const known = new Set(staff.map(({ person }) => person))
  const technicians = holders.filter(({ role, person }) => isAdministrator(role) && !known.has(person))
  const [people, others] = [namesOf(staff), namesOf(technicians)]
  return { people, technicians: others, enough: people.length >= FEWEST_PEOPLE && others.length >= FEWEST_TECHNICIANS }
}
