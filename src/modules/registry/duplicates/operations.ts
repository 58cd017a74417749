import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { type Held, holdPerson, writeChanges } from '../people/operations.ts'
import { getStanding } from '../people/record.ts'
import { FIELD_NAMES } from '../people/rules.ts'
import type * as contract from './contract.ts'
import type { TakenOver } from './contract.ts'
import { refuse } from './refusals.ts'
import { mergeProblem, type Side, takeable, takenFrom } from './rules.ts'

type Merge = z.output<typeof contract.mergePeople.input>

/** From now on the alias reads as the person; neither id changes anywhere (rulings G8). */
export async function mergePeople(
  call: Call,
  { alias, person, reason, takeOver, birthConfirmed }: Merge,
): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  if (alias.id === person.id) refuse('duplicate.same-record')
  const held = new Map<string, Held>()
  // In one order, whichever is to stay: two people merging the same two wait for each other instead of for ever.
  for (const { id, version } of [alias, person].toSorted((a, b) => a.id.localeCompare(b.id))) {
    held.set(id, await holdPerson(call, id, version))
  }
  const [goes, stays] = [heldOf(held, alias.id), heldOf(held, person.id)]
  const [from, to] = [await sideOf(call, goes), await sideOf(call, stays)]
  const problem = mergeProblem(from, to, birthConfirmed)
  if (problem) refuse(problem, { alias: from.birth, person: to.birth })
  await tx.query
    .insertInto('registry.person_alias')
    .values({
      district,
      id: newId(),
      alias: alias.id,
      person: person.id,
      area: goes.row.area,
      reason,
      merged_by: actor.account,
      merged_at: clock.now(),
    })
    .execute()
  const taken = takeOver.length > 0 ? await takeFrom(call, goes, stays, takeOver) : {}
  await call.audit({ object: { type: 'person', id: person.id }, body: { alias: alias.id, reason, taken } })
  return {}
}

function heldOf(held: ReadonlyMap<string, Held>, id: string): Held {
  const found = held.get(id)
  if (!found) throw new Error('a record to merge was not held')
  return found
}

async function sideOf({ tx, district }: Call, { row, fields }: Held): Promise<Side> {
  const { ids } = await getStanding(tx, district, row.id)
  return { idNumber: fields.idNumber, birth: fields.birth, aliases: ids.length - 1 }
}

function takeFrom(call: Call, alias: Held, person: Held, fields: readonly TakenOver[]) {
  const allowed = takeable(alias.fields, person.fields)
  const wrong = fields.find((field) => !allowed.includes(field))
  if (wrong) refuse('duplicate.not-lacking', { zhField: FIELD_NAMES[wrong].zh, enField: FIELD_NAMES[wrong].en })
  return writeChanges(call, person, takenFrom(alias.fields, fields))
}

/** The alias stands alone again. What was taken over stays with the person: that is changed as anything else is. */
export async function undoMerge(
  call: Call,
  { alias, reason }: z.output<typeof contract.undoMerge.input>,
): Promise<Nothing> {
  // Who does not see the person undoes nothing about it.
  await getStanding(call.tx, call.district, alias)
  const undone = await call.tx.query
    .updateTable('registry.person_alias')
    .set({ undone_by: call.actor.account, undone_at: call.clock.now(), undo_reason: reason })
    .where('district', '=', call.district)
    .where('alias', '=', alias)
    .where('undone_at', 'is', null)
    .returning('person')
    .executeTakeFirst()
  if (!undone) return refuse('duplicate.not-merged')
  await call.audit({ object: { type: 'person', id: undone.person }, body: { alias, undone: true, reason } })
  return {}
}

/** Two people who look alike: the pair is not shown again. */
export async function keepApart(
  call: Call,
  { a, b, reason }: z.output<typeof contract.keepApart.input>,
): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const [one, other] = [await getStanding(tx, district, a), await getStanding(tx, district, b)].toSorted((x, y) =>
    x.id.localeCompare(y.id),
  )
  if (!one || !other || one.id === other.id) return refuse('duplicate.same-record')
  await tx.query
    .insertInto('registry.person_distinct')
    .values({
      district,
      a: one.id,
      b: other.id,
      area: one.area,
      reason,
      decided_by: actor.account,
      decided_at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error, 'person_distinct_pkey')) refuse('duplicate.kept-apart')
      throw error
    })
  await call.audit({ object: { type: 'person', id: one.id }, body: { apartFrom: other.id, reason } })
  return {}
}
