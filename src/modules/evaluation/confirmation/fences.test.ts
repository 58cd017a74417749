import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { districtScope, openingOf } from '#kernel/access.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// What the database itself keeps of a confirmation, against any SQL of staff.

const DISTRICT = 370611

let world: Prepared
beforeAll(async () => {
  world = await prepare('objected')
})
afterAll(() => world.close())

/** Sends staff's own SQL, looks, and takes it back. @returns how many rows each statement changed. */
async function asStaff(...statements: readonly string[]): Promise<(number | null)[]> {
  const client = new Client({ connectionString: inDatabase(inject('runtimeUrl'), world.database) })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(openingOf(districtScope('staff', DISTRICT)))
    const changed = []
    for (const statement of statements) changed.push((await client.query(statement)).rowCount)
    return changed
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

it.each([
  `update evaluation.star_noticed set grade = 'star-5'`,
  `update evaluation.star_proposed set grade = 'star-5'`,
  `update evaluation.star_objection_answer set outcome = 'kept'`,
  'delete from evaluation.star_objection',
  'update evaluation.star_deferral set until_date = until_date + 60',
  'delete from evaluation.star_notice_end',
])('staff may not: %s', async (statement) => {
  await expect(asStaff(statement)).rejects.toThrow(/permission denied/)
})

it('staff end a pause that runs, and never move one that has ended', async () => {
  const end = `update evaluation.star_pause set until_date = '2026-12-24'`
  expect(await asStaff(end, end)).toEqual([1, 0])
})
