import type { z } from 'zod'
import { communitiesInForce, organisationsInForce } from '#registry'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import { signAs } from '#kernel/signature.ts'
import type * as contract from './contract.ts'
import { gather, monthsOf } from './queries.ts'
import { refuse } from './refusals.ts'
import { mayTell, opinionNumber } from './rules.ts'

// 监督意见书: discipline writes about items of the board to one street or department, signed and numbered; it is answered once.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Addressee = Input<typeof contract.issueOpinion>['to']
type Stated = contract.Opinion['items'][number]

export async function addressees({ tx, district }: Call): Promise<z.input<(typeof contract.listAddressees)['output']>> {
  const communities = await communitiesInForce(tx, district)
  const streets = new Map(communities.map(({ street, streetName }) => [street, streetName]))
  const bodies = (await organisationsInForce(tx, district)).filter(({ kind }) => kind !== 'street')
  return {
    streets: [...streets].map(([street, name]) => ({ street, name })).toSorted((a, b) => a.street - b.street),
    departments: bodies.map(({ id, zh, en }) => ({ org: id, name: { zh, en: en || zh } })),
  }
}

type To = { readonly name: string; readonly area: number; readonly street: number | null; readonly org: string | null }

/** A street's opinion carries its label; a department's that of the district, so that no street reads it. */
async function addressed(call: Call, to: Addressee): Promise<To> {
  const { streets, departments } = await addressees(call)
  if (to.kind === 'street') {
    const found = streets.find(({ street }) => street === to.street) ?? refuse('supervision.unknown-addressee')
    return { name: found.name, area: areasOf(found.street)[0], street: found.street, org: null }
  }
  const found = departments.find(({ org }) => org === to.org) ?? refuse('supervision.unknown-addressee')
  return { name: found.name.zh, area: areasOf(call.district)[0], street: null, org: found.org }
}

/** What the board shows of the items chosen; each may be told to the addressee, and none is the writer's own work. */
async function statedItems(
  call: Call,
  { items: ids, from, until }: Input<typeof contract.issueOpinion>,
  to: To,
): Promise<readonly Stated[]> {
  const shown = new Map((await gather(call, monthsOf(call, { from, until }))).map((item) => [item.id, item]))
  return [...new Set(ids)].map((id) => {
    const item = shown.get(id) ?? refuse('supervision.unknown-item', { item: id })
    const words = item.what[call.language]
    if (item.isOwn) refuse('supervision.own-item', { item: words })
    if (!mayTell(item, to.street)) refuse('supervision.wrong-item', { item: words, addressee: to.name })
    return { id, topic: item.topic, on: item.on, what: item.what, where: item.where }
  })
}

/** Numbers of a year are given one after the other. */
async function nextNumber({ tx, district }: Call, year: number): Promise<number> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`management/opinions/${district}`])
  const [row] = await tx.run<{ last: number | null }>(
    'select max(number) as last from management.supervision_opinion where district = $1 and year = $2',
    [district, year],
  )
  return (row?.last ?? 0) + 1
}

export async function issueOpinion(
  call: Call,
  input: Input<typeof contract.issueOpinion>,
): Promise<{ id: string; number: string }> {
  const { tx, district, actor, clock } = call
  const { findings, asks, answerBy } = input
  const today = clock.today()
  if (answerBy < today) refuse('supervision.answer-too-early', { date: answerBy, today })
  const to = await addressed(call, input.to)
  const items = await statedItems(call, input, to)
  const year = Number(today.slice(0, 4))
  const id = newId()
  const number = await nextNumber(call, year)
  const object = { type: 'opinion', id }
  const values = { year, number, to: input.to, items, findings, asks, answerBy }
  const { id: signature } = await signAs(call, 'opinion', object, values)
  await tx.query
    .insertInto('management.supervision_opinion')
    .values({
      district,
      id,
      year,
      number,
      area: to.area,
      street: to.street,
      org: to.org,
      addressee: to.name,
      items: JSON.stringify(items),
      findings,
      asks,
      until_date: answerBy,
      signature,
      person: actor.person,
      person_name: actor.name,
      issued_on: today,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  const body = { opinion: opinionNumber(year, number), items: items.map((item) => item.id), answerBy }
  await call.audit({ object, body })
  return { id, number: opinionNumber(year, number) }
}
