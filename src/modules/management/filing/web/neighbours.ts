import { declared } from '#web/front.ts'

// What a motion asks the registry, and the words of the policy for what a case holds as codes. Only what is shown is named.

type Community = { readonly id: string; readonly shortName: string; readonly streetName: string }
type Found = { readonly id: string; readonly name: string; readonly communityName: string | null }
type Wanted = { readonly search?: string; readonly limit: number }
type Item = { readonly code: string; readonly zh: string; readonly en: string }
type Lists = Readonly<
  Record<
    'filing_kinds' | 'filing_reasons' | 'disqualifications' | 'separate_checks',
    { readonly items: readonly Item[] }
  >
>

export const findCommunities = declared<Wanted, { readonly communities: readonly Community[] }>(
  'community.listCommunities',
  'read',
)
export const findPeople = declared<Wanted, { readonly people: readonly Found[] }>('people.listPeople', 'read')
export const readPolicy = declared<{ readonly id: string }, { readonly content: { readonly lists: Lists } }>(
  'pack.getPackVersion',
  'read',
)
