import { isDuplicate } from '#kernel/database.ts'
import type { Call } from '#kernel/call.ts'
import { refuse } from './refusals.ts'

// What all bodies have in common: a version that two people cannot both change, a name that is unique while in force, an end
// instead of a deletion.

type Table = 'registry.organisation' | 'registry.rater_group' | 'registry.area_committee' | 'registry.partner'

export type Versioned = { readonly id: string; readonly version: number }
export type Body = {
  readonly name_zh: string
  readonly name_en: string
  readonly kind?: string
  readonly own_street?: boolean
}

/** Takes a record in force for a change, and raises its version. @throws Refusal when somebody else was faster. */
export async function take({ tx, district }: Call, table: Table, { id, version }: Versioned): Promise<Body> {
  const [taken] = await tx.run<Body>(
    `update ${table} set version = version + 1
     where district = $1 and id = $2 and version = $3 and valid_until is null returning *`,
    [district, id, version],
  )
  if (taken) return taken
  const known = await tx.run(`select 1 from ${table} where district = $1 and id = $2`, [district, id])
  return refuse(known.length === 0 ? 'registry.unknown-body' : 'registry.body-changed')
}

/** Ends a record that was taken: it is no longer from today. */
export async function endToday({ tx, district, clock }: Call, table: Table, id: string): Promise<void> {
  await tx.run(`update ${table} set valid_until = greatest(valid_from, $3::date) where district = $1 and id = $2`, [
    district,
    id,
    clock.today(),
  ])
}

/** For `catch`: a name that another one in force has. */
export function nameTaken(name: string) {
  return (error: unknown): never => {
    const isName = ['organisation_name', 'rater_group_name', 'area_committee_name', 'partner_name'].some((index) =>
      isDuplicate(error, index),
    )
    if (isName) refuse('registry.name-taken', { name })
    throw error
  }
}
