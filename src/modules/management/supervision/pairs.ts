import type { PairDeclaration, PairWaiting } from '#kernel/pairs.ts'
import { communitiesInForce } from '#registry'
import { overruleStop, stopFiling } from './contract.ts'
import { stateOf, stopsOf } from './standing.ts'

const rolesOf = ({ who }: Pick<typeof stopFiling, 'who'>) => (typeof who === 'string' ? [] : who)

/** A stop that its author does not lift is overruled by another person (rulings B8). */
export const overrulePair: PairDeclaration = {
  id: overruleStop.id,
  what: { zh: '否决纪检叫停', en: 'Overrule a stop of discipline' },
  first: rolesOf(stopFiling),
  second: rolesOf(overruleStop),
  note: { zh: '也可由作出的人自行解除', en: 'or its author lifts it' },
  waiting: async ({ tx, district, clock }) => {
    const stops = (await stopsOf(tx, district)).filter((stop) => stateOf(stop, clock.today()) === 'stands')
    const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one.shortName]))
    return stops.map(({ community, filing, by }): PairWaiting => {
      const where = places.get(community) ?? '—'
      return { about: { zh: where, en: where }, link: `/filing/${filing}`, by }
    })
  },
}

/** What departments mark sensitive is read by two named persons alone (rulings B3). */
export const readersPair: PairDeclaration = {
  id: 'review.nameReaders',
  what: { zh: '查阅密存的联审答复（两名专人）', en: 'Read sealed replies (two named persons)' },
  first: ['organization-head'],
  second: ['discipline-officer'],
  note: { zh: '由组织部负责人在联审进度页指定', en: 'named by the head on the page of the joint review' },
  waiting: async ({ tx, district }) => {
    const rows = await tx.run('select 1 from management.review_reader where district = $1 limit 1', [district])
    const about = { zh: '尚未指定两名专人', en: 'The two persons are not named' }
    return rows.length > 0 ? [] : [{ about, link: '/review', by: '—' }]
  },
}
