import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { getCommunities } from '../communities/queries.ts'
import { getPeople } from '../people/queries.ts'
import type { find as findContract } from './contract.ts'

/** As many as a list shows without scrolling; who needs more goes to the page. */
const MOST_PEOPLE = 8
const MOST_COMMUNITIES = 5

/** People and communities for what was typed, within what the caller may see. */
export async function find(call: Call, { text }: { text: string }): Promise<z.input<(typeof findContract)['output']>> {
  const { people } = await getPeople(call, { search: text, order: 'pinyin', limit: MOST_PEOPLE })
  const { communities } = await getCommunities(call, { search: text, state: 'now', limit: MOST_COMMUNITIES })
  return {
    people,
    communities: communities.map(({ id, shortName, streetName }) => ({ id, name: shortName, streetName })),
  }
}
