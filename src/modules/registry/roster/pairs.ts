import type { PairDeclaration, PairWaiting } from '#kernel/pairs.ts'
import { rosterImport } from './contract.ts'

/** Until the district is live, a roster opens tenures: two people confirm it (rulings G7). */
export const rosterPair: PairDeclaration = {
  id: 'roster.confirmBatch',
  what: { zh: '确认花名册导入（正式启用前）', en: 'Confirm a roster (before going live)' },
  first: rosterImport.who,
  second: rosterImport.second,
  waiting: async ({ tx, district }) => {
    const rows = await tx.run<{ id: string; file: string; by: string }>(
      `select id, file_name as file, person_name as by from kernel.import_batch
       where district = $1 and list = $2 and state = 'confirming' order by id`,
      [district, rosterImport.list.id],
    )
    return rows.map(({ id, file, by }): PairWaiting => ({
      about: { zh: file, en: file },
      link: `/registry/roster?batch=${id}`,
      by,
    }))
  },
}
