import type { Call } from '#kernel/call.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { peopleByIdNumber, readIdNumber } from '#registry'
import { change, endSessions } from './operations.ts'
import { refuse } from './refusals.ts'

/**
 * Whose account it is, by the ID number of somebody in the register. Sessions end: what they act on would compare the
 * person they began with.
 */
export async function linkPerson(
  call: Call,
  { id, idNumber }: { readonly id: string; readonly idNumber: string },
): Promise<Nothing> {
  const { tx, services, district } = call
  const read = readIdNumber(idNumber)
  if ('problem' in read) return refuse('accounts.id-wrong')
  const person = (await peopleByIdNumber(services, tx, district, [read.value])).get(read.value)
  if (!person) return refuse('accounts.id-unknown')
  await change(call, id, { person })
  await tx.run('update kernel.handover set person = $3 where district = $1 and account = $2', [district, id, person])
  await endSessions(call, id)
  await call.audit({ object: { type: 'account', id }, body: { person } })
  return {}
}
