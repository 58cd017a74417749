import type { Tx } from './database.ts'
import { refusals } from './refusal.ts'

// A retried write answers as it did the first time (rulings G13). The key is claimed first, in the write's own
// transaction: a second request with it waits for the first and then finds its answer, or finds nothing when the first
// was refused and rolled back.

const refuse = refusals({
  'kernel.idempotency-key-reused': {
    status: 422,
    zh: '同一请求编号先前用于不同的内容，请刷新页面后重试。',
    en: 'The same request key was used before with other contents. Reload the page and try again.',
  },
})

export type IdempotencyClaim = {
  readonly district: number
  readonly person: string
  readonly key: string
  readonly endpoint: string
  readonly digest: Buffer
  readonly now: Date
}

/** @returns the first request's answer, or undefined when this is the first. */
export async function claim(tx: Tx, one: IdempotencyClaim): Promise<{ answer: unknown } | undefined> {
  const { district, person, key, endpoint, digest, now } = one
  const inserted = await tx.query
    .insertInto('kernel.idempotency')
    .values({ district, person, key, endpoint, digest, status: 0, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .execute()
  if (inserted.length > 0) return undefined
  const before = await tx.query
    .selectFrom('kernel.idempotency')
    .select(['endpoint', 'digest', 'answer'])
    .where('district', '=', district)
    .where('person', '=', person)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (before.endpoint !== endpoint || !before.digest.equals(digest)) refuse('kernel.idempotency-key-reused')
  return { answer: before.answer }
}

/** Keeps the answer beside the claimed key. */
export async function keepAnswer(tx: Tx, one: IdempotencyClaim, answer: unknown): Promise<void> {
  await tx.query
    .updateTable('kernel.idempotency')
    .set({ status: 200, answer: JSON.stringify(answer ?? null) })
    .where('district', '=', one.district)
    .where('person', '=', one.person)
    .where('key', '=', one.key)
    .execute()
}

/** Forgets keys older than a day; by class jobs. */
export async function forgetOldKeys(tx: Tx, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - 24 * 3600_000)
  await tx.run('delete from kernel.idempotency where at < $1', [limit])
}
