import type { Pack } from '../packs/contract.ts'
import type { PackChange } from './contract.ts'

// What differs between two packs, place by place: what somebody decides about who takes a new version in. Pure.

/** Examples are compared as a whole each: their numbers are inputs that somebody made up. */
const DEEPEST: Readonly<Record<string, number>> = { examples: 3 }

/** What `after` says differently, in the order of the packs. The version number itself is no change. */
export function changesOf(before: Pack, after: Pack): readonly PackChange[] {
  return differences(before, after, []).filter(({ place }) => place !== 'meta/version')
}

function differences(before: unknown, after: unknown, path: readonly string[]): readonly PackChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [was, is] = [membersOf(before), membersOf(after)]
  const deepest = DEEPEST[path[0] ?? ''] ?? Infinity
  if (!was || !is || path.length >= deepest) return [changed(path, before, after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    differences(was.get(key), is.get(key), [...path, key]),
  )
}

function changed(path: readonly string[], before: unknown, after: unknown): PackChange {
  return { place: path.join('/'), before: told(before), after: told(after) }
}

/** What something consists of, by the names that stay when the order changes: keys, codes, else positions. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  // A plain list reads better as a whole: [PR-1, PR-2].
  if (value.every((member) => typeof member !== 'object')) return undefined
  const names = value.map(nameOf)
  const isNamed = new Set(names).size === names.length && !names.includes(undefined)
  return new Map(value.map((member, index) => [isNamed ? (names[index] ?? '') : String(index + 1), member]))
}

const NAMES = ['code', 'grade', 'rule', 'of', 'id', 'zh'] as const

function nameOf(member: unknown): string | undefined {
  if (typeof member === 'string') return member
  const entries = (member ?? {}) as Readonly<Record<string, unknown>>
  const key = NAMES.find((name) => typeof entries[name] === 'string')
  return key && String(entries[key])
}

const LONGEST = 200

/** A value in a line: itself, or its name and what it holds. */
function told(value: unknown): string | null {
  if (value === undefined) return null
  const text = typeof value === 'string' ? value : typeof value === 'object' ? brief(value) : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function brief(value: object | null): string {
  if (Array.isArray(value)) return value.map((member) => told(member) ?? '').join(', ')
  const { zh, value: number } = (value ?? {}) as { zh?: unknown; value?: unknown }
  if (typeof zh === 'string') return number === undefined ? zh : `${zh} ${told(number) ?? ''}`
  return JSON.stringify(value)
}
