import { type Scope, settingsOf } from './access.ts'
import type { Tx } from './database.ts'

/**
 * Reads in another scope within a transaction, on its own connection: a second one, asked for by as many as there are
 * connections, would let them all wait for each other. Going back to the savepoint brings role and settings back, whatever
 * became of the work; what it wrote is gone.
 */
export async function readAs<T>(tx: Tx, scope: Scope, work: () => Promise<T>): Promise<T> {
  await tx.client.query(`savepoint own; ${settingsOf(scope)}`)
  try {
    return await work()
  } finally {
    await tx.client.query('rollback to savepoint own; release savepoint own')
  }
}
