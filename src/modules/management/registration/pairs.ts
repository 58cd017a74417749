import type { PairDeclaration, PairWaiting } from '#kernel/pairs.ts'
import { REVIEW_READERS } from '../review/contract.ts'
import { confirmRegistration } from './contract.ts'

/** What came back by letter or workbook is entered by one person and read again by another (rulings D3). */
export const registrationPair: PairDeclaration = {
  id: confirmRegistration.id,
  what: { zh: '登记联审回函', en: 'Register a reply to the joint review' },
  first: REVIEW_READERS,
  second: REVIEW_READERS,
  note: { zh: '密存的只由两名密件专人办理', en: 'what is sensitive by the two named persons alone' },
  waiting: async ({ tx, district }) => {
    const rows = await tx.run<{ number: string; dispatch: string; by: string }>(
      `select d.number, d.id as dispatch, g.person_name as by from management.review_registration g
       join management.review_dispatch d on d.district = g.district and d.id = g.dispatch
       where g.district = $1 and not exists (select from management.review_check c
         where c.district = g.district and c.registration = g.id)
       order by g.id`,
      [district],
    )
    return rows.map(({ number, dispatch, by }): PairWaiting => {
      return { about: { zh: number, en: number }, link: `/review?view=letters&letter=${dispatch}`, by }
    })
  },
}
