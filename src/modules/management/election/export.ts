import { communitiesInForce, holdersOf } from '#registry'
import { newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import { type SheetChoice, type SheetList, type SheetValues, sameWords } from '#kernel/sheets/list.ts'
import { MOTIONS } from './contract.ts'

// The table of motions as it goes out: what the policy in force lists stands in its drop-downs.

/** Each community of the caller's range and who is secretary now. Candidates are never among what goes out. */
export async function motionRows({ tx, district, actor, clock }: Call): Promise<readonly SheetValues[]> {
  const [first, last] = actor.scope.areas
  const places = (await communitiesInForce(tx, district)).filter(({ code }) => code >= first && code <= last)
  const ids = places.map(({ id }) => id)
  const holders = await holdersOf(tx, district, ids, clock.today())
  const names = new Map(
    holders.flatMap(({ community, kind, name }) => (kind === 'secretary' ? [[community, name]] : [])),
  )
  return places.map(({ id, shortName, streetName }) => ({
    street: streetName,
    community: shortName,
    post: 'secretary',
    succeeds: names.get(id) ?? null,
  }))
}

/** The list with the policy's kinds and reasons to choose from. */
export async function outgoingMotions({ tx, district }: Call): Promise<SheetList> {
  const lists = (await newestVersion(tx, district))?.pack.lists
  return offering(MOTIONS, { kind: lists?.filing_kinds.items, reason: lists?.filing_reasons.items })
}

type Items = readonly { readonly code: string; readonly zh: string; readonly en: string }[] | undefined

/** The same list with drop-downs; it is read as text, since another policy may be in force when it comes back. */
function offering(list: SheetList, offered: Readonly<Record<string, Items>>): SheetList {
  const columns = list.columns.map((column) => {
    const choices = choicesOf(offered[column.key])
    return choices.length > 0 ? { ...column, kind: 'choice' as const, choices } : column
  })
  return { ...list, columns }
}

/** Two entries of one name could not be told apart in a cell: the second is left to its code. */
function choicesOf(items: Items = []): SheetChoice[] {
  const words = new Set<string>()
  return items.flatMap(({ code: value, zh, en }) => {
    const own = [...new Set([value, zh, en].map(sameWords))]
    if (own.some((one) => words.has(one))) return []
    for (const one of own) words.add(one)
    return [{ value, zh, en }]
  })
}
