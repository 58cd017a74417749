import type { Call } from './call.ts'
import { digestOf } from './canonical.ts'
import { newId } from './database.ts'

/**
 * "Signed" (rulings G15): this person, in this role, confirmed with the password within five minutes (the endpoint's
 * `stepUp`), means `meaning` by exactly these values; the district's key countersigns. Never called non-repudiation.
 * @returns the signature's id and the digest that was signed.
 */
export async function signAs(
  call: Call,
  meaning: string,
  object: { readonly type: string; readonly id: string },
  values: unknown,
): Promise<{ id: string; digest: Buffer }> {
  const { provider } = call.services.keyring
  const { actor, district } = call
  const id = newId()
  const at = call.clock.now()
  const digest = digestOf(provider, values)
  const key = await call.services.keyring.signatureKey(call.tx, district)
  const statement = {
    id,
    person: actor.person,
    role: actor.role,
    meaning,
    object,
    digest: digest.toString('hex'),
    at: at.toISOString(),
  }
  const countersignature = provider.sign(key.secret, digestOf(provider, statement))
  await call.tx.query
    .insertInto('kernel.signature')
    .values({
      district,
      id,
      person: actor.person,
      account: actor.account,
      role: actor.role,
      meaning,
      object_type: object.type,
      object_id: object.id,
      digest,
      at,
      key_id: key.id,
      countersignature,
    })
    .execute()
  return { id, digest }
}
