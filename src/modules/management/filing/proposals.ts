import type { z } from 'zod'
import { communitiesInForce, identityOf, tenuresOf } from '#registry'
import { newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import { monthsLater } from '#kernel/clock.ts'
import { newId, type Tx } from '#kernel/database.ts'
import type * as contract from './contract.ts'
import { type Acting, writeAct } from './operations.ts'
import { ACTING, ENDING } from './procedure.ts'
import { filingsOf } from './queries.ts'
import { refuse } from './refusals.ts'

// The first step: a motion makes a case.

/** A year that was mistyped would have the radar count days for centuries; a term is planned two years ahead at most. */
const MOST_MONTHS = 24

type Input = z.output<(typeof contract.proposeFiling)['input']>

export async function proposeFiling(call: Call, input: Input): Promise<{ id: string }> {
  const { tx, district, clock, services } = call
  const pack = (await newestVersion(tx, district)) ?? refuse('filing.no-policy')
  const kind = pack.pack.lists.filing_kinds.items.find(({ code }) => code === input.kind)
  if (!kind) return refuse('filing.unknown-code', { code: input.kind })
  if (!pack.pack.lists.filing_reasons.items.some(({ code }) => code === input.reason)) {
    return refuse('filing.unknown-code', { code: input.reason })
  }
  const today = clock.today()
  const dayProblem = dayProblemOf(input.plannedOn, today)
  if (dayProblem) refuse(dayProblem, { date: input.plannedOn, furthest: furthestDay(today) })
  const place = (await communitiesInForce(tx, district)).find(({ id }) => id === input.community)
  if (!place || !reaches(call, place.code)) return refuse('filing.unknown-community')
  const person = await identityOf(services, tx, district, input.person)
  if (!person) return refuse('filing.unknown-person')
  await lockMotions(tx, district)
  const open = await filingsOf(tx, district, { open: true, street: place.street })
  if (open.some((one) => isSame(one, input))) refuse('filing.twice', { name: person.name, community: place.shortName })
  const problem = endProblemOf(input, await tenuresOf(tx, district, [input.person]), today)
  if (problem) refuse(problem)
  const id = await writeMotion(call, { ...input, place, personName: person.name, packVersion: pack.id, kind })
  return { id }
}

/** Motions are made one after the other: two about one post would not see each other. */
export async function lockMotions(tx: Tx, district: number): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`management/motions/${district}`])
}

type Motion = Pick<Input, 'person' | 'community' | 'postKind' | 'leaves'>

/** Whether a case is about the same person and post. */
export const isSame = (one: Omit<Motion, 'leaves'>, other: Omit<Motion, 'leaves'>): boolean =>
  one.person === other.person && one.community === other.community && one.postKind === other.postKind

export const furthestDay = (today: string): string => monthsLater(today, MOST_MONTHS)

export function dayProblemOf(
  date: string,
  today: string,
): 'filing.planned-in-past' | 'filing.planned-too-far' | undefined {
  if (date < today) return 'filing.planned-in-past'
  return date > furthestDay(today) ? 'filing.planned-too-far' : undefined
}

type Held = {
  readonly community: string
  readonly kind: string
  readonly from: string
  readonly until: string | null
}

/** What ends has to be there today: the post that is left, and the one that a removal is about. */
export function endProblemOf(
  { kind, community, postKind, leaves }: Motion & { readonly kind: string },
  held: readonly Held[],
  today: string,
): 'filing.acting-leaves' | 'filing.not-held' | undefined {
  const ends = leaves ?? (kind === ENDING ? { community, postKind } : undefined)
  if (!ends) return undefined
  if (kind === ACTING) return 'filing.acting-leaves'
  const holds = held.some(
    (one) =>
      one.community === ends.community &&
      one.kind === ends.postKind &&
      one.from <= today &&
      (one.until === null || one.until > today),
  )
  return holds ? undefined : 'filing.not-held'
}

export type NewMotion = Motion & {
  readonly kind: { readonly code: string; readonly steps: readonly string[] }
  readonly reason: string
  readonly place: { readonly id: string; readonly code: number; readonly street: number }
  readonly personName: string
  readonly plannedOn: string
  readonly document: string
  readonly packVersion: string
}

/** Makes a case of a motion that the rules let through. @returns its id. */
export async function writeMotion(by: Acting, motion: NewMotion): Promise<string> {
  const { tx, district, actor, clock } = by
  const { kind, place, leaves } = motion
  const id = newId()
  await tx.query
    .insertInto('management.filing')
    .values({
      district,
      id,
      area: place.code,
      community: place.id,
      street: place.street,
      kind: kind.code,
      reason: motion.reason,
      post_kind: motion.postKind,
      person: motion.person,
      person_name: motion.personName,
      leaves_community: leaves?.community ?? null,
      leaves_kind: leaves?.postKind ?? null,
      planned_on: motion.plannedOn,
      pack_version: motion.packVersion,
      opened_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  // A kind that is filed only, such as acting, begins with the last step.
  const to = kind.steps.includes('PR-2') ? 'motion' : 'filing'
  const { document } = motion
  await writeAct(by, { id, area: place.code, version: 0 }, { event: 'propose', from: null, to, document })
  return id
}

const reaches = ({ actor }: Call, area: number): boolean => area >= actor.scope.areas[0] && area <= actor.scope.areas[1]
