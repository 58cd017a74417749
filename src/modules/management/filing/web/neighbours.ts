import { declared } from '#web/front.ts'

// What a motion asks the registry. Only what is shown is named.

type Community = { readonly id: string; readonly shortName: string; readonly streetName: string }
type Held = { readonly kind: string; readonly community: string; readonly communityName: string }
type Found = {
  readonly id: string
  readonly name: string
  readonly communityName: string | null
  readonly posts: readonly Held[]
}
type Wanted = { readonly search?: string; readonly street?: number; readonly post?: string; readonly limit: number }

export const findCommunities = declared<Wanted, { readonly communities: readonly Community[] }>(
  'community.listCommunities',
  'read',
)
export const findPeople = declared<Wanted, { readonly people: readonly Found[] }>('people.listPeople', 'read')
export const readPerson = declared<{ readonly id: string }, Found>('people.getPerson', 'read')
