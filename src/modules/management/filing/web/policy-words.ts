import { listPackVersions } from '#policy/web'
import { useRead } from '#web/api.ts'
import { useSay } from '#web/language/language.tsx'
import { readPolicy } from './neighbours.ts'

type Item = { readonly code: string; readonly zh: string; readonly en: string }
const NONE: readonly Item[] = []

/** The words of the newest policy for the codes of a case; a code that it no longer has stays as it is. */
export function usePolicyWords() {
  const say = useSay()
  const { data: versions } = useRead(listPackVersions, {})
  const id = versions?.versions[0]?.id
  const { data } = useRead(readPolicy, { id: id ?? '' }, { enabled: id !== undefined })
  const lists = data?.content.lists
  const clauses = lists ? [...lists.disqualifications.items, ...lists.separate_checks.items] : NONE
  const wordsIn = (items: readonly Item[]) => (code: string) => {
    const item = items.find((one) => one.code === code)
    return item ? say(item) : code
  }
  return {
    clauses: clauses.map((item) => ({ value: item.code, label: `${item.code} ${say(item)}` })),
    clauseOf: wordsIn(clauses),
    kindOf: wordsIn(lists?.filing_kinds.items ?? NONE),
    reasonOf: wordsIn(lists?.filing_reasons.items ?? NONE),
  }
}
export type PolicyWords = ReturnType<typeof usePolicyWords>
