import type { FieldName, PersonRecord } from '../../people/contract.ts'
import { FIELDS } from '../../people/contract.ts'
import type { TakenOver } from '../contract.ts'

/** What a record says of a field, as far as it may be shown: numbers masked, a community by its name. */
export function saidOf(record: PersonRecord, field: FieldName): string | null {
  if (field === 'idNumber') return record.idNumberMasked
  if (field === 'phone') return record.phoneMasked
  return field === 'community' ? record.communityName : record[field]
}

/** Every field of which at least one record knows something. */
export const comparedFields = (one: PersonRecord, other: PersonRecord): FieldName[] =>
  FIELDS.filter((field) => saidOf(one, field) !== null || saidOf(other, field) !== null)

/** A record as the rule of taking over asks for it. */
export const knownOf = (record: PersonRecord): Record<TakenOver, string | null> => ({
  ...record,
  phone: record.phoneMasked,
})

export const sideOf = ({ birth, idNumberMasked }: PersonRecord) => ({ birth, idNumber: idNumberMasked })
