import type { z } from 'zod'
import { communitiesInForce } from '#registry'
import { countOf, newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import { WATCH_TOPICS, type WatchItem, type WatchSpan, type WatchTopic } from '#kernel/watch.ts'
import { filingsOf } from '../filing/queries.ts'
import { type getSupervision, type listWatched, PAGE_SIZE } from './contract.ts'
import { refuse } from './refusals.ts'
import { shownStops, stopsOf } from './standing.ts'

export async function supervisionBoard(call: Call): Promise<z.input<(typeof getSupervision)['output']>> {
  const { tx, district } = call
  const communities = await communitiesInForce(tx, district)
  const names = new Map(communities.map(({ id, shortName }) => [id, shortName]))
  const pack = (await newestVersion(tx, district))?.pack
  const open = await filingsOf(tx, district, { open: true })
  return {
    stops: shownStops(call, await stopsOf(tx, district), communities),
    cases: open.map(({ id, personName, community }) => ({
      filing: id,
      personName,
      communityName: names.get(community) ?? '—',
    })),
    days: pack ? countOf(pack, 'filing.discipline-stop') : 0,
  }
}

type Asked = Omit<z.output<(typeof listWatched)['input']>, 'page'>
export type Months = { readonly from: string; readonly until: string }

/** The months asked for; from January to now where none are named. */
export function monthsOf({ clock }: Call, { from, until }: Pick<Asked, 'from' | 'until'>): Months {
  const now = clock.today().slice(0, 7)
  const months = { from: from ?? `${(until ?? now).slice(0, 4)}-01`, until: until ?? now }
  if (months.from > months.until) refuse('supervision.wrong-months', months)
  return months
}

/** First and last day of the months. */
function spanOf({ from, until }: Months): WatchSpan {
  const [year = 0, month = 0] = until.split('-').map(Number)
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  return { from: `${from}-01`, until: addDays(next, -1) }
}

/** Everything that the modules have to show of these months, newest first. */
export async function gather(call: Call, months: Months): Promise<readonly WatchItem[]> {
  const span = spanOf(months)
  const items: WatchItem[] = []
  for (const provide of call.services.watch) items.push(...(await provide(call, span)))
  return items.toSorted((a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id))
}

/** Narrowed to a street; what belongs to no street is shown without that filter alone. */
export const ofStreet = (items: readonly WatchItem[], street: number | undefined): readonly WatchItem[] =>
  street === undefined ? items : items.filter((item) => item.street === street)

export async function watchedItems(
  call: Call,
  { page, ...asked }: z.output<(typeof listWatched)['input']>,
): Promise<z.input<(typeof listWatched)['output']>> {
  const months = monthsOf(call, asked)
  const all = ofStreet(await gather(call, months), asked.street)
  const items = asked.topic ? all.filter(({ topic }) => topic === asked.topic) : all
  return {
    counts: (Object.keys(WATCH_TOPICS) as WatchTopic[]).map((topic) => {
      const own = all.filter((item) => item.topic === topic)
      return { topic, all: own.length, open: own.filter(({ state }) => state?.isOpen).length }
    }),
    items: items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    total: items.length,
    ...months,
  }
}
