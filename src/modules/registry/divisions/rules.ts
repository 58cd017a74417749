import type { Level } from './contract.ts'

// What a division file means: which divisions are communities, and what it changes of what is known.

export type Division = {
  readonly code: number
  readonly name: string
  readonly level: Level
  readonly parent: number | null
}

/** A community whose Party organisation is rated: the name holds 居 or 社区 (the others are villages). */
export function isCommunity(division: Pick<Division, 'level' | 'name'>): boolean {
  return division.level === 'community' && /居|社区/.test(division.name)
}

/** 城市社区 when the name says 社区, else 村改居; a first guess that people may correct (rulings A1). */
export function guessKind(name: string): 'urban' | 'converted' {
  return name.includes('社区') ? 'urban' : 'converted'
}

/** 南关社区居民委员会 → 南关社区, 曾家庄居委会 → 曾家庄. */
export function shortNameOf(name: string): string {
  return name.replace(/(居民委员会|居委会|居委)$/, '') || name
}

/** A code as it is known: its latest name, and the days of it. */
export type KnownDivision = Division & {
  readonly from: string
  readonly until: string | null
}

/** What a file would do to what is known. `since`: the latest day that a change has to come after. */
export type ImportPlan = {
  readonly added: readonly Division[]
  /** Codes that had ended and are in force again. */
  readonly revived: readonly Division[]
  readonly renamed: readonly { readonly division: Division; readonly known: KnownDivision }[]
  readonly unchanged: number
  readonly absent: readonly KnownDivision[]
  readonly since: string | undefined
}

/** Compares a file with what is known of the district and the levels above it. */
export function planImport(
  divisions: readonly Division[],
  known: readonly KnownDivision[],
  district: number,
  endAbsent: boolean,
): ImportPlan {
  const byCode = new Map(known.map((one) => [one.code, one]))
  const named = divisions.map((division) => ({ division, known: byCode.get(division.code) }))
  const inFile = new Set(divisions.map(({ code }) => code))
  const revived = named.flatMap(({ division, known: old }) => (old?.until ? [{ division, known: old }] : []))
  const renamed = named.flatMap(({ division, known: old }) =>
    old && !old.until && old.name !== division.name ? [{ division, known: old }] : [],
  )
  const absent = known.filter(
    ({ code, until }) => until === null && !inFile.has(code) && String(code).startsWith(String(district)),
  )
  const days = [
    ...revived.map((one) => one.known.until ?? ''),
    ...renamed.map((one) => one.known.from),
    ...(endAbsent ? absent.map(({ from }) => from) : []),
  ]
  return {
    added: named.filter((one) => !one.known).map(({ division }) => division),
    revived: revived.map(({ division }) => division),
    renamed,
    unchanged: named.filter(({ division, known: old }) => old && !old.until && old.name === division.name).length,
    absent,
    since: days.toSorted().at(-1),
  }
}
