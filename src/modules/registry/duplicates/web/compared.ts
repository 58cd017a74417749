import type { FieldName, PersonRecord } from '../../people/contract.ts'
import { FIELDS } from '../../people/contract.ts'
import { isKnown } from '../../people/rules.ts'
import type { TakenOver } from '../contract.ts'
import { differInBirth } from '../rules.ts'

/** What a record says of a field, as far as it may be shown: numbers masked, a community by its name. */
export function saidOf(record: PersonRecord, field: FieldName): string | null {
  if (field === 'idNumber') return record.idNumberMasked
  if (field === 'phone') return record.phoneMasked
  return field === 'community' ? record.communityName : record[field]
}

/** Every field of which at least one record knows something. */
export const comparedFields = (one: PersonRecord, other: PersonRecord): FieldName[] =>
  FIELDS.filter((field) => isKnown(field, saidOf(one, field)) || isKnown(field, saidOf(other, field)))

/** Both records know it and say something else; a month and a day of it are the same birth. */
export function differs(one: PersonRecord, other: PersonRecord, field: FieldName): boolean {
  const [a, b] = [saidOf(one, field), saidOf(other, field)]
  if (!isKnown(field, a) || !isKnown(field, b)) return false
  return field === 'birth' ? differInBirth(one, other) || (a.length === b.length && a !== b) : a !== b
}

/** A record as the rule of taking over asks for it. */
export const knownOf = (record: PersonRecord): Record<TakenOver, string | null> => ({
  ...record,
  phone: record.phoneMasked,
})
