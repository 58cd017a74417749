import type { ReactNode } from 'react'
import { useSession } from '../session.tsx'
import { useRemembered } from '../memory.ts'

export type Column<R> = {
  readonly key: string
  readonly title: string
  /** Pixels; the first column should have one, it stays in place. */
  readonly width?: number
  readonly align?: 'end' | 'center'
  readonly cell: (row: R) => ReactNode
  readonly canSort?: boolean
  /** Titles the card that a row is on a phone; without it the first column does. */
  readonly titlesCard?: boolean
  /** Hidden until the reader chooses it. */
  readonly isHiddenAtFirst?: boolean
  /** What the totals row shows under it. */
  readonly total?: ReactNode
}

export type ColumnChoice = { readonly order: readonly string[]; readonly hidden: readonly string[] }

/** The columns as the reader arranged them on this browser; the first column always stands first and is never hidden. */
export function useColumns<R>(id: string, columns: readonly Column<R>[]) {
  const { person } = useSession()
  const atFirst: ColumnChoice = {
    order: columns.map(({ key }) => key),
    hidden: columns.filter(({ isHiddenAtFirst }) => isHiddenAtFirst).map(({ key }) => key),
  }
  const [kept, setChoice] = useRemembered<ColumnChoice | undefined>(`columns.${id}.${person}`, undefined, isChoice)
  const choice = kept ?? atFirst
  const [first, ...rest] = columns
  const ordered = [...rest].sort((a, b) => place(choice, a.key) - place(choice, b.key))
  const arranged = first ? [first, ...ordered] : []
  const shown = arranged.filter(({ key }, index) => index === 0 || !choice.hidden.includes(key))
  return { arranged, shown, choice, setChoice, reset: () => setChoice(atFirst) }
}

/** A column that is new since the choice was made stands at the end. */
function place({ order }: ColumnChoice, key: string): number {
  const at = order.indexOf(key)
  return at < 0 ? order.length : at
}

function isChoice(value: unknown): value is ColumnChoice {
  const choice = value as ColumnChoice | null
  return Array.isArray(choice?.order) && Array.isArray(choice.hidden)
}

/** Moves one key of an order by one place; at the ends nothing happens. */
export function moveKey(order: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = order.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return order
  const next = order.filter((one) => one !== key)
  next.splice(to, 0, key)
  return next
}
