import type { Tx } from '#kernel/database.ts'

/** By what name those who do not read accounts know one that has acted. */
export async function nameAccount(tx: Tx, district: number, account: string, name: string): Promise<void> {
  await tx.query
    .insertInto('kernel.account_name')
    .values({ district, account, name })
    .onConflict((known) => known.columns(['district', 'account']).doUpdateSet({ name }))
    .execute()
}
