import type { PersonFields } from '../people/contract.ts'
import { isKnown } from '../people/rules.ts'
import { TAKEN_OVER, type TakenOver } from './contract.ts'

/** What merging asks about a record. */
export type Side = {
  readonly idNumber: string | null
  readonly birth: string | null
  /** Records merged into it. */
  readonly aliases: number
}

export type MergeProblem =
  | 'duplicate.two-id-numbers'
  | 'duplicate.id-number-stays'
  | 'duplicate.chain'
  | 'duplicate.birth-differs'

/** Why an alias cannot read as a person; undefined when it can. Two months of birth need a confirmation. */
export function mergeProblem(alias: Side, person: Side, birthConfirmed: boolean): MergeProblem | undefined {
  if (alias.idNumber !== null) {
    return person.idNumber === null ? 'duplicate.id-number-stays' : 'duplicate.two-id-numbers'
  }
  if (alias.aliases > 0) return 'duplicate.chain'
  return differInBirth(alias, person) && !birthConfirmed ? 'duplicate.birth-differs' : undefined
}

/** Both months are known and are not the same. */
export const differInBirth = (a: Pick<Side, 'birth'>, b: Pick<Side, 'birth'>): boolean =>
  a.birth !== null && b.birth !== null && a.birth.slice(0, 7) !== b.birth.slice(0, 7)

type Known = Readonly<Record<TakenOver, string | null>>

/** What one record knows and the other lacks. */
export function takeable(alias: Known, person: Known): TakenOver[] {
  return TAKEN_OVER.filter((field) => isKnown(field, alias[field]) && !isKnown(field, person[field]))
}

/** The fields to write when they are taken over. */
export const takenFrom = (alias: PersonFields, fields: readonly TakenOver[]): Partial<PersonFields> =>
  Object.fromEntries(fields.map((field) => [field, alias[field]]))
