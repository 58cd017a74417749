import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { arrayOf, type Element, type ElementType } from './arrays.ts'

// PostgreSQL itself says what it received.

let client: Client
beforeAll(async () => {
  client = new Client({ connectionString: inject('superuserUrl') })
  await client.connect()
})
afterAll(() => client.end())

/** The elements as PostgreSQL has understood them, each as the text it would show. */
async function received<Type extends ElementType>(type: Type, values: readonly Element<Type>[]) {
  const { rows } = await client.query<{ value: string | null }>(
    `select value::text from unnest($1::${type}[]) with ordinality as given (value, place) order by place`,
    [arrayOf(type, values)],
  )
  return rows.map(({ value }) => value)
}

const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed())
const many = { maxLength: 300 }

describe('an array for PostgreSQL', () => {
  it('holds any text, quotes, rare characters and the word NULL among them', async () => {
    expect(await received('text', ['"a\\"', 'NULL', '', '{}', '𠮷野家', null])).toEqual([
      '"a\\"',
      'NULL',
      '',
      '{}',
      '𠮷野家',
      null,
    ])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), many), async (values) => {
        expect(await received('text', values)).toEqual(values)
      }),
    )
  })

  it('holds ids, bytes, numbers and yes or no', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.uuid()), many), async (values) => {
        expect(await received('uuid', values)).toEqual(values)
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.uint8Array()), many), async (values) => {
        const shown = values.map((value) => value && `\\x${Buffer.from(value).toString('hex')}`)
        expect(await received('bytea', values)).toEqual(shown)
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.maxSafeInteger()), many), async (values) => {
        const shown = values.map((value) => (value === null ? null : String(value)))
        expect(await received('bigint', values)).toEqual(shown)
      }),
    )
    expect(await received('int', [0, -1, 2_147_483_647, null])).toEqual(['0', '-1', '2147483647', null])
    expect(await received('boolean', [true, false, null])).toEqual(['true', 'false', null])
  })

  it('may be empty, and longer than what was sent before', async () => {
    expect(await received('text', [])).toEqual([])
    const long = ['汉'.repeat(200_000), 'after']
    expect(await received('text', long)).toEqual(long)
  })

  it('refuses what is no UUID and a number that does not fit, rather than send another one', () => {
    for (const wrong of ['', '0190f0f0-0000-7000-8000-00000000000', '0190f0f0-0000-7000-8000-00000000000g', '{}']) {
      expect(() => arrayOf('uuid', [wrong])).toThrow('not a UUID')
    }
    expect(() => arrayOf('int', [2_147_483_648])).toThrow(RangeError)
  })
})
