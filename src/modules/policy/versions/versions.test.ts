import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { PROJECT } from '#config'
import type { OutputOf } from '#web/endpoint.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { listExamples } from '../examples/contract.ts'
import type { getPackVersion, listPackVersions, TakenPack } from './contract.ts'

// Taking in a pack, from the dry run to a version that never changes.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const SHIPPED = readFileSync(join(PROJECT, 'policies', 'fushan.yaml'), 'utf8')
const NEXT = SHIPPED.replace("version: '2026.1'", "version: '2027.1'")

const take = (text: string, apply: boolean, login = 'head') =>
  world.as(login, 'pack.importPack', { apply }, { name: 'pack.yaml', bytes: Buffer.from(text) }) as Promise<TakenPack>
const versions = async () =>
  ((await world.as('head', 'pack.listPackVersions')) as OutputOf<typeof listPackVersions>).versions
const read = (id: string, login = 'head') =>
  world.as(login, 'pack.getPackVersion', { id }) as Promise<OutputOf<typeof getPackVersion>>

/** What a refused import said: its code, and the places with line and column. */
async function refusal(text: string) {
  const before = await versions()
  const error = (await take(text, true).catch((thrown: unknown) => thrown)) as {
    code: string
    facts: { count?: number }
    problems: { row: number; column: number; zh: string; en: string }[]
  }
  expect(await versions()).toEqual(before)
  return error
}
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

describe('taking in', () => {
  it('knows a pack that is there by its content, whatever its layout and comments', async () => {
    const [first] = await versions()
    const taken = await take(`# another comment\n${SHIPPED}`, true)
    expect(taken).toMatchObject({ id: first?.id, known: true, changes: [], comparedWith: '2026.1' })
    expect(await world.as('officer', 'pack.adoptShippedPack')).toMatchObject({ id: first?.id, known: true })
    expect(await versions()).toHaveLength(1)
  })

  it('never changes a version that is there', async () => {
    const changed = SHIPPED.replace('value: 5, unit: working-days', 'value: 6, unit: working-days')
    expect(await refusal(changed)).toMatchObject({ code: 'policy.version-taken', facts: { version: '2026.1' } })
  })

  it('says in a dry run what would change, and takes in nothing', async () => {
    const text = NEXT.replace("effective: '2026-01-01'", "effective: '2027-01-01'")
      .replace('公示期, en: Public notice, value: 5', '公示期, en: Public notice, value: 7')
      .replace('      - { code: WJ-5, zh: 精挑用, en: Selective placement, provenance: article }\n', '')
    const taken = await take(text, false)
    expect(taken).toMatchObject({ id: null, known: false, applied: false, comparedWith: '2026.1' })
    expect(taken.changes).toEqual([
      { place: 'meta/effective', before: '2026-01-01', after: '2027-01-01' },
      { place: 'lists/programmes/items/WJ-5', before: '精挑用', after: null },
      { place: 'limits/notice.days/value', before: '5', after: '7' },
    ])
    expect(taken.warnings).toContainEqual(expect.objectContaining({ row: lineOf(text, 'programmes:') }))
    expect(await versions()).toHaveLength(1)
  })

  it('becomes a version beside the old one, which reads as it did', async () => {
    const [old] = await versions()
    const { id, digest } = await take(NEXT, true)
    expect((await versions()).map(({ version }) => version)).toEqual(['2027.1', '2026.1'])
    expect(await read(id ?? '')).toMatchObject({ digest, content: { meta: { version: '2027.1' } } })
    const { warnings } = await read(id ?? '')
    expect(warnings.find(({ zh }) => zh.startsWith('NQ-12'))).toMatchObject({ row: lineOf(NEXT, 'NQ-12') + 5 })
    expect(await read(old?.id ?? '')).toMatchObject({ ...old, content: { meta: { version: '2026.1' } } })
    const file = (await world.as('nanguan', 'pack.downloadPack', { id })) as { name: string; bytes: Uint8Array }
    expect(file.name).toBe('fushan-default-2027.1.yaml')
    expect(Buffer.from(file.bytes).toString('utf8')).toBe(NEXT)
  })

  it('is the head’s alone', async () => {
    for (const login of ['officer', 'qingyang', 'system']) {
      await expect(take(NEXT, false, login)).rejects.toMatchObject({ entry: { status: 403 } })
    }
  })
})

describe('a bad text', () => {
  it('that is no YAML is refused by line and column', async () => {
    const text = NEXT.replace('  zh: 福山区社区党组织书记管理默认政策包', '\tzh: 福山区社区党组织书记管理默认政策包')
    const { code, problems } = await refusal(text)
    expect(code).toBe('policy.pack-invalid')
    expect(problems[0]).toMatchObject({ row: lineOf(text, '\tzh:') })
  })

  it('with a wrong value, a stray key and a foreign district is refused, each at its place', async () => {
    const wrong = NEXT.replace('value: 5, unit: working-days', 'value: five, unit: working-days')
    const value = await refusal(wrong)
    expect(value).toMatchObject({ code: 'policy.pack-invalid', facts: { count: 1 } })
    expect(value.problems[0]).toMatchObject({ row: lineOf(wrong, 'value: five') })
    const stray = NEXT.replace('meta:\n', 'meta:\n  colour: red\n')
    expect((await refusal(stray)).problems[0]).toMatchObject({ row: lineOf(stray, 'colour'), column: 11 })
    const foreign = await refusal(NEXT.replace('district: 370611', 'district: 370612'))
    expect(foreign).toMatchObject({ code: 'policy.pack-foreign', facts: { packDistrict: 370612 } })
  })

  it('whose rules disagree with its examples is refused at the example', async () => {
    const text = NEXT.replace('{ grade: star-5, from: 90 }', '{ grade: star-5, from: 91 }')
    const { code, facts, problems } = await refusal(text)
    expect(code).toBe('policy.examples-fail')
    expect(problems).toHaveLength(facts.count ?? 0)
    const place = problems.find(({ zh }) => zh.includes('刚好五星'))
    expect(place).toMatchObject({ row: lineOf(text, '刚好五星') })
    expect(place?.zh).toContain('应为“90.00 star-5”，实为“90.00 90/1 star-4”')
  })
})

describe('the examples of a version', () => {
  const work = async (login: string) =>
    (await world.as(login, 'pack.listExamples', { id: (await versions()).at(-1)?.id })) as OutputOf<typeof listExamples>

  it('are computed and hold; 85.73 of domain.md §6.21 among them', async () => {
    const { held, failed, cases, quotas } = await work('sr01')
    expect({ failed, quotas: quotas.length }).toEqual({ failed: 0, quotas: 4 })
    expect(held).toBeGreaterThan(150)
    const checks = cases.find(({ code }) => code === 'golden')?.rows.flatMap((row) => row.checks)
    expect(checks?.find(({ code }) => code === 'appraisal.total')).toEqual({
      code: 'appraisal.total',
      expected: { shows: '85.73', exact: '57832218361/674589300', note: 'chosen' },
      computed: { shows: '85.73', exact: '57832218361/674589300', note: 'chosen' },
      holds: true,
    })
  })

  it('show what is missing as missing', async () => {
    const { cases } = await work('head')
    const checks = cases.flatMap(({ rows }) => rows).flatMap((row) => row.checks)
    const missing = checks.filter(({ expected }) => Object.keys(expected).length === 0)
    expect(missing.length).toBeGreaterThan(5)
    expect(missing.every(({ computed }) => computed !== null && computed.shows === undefined)).toBe(true)
  })
})

describe('a version that was taken in by the checks of an earlier day', () => {
  /** As if the checks of that day had let this text through. */
  async function store(version: string, text: string): Promise<string> {
    const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
    await client.connect()
    try {
      const { rows } = await client.query<{ id: string }>(
        `insert into policy.pack_version select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
           'version', $1::text, 'source', $2::text, 'digest', sha256($2::text::bytea)))).*
         from policy.pack_version p where version = '2026.1' returning id`,
        [version, text],
      )
      return rows[0]?.id ?? ''
    } finally {
      await client.end()
    }
  }
  const open = (packVersion: string) => world.as('head', 'cycle.openCycle', { period: PERIOD, packVersion })

  it('is read, with what it breaks now as its first warning; nothing new is opened by it', async () => {
    const text = SHIPPED.replace("version: '2026.1'", "version: '2025.1'").replace('at: star-2', 'at: star-1')
    const id = await store('2025.1', text)
    expect(await refusal(text.replace('2025.1', '2028.1'))).toMatchObject({ code: 'policy.pack-invalid' })
    const { content, warnings } = await read(id)
    expect(content).toMatchObject({ meta: { version: '2025.1' } })
    expect(warnings[0]).toMatchObject({ code: 'R-BR-2', row: lineOf(text, 'at: star-1') })
    await expect(open(id)).rejects.toMatchObject({ code: 'policy.outdated', problems: [{ code: 'R-BR-2' }] })
  })

  it('with a mechanism that this house does not have is named, and not read', async () => {
    const id = await store('2024.1', SHIPPED.replace('cap@1: { of: star.sum', 'cap@0: { of: star.sum'))
    await expect(read(id)).rejects.toMatchObject({ code: 'policy.unreadable', facts: { version: '2024.1' } })
  })
})
