import type { PersonFields, PlainFields } from './contract.ts'

// A record's fields as columns of registry.person, both ways.

/** Which column keeps which field. */
export const COLUMNS = {
  community: 'community',
  sex: 'sex',
  birth: 'birth',
  ethnic: 'ethnic',
  nativePlace: 'native_place',
  political: 'political',
  partyJoined: 'party_joined',
  workStarted: 'work_started',
  communityWorkStarted: 'community_work_started',
  educationFullTime: 'education_full_time',
  educationInService: 'education_in_service',
  school: 'school',
  source: 'source',
  qualification: 'qualification',
  grade: 'grade',
  note: 'note',
} as const satisfies Readonly<Record<keyof PlainFields, string>>

const FIELDS = Object.keys(COLUMNS) as (keyof PlainFields)[]
type ColumnName = (typeof COLUMNS)[keyof PlainFields]
export type PlainColumns = Readonly<Record<Exclude<ColumnName, 'sex'>, string | null>> & { readonly sex: string }

export function toColumns(fields: PlainFields): PlainColumns {
  return Object.fromEntries(FIELDS.map((field) => [COLUMNS[field], fields[field]])) as PlainColumns
}

export function fromColumns(row: PlainColumns): PlainFields {
  return Object.fromEntries(FIELDS.map((field) => [field, row[COLUMNS[field]]])) as PlainFields
}

/** A record of which nothing is known. */
export const NO_FIELDS: PersonFields = {
  ...fromColumns(
    Object.fromEntries(Object.values(COLUMNS).map((column) => [column, null])) as Record<ColumnName, null> &
      PlainColumns,
  ),
  sex: '0',
  idNumber: null,
  phone: null,
}
