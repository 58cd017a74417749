import type { Text } from '#kernel/language.ts'
import { useRead } from '#web/api.ts'
import { declared } from '#web/front.ts'
import { useSession } from '#web/session.tsx'

// What the registry has to know of the policy: the departments that its duties are written for. By the endpoints' names:
// the registry knows no other module (rulings G12).

type Version = { readonly id: string; readonly version: string }
type Named = Text & { readonly code: string }
type StarDepartment = Named & { readonly indicators: readonly (Named & { readonly points: number })[] }
type ReviewDepartment = Named & { readonly checks: Text }
type Content = {
  readonly lists: {
    readonly star_departments: Text & { readonly items: readonly StarDepartment[] }
    readonly review_departments: Text & { readonly items: readonly ReviewDepartment[] }
  }
}

const listPackVersions = declared<Readonly<Record<string, never>>, { readonly versions: readonly Version[] }>(
  'pack.listPackVersions',
  'read',
)
const getPackVersion = declared<{ readonly id: string }, Version & { readonly content: Content }>(
  'pack.getPackVersion',
  'read',
)

/** One duty of the pack: the department that it was written for, what it is part of, and what it is about. */
export type PackDuty = Named & { readonly list: Text; readonly about: readonly Text[] }
export type PackDuties = { readonly version: string; readonly duties: readonly PackDuty[] }

/** The administrators do not read policies: for them codes have no names. */
const BLIND = ['system-admin', 'security-admin']

/** The duties of the newest policy version. `none`: there is no policy yet. */
export function usePackDuties(): { readonly pack: PackDuties | undefined; readonly none: boolean } {
  const { active } = useSession()
  const mayRead = !BLIND.includes(active.role)
  const { data: listed } = useRead(listPackVersions, {}, { enabled: mayRead })
  const newest = listed?.versions[0]
  const { data } = useRead(getPackVersion, { id: newest?.id ?? '' }, { enabled: newest !== undefined })
  return {
    pack: data && { version: data.version, duties: dutiesOf(data.content) },
    none: listed?.versions.length === 0,
  }
}

function dutiesOf({ lists: { star_departments: star, review_departments: review } }: Content): readonly PackDuty[] {
  return [
    ...star.items.map(({ code, zh, en, indicators }) => ({
      code,
      zh,
      en,
      list: textOf(star),
      about: indicators.map(withPoints),
    })),
    ...review.items.map(({ code, zh, en, checks }) => ({ code, zh, en, list: textOf(review), about: [checks] })),
  ]
}

const textOf = ({ zh, en }: Text): Text => ({ zh, en })
const withPoints = ({ zh, en, points }: Text & { readonly points: number }): Text => ({
  zh: `${zh}（${points} 分）`,
  en: `${en} (${points} points)`,
})
