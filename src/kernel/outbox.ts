import { newId, type Tx } from './database.ts'

// Events between modules (rulings G12): written in the transaction that makes them true, heard after its commit.

/** Announces that something happened. `payload` holds ids and versions only. */
export async function announce(
  tx: Tx,
  event: {
    readonly district: number
    readonly name: string
    readonly payload: Readonly<Record<string, string | number>>
    readonly account: string | null
    readonly at: Date
  },
): Promise<void> {
  await tx.query
    .insertInto('kernel.outbox')
    .values({ ...event, id: newId(), payload: JSON.stringify(event.payload) })
    .execute()
}
