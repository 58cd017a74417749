import { kinOf, namedPeople, tenuresOf } from '#registry'
import { districtScope } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { readAs } from '#kernel/read-as.ts'
import type { Member } from './contract.ts'
import { ENDING, isStep } from './procedure.ts'
import type { FilingRow } from './queries.ts'
import { refuse } from './refusals.ts'

// Who may take part in a case (RX-1). Streets read no kinship: it is compared for them, and they learn that somebody is recused
// and never why.

/** Somebody who took part; `person`: as of the register, null for a name that was typed. */
type Named = { readonly name: string; readonly person: string | null }

/** Who is meant, each once: people by who they are today, names that were typed where nobody chosen bears them. */
export async function membersOf({ tx, district }: Call, members: readonly Member[]): Promise<readonly Named[]> {
  const ids = members.flatMap((one) => (typeof one === 'string' ? [] : [one.person]))
  const known = ids.length > 0 ? await namedPeople(tx, district, ids) : new Map<string, { id: string; name: string }>()
  const chosen = ids.map((id) => known.get(id) ?? refuse('filing.unknown-member'))
  const byPerson = new Map(chosen.map(({ id, name }): [string, Named] => [id, { name, person: id }]))
  const typed = new Set(members.filter((one) => typeof one === 'string'))
  for (const { name } of byPerson.values()) typed.delete(name)
  return [...byPerson.values(), ...[...typed].map((name) => ({ name, person: null }))]
}

/** Those who are not among the others: people by who they are, names by name. */
export function without(members: readonly Named[], others: readonly Named[]): readonly Named[] {
  return members.filter(({ name, person }) =>
    others.every((other) => (person === null ? other.person !== null || other.name !== name : other.person !== person)),
  )
}

/** What an act keeps of them: all names, and who of the register they are. */
export function recorded(role: 'vetters' | 'recused' | 'attended', members: readonly Named[]) {
  const people = members.flatMap(({ person }) => person ?? [])
  return {
    [role]: members.map(({ name }) => name),
    ...(people.length > 0 ? { [`${role}People`]: people } : {}),
  }
}

type Asked = {
  readonly refusal: 'filing.kin-vets' | 'filing.kin-votes'
  /** That whoever bears a relative's name is another person. */
  readonly said: boolean
}

/**
 * The candidate and declared relatives take no part, under whichever record they are known.
 * @returns the names that were said to be another person's, for the act.
 * @throws Refusal as asked, filing.namesake.
 */
export async function requireRecusal(
  { tx, district, language }: Call,
  { person }: FilingRow,
  members: readonly Named[],
  { refusal, said }: Asked,
): Promise<{ readonly namesakes?: readonly string[] }> {
  if (members.length === 0) return {}
  const { own, relatives, names } = await readAs(tx, districtScope('staff', district), () =>
    kinOf(tx, district, person),
  )
  const listed = (some: readonly Named[]) => some.map(({ name }) => name).join(language === 'zh' ? '、' : ', ')
  const recused = members.filter((one) => one.person !== null && (own.has(one.person) || relatives.has(one.person)))
  if (recused.length > 0) refuse(refusal, { names: listed(recused) })
  const namesakes = members.filter((one) => one.person === null && names.has(one.name))
  if (namesakes.length === 0) return {}
  if (!said) refuse('filing.namesake', { names: listed(namesakes) })
  return { namesakes: namesakes.map(({ name }) => name) }
}

/** Whether a declared relative holds a post of the committees that an open case brings its candidate into, or is to hold one. */
export async function hasKinInOffice({ tx, district, clock }: Call, row: FilingRow): Promise<boolean> {
  const { person, community, state, kind, leaves } = row
  if (!isStep(state) || (kind === ENDING && !leaves)) return false
  const today = clock.today()
  return readAs(tx, districtScope('staff', district), async () => {
    const { relatives } = await kinOf(tx, district, person)
    if (relatives.size === 0) return false
    const held = await tenuresOf(tx, district, [...relatives])
    return held.some(
      (one) => one.community === community && one.kind !== 'worker' && (one.until === null || one.until > today),
    )
  })
}
