import type { Text } from '#kernel/language.ts'
import type { Problem } from '#kernel/refusal.ts'
import { type Division, isCommunity, shortNameOf } from '../divisions/rules.ts'

// What became of what a newer division file no longer holds. The file cannot say it: a person decides, the names suggest.

/** The codes that one code went into, as a person decided; none: it is gone. */
export type Decision = { readonly from: number; readonly to: readonly number[] }
export type SuccessionKind = 'move' | 'merge' | 'split'
export type Link = { readonly from: number; readonly to: number; readonly kind: SuccessionKind }

/**
 * One into several is a split; several into one, or one into another that was there before, a merge; one into one that
 * the file begins, a move: the same community or street under a new code.
 */
export function linksOf(decisions: readonly Decision[], begun: ReadonlySet<number>): readonly Link[] {
  const parts = new Map<number, number>()
  for (const code of decisions.flatMap(({ to }) => to)) parts.set(code, (parts.get(code) ?? 0) + 1)
  const kindOf = (among: number, to: number): SuccessionKind => {
    if (among > 1) return 'split'
    return (parts.get(to) ?? 0) > 1 || !begun.has(to) ? 'merge' : 'move'
  }
  return decisions.flatMap(({ from, to }) => to.map((code) => ({ from, to: code, kind: kindOf(to.length, code) })))
}

/** A street or a community, which other records refer to; of villages nothing is kept but the code. */
export function isKept(division: Pick<Division, 'level' | 'name'>): boolean {
  return division.level === 'street' || isCommunity(division)
}

const FAULTS = {
  unasked: { zh: '{code} 没有停用，不需要认定去向', en: '{code} does not end; there is nothing to decide' },
  twice: { zh: '{code} 的去向写了两次', en: 'what became of {code} is given twice' },
  successor: {
    zh: '{code} 不是文件中同级的街道或社区，不能作为去向',
    en: '{code} is no street or community of that level in the file and cannot be a successor',
  },
  missing: { zh: '{code} 停用后的去向还没有认定', en: 'what became of {code} has not been decided' },
} as const satisfies Readonly<Record<string, Text>>

const problem = (fault: keyof typeof FAULTS, code: number): Problem => ({
  code: `registry.decision-${fault}`,
  ...FAULTS[fault],
  facts: { code },
  source: String(code),
})

/**
 * Decisions about something that does not end, given twice, or naming no successor of its level; then those that are missing.
 * @param ended what ends and is kept; @param after what the file holds.
 */
export function wrongDecisions(
  decisions: readonly Decision[],
  ended: readonly Named[],
  after: readonly Division[],
): readonly Problem[] {
  const asked = new Map(ended.map((one) => [one.code, one.level]))
  const levels = new Map(after.filter(isKept).map(({ code, level }) => [code, level]))
  const seen = new Set<number>()
  const wrong: Problem[] = []
  for (const { from, to } of decisions) {
    const level = asked.get(from)
    if (!level) wrong.push(problem('unasked', from))
    if (seen.has(from) || new Set(to).size < to.length) wrong.push(problem('twice', from))
    seen.add(from)
    wrong.push(...to.filter((code) => level && levels.get(code) !== level).map((code) => problem('successor', code)))
  }
  return [...wrong, ...ended.filter(({ code }) => !seen.has(code)).map(({ code }) => problem('missing', code))]
}

type Named = Pick<Division, 'code' | 'name' | 'level' | 'parent'>

/** What two names have in common beyond their endings, from 0 to 1: pairs of characters shared (Dice). */
export function likeness(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)]
  const common = [...left].filter((pair) => right.has(pair)).length
  return (2 * common) / (left.size + right.size)
}

/** 东北关居委会 → 东北关, 南关社区居民委员会 → 南关, 门楼镇 → 门楼. */
function coreOf(name: string): string {
  return shortNameOf(name).replace(/(社区|街道|镇|乡)$/, '') || name
}

function pairsOf(name: string): ReadonlySet<string> {
  const core = coreOf(name)
  if (core.length < 2) return new Set([core])
  return new Set(Array.from({ length: core.length - 1 }, (_, index) => core.slice(index, index + 2)))
}

/** Below this two names are no suggestion: 南苑街 and 南苑路 share half of their pairs. */
const ALIKE = 0.5

/**
 * Successors that the names suggest: the same name wherever it begins, if only once; else the most similar within the street.
 * @param ended streets and communities that end; @param begun what the file begins; @param nameOf of a street, by code.
 */
export function suggestions(
  ended: readonly Named[],
  begun: readonly Division[],
  nameOf: (code: number | null) => string,
): ReadonlyMap<number, readonly number[]> {
  const kept = begun.filter(isKept)
  const sameStreet = (a: Named, b: Named) =>
    a.parent === b.parent || coreOf(nameOf(a.parent)) === coreOf(nameOf(b.parent))
  const suggest = (one: Named): readonly number[] => {
    const level = kept.filter((other) => other.level === one.level)
    const equal = level.filter((other) => coreOf(other.name) === coreOf(one.name))
    const near = equal.length > 1 ? equal.filter((other) => sameStreet(one, other)) : equal
    if (near.length === 1) return near.map(({ code }) => code)
    const alike = level
      .filter((other) => sameStreet(one, other))
      .map((other) => ({ code: other.code, share: likeness(one.name, other.name) }))
      .filter(({ share }) => share >= ALIKE)
      .toSorted((a, b) => b.share - a.share || a.code - b.code)
    return alike.slice(0, 1).map(({ code }) => code)
  }
  return new Map(ended.map((one) => [one.code, suggest(one)]))
}
