import type { Answer, Cell } from './contract.ts'
import { ANSWERS } from './contract.ts'

// What a department may answer, and what a cell of the matrix says. Pure.

type Item = { readonly hearing: boolean; readonly answers?: readonly string[] | undefined }

/** The answers an item takes: of the policy's list, or all; where nobody is heard, what is found is answered by a deferral (decision 11). */
export function answersFor({ hearing, answers }: Item): readonly Answer[] {
  return ANSWERS.filter((one) => (answers ? answers.includes(one) : true) && (hearing || one !== 'found'))
}

export type CellFacts = {
  readonly dueOn: string
  /** Null: no reply that the reader may see. */
  readonly on: string | null
  readonly held: boolean | null
  readonly released: boolean
  readonly stops: number
  readonly cleared: number
  readonly confirmed: number
}

/** Silence is shown as what it is, late or not; it never turns into consent. */
export function cellOf(
  { dueOn, on, held, released, stops, cleared, confirmed }: CellFacts,
  today: string,
): Cell['state'] {
  if (on === null) return dueOn < today ? 'late' : 'waiting'
  if (held && !released) return 'sealed'
  if (confirmed > 0) return 'confirmed'
  if (stops === 0) return 'clear'
  return stops === cleared ? 'cleared' : 'stops'
}
