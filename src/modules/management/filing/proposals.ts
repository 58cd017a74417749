import type { z } from 'zod'
import { communitiesInForce, identityOf, tenuresOf } from '#registry'
import { newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import { monthsLater } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import type * as contract from './contract.ts'
import { writeAct } from './operations.ts'
import { ACTING, ENDING } from './procedure.ts'
import { filingsOf } from './queries.ts'
import { refuse } from './refusals.ts'

// The first step: a motion makes a case.

/** A year that was mistyped would have the radar count days for centuries; a term is planned two years ahead at most. */
const MOST_MONTHS = 24

type Input = z.output<(typeof contract.proposeFiling)['input']>

export async function proposeFiling(call: Call, input: Input): Promise<{ id: string }> {
  const { tx, district, actor, clock, services } = call
  const pack = (await newestVersion(tx, district)) ?? refuse('filing.no-policy')
  const kind = pack.pack.lists.filing_kinds.items.find(({ code }) => code === input.kind)
  if (!kind) return refuse('filing.unknown-code', { code: input.kind })
  if (!pack.pack.lists.filing_reasons.items.some(({ code }) => code === input.reason)) {
    return refuse('filing.unknown-code', { code: input.reason })
  }
  requireDay(input.plannedOn, clock.today())
  const place = (await communitiesInForce(tx, district)).find(({ id }) => id === input.community)
  if (!place || !reaches(call, place.code)) return refuse('filing.unknown-community')
  const person = await identityOf(services, tx, district, input.person)
  if (!person) return refuse('filing.unknown-person')
  const open = await filingsOf(tx, district, { open: true, street: place.street })
  const same = open.find(
    (one) => one.person === input.person && one.community === input.community && one.postKind === input.postKind,
  )
  if (same) refuse('filing.twice', { name: person.name, community: place.shortName })
  await requireHeld(call, input)
  const id = newId()
  await tx.query
    .insertInto('management.filing')
    .values({
      district,
      id,
      area: place.code,
      community: place.id,
      street: place.street,
      kind: input.kind,
      reason: input.reason,
      post_kind: input.postKind,
      person: input.person,
      person_name: person.name,
      leaves_community: input.leaves?.community ?? null,
      leaves_kind: input.leaves?.postKind ?? null,
      planned_on: input.plannedOn,
      pack_version: pack.id,
      opened_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  // A kind that is filed only, such as acting, begins with the last step.
  const to = kind.steps.includes('PR-2') ? 'motion' : 'filing'
  await writeAct(
    call,
    { id, area: place.code, version: 0 },
    { event: 'propose', from: null, to, document: input.document },
  )
  return { id }
}

function requireDay(date: string, today: string): void {
  if (date < today) refuse('filing.planned-in-past', { date })
  const furthest = monthsLater(today, MOST_MONTHS)
  if (date > furthest) refuse('filing.planned-too-far', { date, furthest })
}

/** What ends has to be there: the post that is left, and the one that a removal is about. */
async function requireHeld(
  { tx, district, clock }: Call,
  { kind, person, community, postKind, leaves }: Input,
): Promise<void> {
  const ends = leaves ?? (kind === ENDING ? { community, postKind } : undefined)
  if (!ends) return
  if (kind === ACTING) refuse('filing.acting-leaves')
  const held = await tenuresOf(tx, district, [person])
  const today = clock.today()
  const holds = held.some(
    (one) =>
      one.community === ends.community &&
      one.kind === ends.postKind &&
      one.from <= today &&
      (one.until === null || one.until > today),
  )
  if (!holds) refuse('filing.not-held')
}

const reaches = ({ actor }: Call, area: number): boolean => area >= actor.scope.areas[0] && area <= actor.scope.areas[1]
