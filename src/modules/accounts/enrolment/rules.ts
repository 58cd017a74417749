import { type Role, ROLES } from '#kernel/access.ts'
import { sameWords, type SheetValues } from '#kernel/sheets/list.ts'
import type { NewGrant } from '../account/contract.ts'
import type { EnrolmentProblemCode } from './refusals.ts'

// What a row asks for, held against the organisations and communities in force. Pure.

export type Places = {
  readonly district: number
  readonly organisations: readonly {
    readonly id: string
    readonly kind: string
    readonly zh: string
    readonly en: string
    readonly area: number
  }[]
  readonly communities: readonly { readonly code: number; readonly name: string; readonly shortName: string }[]
}

export type RowProblem = {
  readonly code: EnrolmentProblemCode
  readonly column: string
  readonly facts?: Readonly<Record<string, string | number>>
}

const isSame = (value: string, ...words: readonly string[]) => words.map(sameWords).includes(sameWords(value))

/** The role that a row gives, or what is wrong with its organisation or place. */
export function grantOfRow(values: SheetValues, places: Places): NewGrant | RowProblem {
  const role = values.role as Role
  const organisation = values.organisation ?? ''
  const place = values.place ?? ''
  switch (ROLES[role].level) {
    case 'department':
      return departmentGrant(role, organisation, places)
    case 'street':
      return streetGrant(role, place || organisation, places)
    case 'community':
      return communityGrant(role, place, places)
    case 'upper':
      return upperGrant(role, organisation, place, places)
    default:
      return districtGrant(role, organisation, places)
  }
}

const missing = (column: string): RowProblem => ({ code: `${column}-missing` as EnrolmentProblemCode, column })

function departmentGrant(role: Role, value: string, { organisations }: Places): NewGrant | RowProblem {
  if (!value) return missing('organisation')
  const found = organisations.find(({ kind, zh, en }) => kind !== 'street' && isSame(value, zh, en))
  if (!found) return { code: 'organisation-unknown', column: 'organisation', facts: { value } }
  return { role, org: found.id, orgZh: found.zh, orgEn: found.en }
}

function streetGrant(role: Role, value: string, { organisations }: Places): NewGrant | RowProblem {
  if (!value) return missing('place')
  const streets = organisations.filter(({ kind }) => kind === 'street')
  const found = streets.find(({ zh, en, area }) => isSame(value, zh, en, String(Math.floor(area / 1000))))
  if (!found) return { code: 'street-unknown', column: 'place', facts: { value } }
  return { role, orgZh: found.zh, orgEn: found.en, division: Math.floor(found.area / 1000) }
}

function communityGrant(role: Role, value: string, { communities }: Places): NewGrant | RowProblem {
  if (!value) return missing('place')
  const found = communities.filter(({ code, name, shortName }) => isSame(value, String(code), name, shortName))
  const [one] = found
  if (!one) return { code: 'community-unknown', column: 'place', facts: { value } }
  if (found.length > 1) return { code: 'community-ambiguous', column: 'place', facts: { value } }
  return { role, orgZh: one.shortName, orgEn: one.shortName, division: one.code }
}

function upperGrant(role: Role, value: string, code: string, { district }: Places): NewGrant | RowProblem {
  if (!value) return missing('organisation')
  const isAbove = /^(\d{2}|\d{4})$/.test(code) && String(district).startsWith(code)
  if (!isAbove) return { code: 'upper-code', column: 'place', facts: { district } }
  return { role, orgZh: value, orgEn: value, division: Number(code) }
}

/** A body of the district may be one that the register does not list. */
function districtGrant(role: Role, value: string, { organisations }: Places): NewGrant | RowProblem {
  if (!value) return missing('organisation')
  const found = organisations.find(({ zh, en }) => isSame(value, zh, en))
  return { role, orgZh: found?.zh ?? value, orgEn: found?.en ?? value }
}
