import type { z } from 'zod'
import type { contract } from '#evaluation'
import { Refusal } from '#kernel/refusal.ts'
import { call, type Client } from './client.ts'
import type { Explanation } from './explanation-lines.ts'
import { refuse } from './refusals.ts'

// The star results of a half-year as the server tells them.

type Listing = z.output<(typeof contract)['listResults']['output']>
type Own = z.output<(typeof contract)['listOwnResults']['output']>
export type Result = Listing['results'][number]
export type Recomputation = z.output<(typeof contract)['recompute']['output']>

const PAGE = 500

/** All results of a half-year that the caller may see. */
export async function listResults(client: Client, period: string): Promise<readonly Result[]> {
  const results: Result[] = []
  let after: string | null = null
  do {
    const input = { period, limit: PAGE, ...(after === null ? {} : { after }) }
    const page: Listing = await call(client, { endpoint: { id: 'star.listResults', kind: 'read' }, input })
    results.push(...page.results)
    after = page.next
  } while (after !== null)
  return results
}

export function explainResult(client: Client, period: string, community: string): Promise<Explanation> {
  return call(client, { endpoint: { id: 'star.explainResult', kind: 'read' }, input: { period, community } })
}

export function recomputeResults(client: Client, period: string): Promise<Recomputation> {
  return call(client, { endpoint: { id: 'star.recompute', kind: 'read' }, input: { period } })
}

type Named = { readonly community: string; readonly name: string; readonly code?: number }

/** The id of the community that somebody means by its code, its name, or a part of its name. */
export async function findCommunity(client: Client, period: string, meant: string): Promise<string> {
  const known = await listNamed(client, period)
  const exact = known.filter(({ code, name }) => String(code) === meant || name === meant)
  const found = exact.length > 0 ? exact : known.filter(({ name }) => name.includes(meant))
  const [one, another] = found
  if (!one) return refuse('cli.no-community', { community: meant, period })
  if (!another) return one.community
  const some = found.map(({ code, name }) => [name, code].filter(Boolean).join(' '))
  return refuse('cli.several-communities', { community: meant, found: some.slice(0, 5).join('、') })
}

/** A secretary sees no list, but the published results of the own community. */
async function listNamed(client: Client, period: string): Promise<readonly Named[]> {
  try {
    return await listResults(client, period)
  } catch (error) {
    if (!(error instanceof Refusal) || error.entry.status !== 403) throw error
    const own = await call<Own>(client, { endpoint: { id: 'star.listOwnResults', kind: 'read' } }).catch(() => {
      throw error
    })
    return own.results.filter((result) => result.period === period)
  }
}
