import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '#config'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { ImportReport, ListedDivision } from './contract.ts'

// The division file, from the dry run to a newer year.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const SHIPPED = readFileSync(join(PROJECT, 'data', 'divisions', 'fushan-2023.csv'), 'utf8')
const ROWS = SHIPPED.trim().split('\n').length - 1

type Ask = {
  readonly apply?: boolean
  readonly validFrom?: string
  readonly endAbsent?: boolean
  readonly decisions?: readonly { from: number; to: number[] }[]
}

function load(
  text: string | Buffer,
  { apply = true, validFrom = '2027-01-01', endAbsent = false, decisions = [] }: Ask = {},
) {
  const bytes = Buffer.from(text)
  const input = { apply, validFrom, endAbsent, decisions }
  return world.as('head', 'division.importDivisions', input, { name: 'new.csv', bytes }) as Promise<ImportReport>
}

type Page = { divisions: ListedDivision[]; count: number; next: { code: number; validFrom: string } | null }
const list = (input: object = {}) => world.as('head', 'division.listDivisions', input) as Promise<Page>
const communities = async (search: string) =>
  (await world.as('head', 'community.listCommunities', { search })) as {
    communities: { id: string; name: string; shortName: string; streetName: string; pinyin: string; version: number }[]
  }
/** Everything of the registry, to compare before and after. */
const everything = async () => {
  const organisations = await world.as('head', 'organisation.listOrganisations')
  return JSON.stringify([await list({ limit: 500 }), await communities(''), organisations])
}

describe('an import', () => {
  it('of the same file again changes nothing, whatever its first day', async () => {
    const before = await everything()
    const report = await load(SHIPPED)
    expect(report).toMatchObject({ rows: ROWS, divisionsAdded: 0, divisionsUnchanged: ROWS, communitiesAdded: 0 })
    expect(report).toMatchObject({ renamed: [], absent: [], divisionsEnded: 0, applied: true })
    expect(await everything()).toBe(before)
  })

  it('says in a dry run what it would do, and does not', async () => {
    const before = await everything()
    const text = `${SHIPPED.trim().replace('门楼街道', '门楼新街道')}\n370611001999,新建社区居民委员会,community,370611001\n`
    const report = await load(text, { apply: false })
    expect(report).toMatchObject({ divisionsAdded: 1, communitiesAdded: 1, divisionsUnchanged: ROWS - 1 })
    expect(report.renamed).toMatchObject([{ from: '门楼街道', to: '门楼新街道' }])
    expect(await everything()).toBe(before)
  })

  it('refuses wrong rows by line and column, all at once, and imports not one', async () => {
    const before = await everything()
    const wrong = [
      '370611001998,好社区,community,370611001',
      '37061100199,短一位社区,community,370611001',
      '370612001001,邻区社区,community,370612001',
      '370611001997,,community,370611001',
      '370611001996,错级别社区,village,370611001',
      '370611001998,重复社区,community,370611001',
      '370611777001,无上级社区,community,370611777',
    ]
    const refused = load(`${SHIPPED.trim()}\n${wrong.join('\n')}\n`)
    await expect(refused).rejects.toMatchObject({ code: 'registry.csv-invalid', facts: { count: 7 } })
    const { problems } = (await refused.catch((error: unknown) => error)) as {
      problems: { code: string; row: number; column: number }[]
    }
    const places = problems.map(({ code, row, column }) => `${code} ${row - ROWS - 1}:${column}`)
    expect(places.sort()).toEqual([
      'registry.csv-code 2:1',
      'registry.csv-duplicate 6:1',
      'registry.csv-level 5:3',
      'registry.csv-name 4:2',
      'registry.csv-orphan 3:4',
      'registry.csv-orphan 7:4',
      'registry.csv-outside 3:1',
    ])
    expect(await everything()).toBe(before)
  })

  it('refuses a file without the district, and a name with marks that nobody sees', async () => {
    for (const text of ['code,name,level,parent\n', 'code,name,level,parent\n37,山东省,province,\n']) {
      await expect(load(text, { endAbsent: true })).rejects.toMatchObject({
        problems: [{ code: 'registry.csv-district', row: 1 }],
      })
    }
    const turned = load(`${SHIPPED.trim()}\n370611001998,好\u202e社区,community,370611001\n`)
    await expect(turned).rejects.toMatchObject({ problems: [{ code: 'registry.csv-name-form', column: 2 }] })
  })

  it('leaves the province and the city, which all districts share, as they are', async () => {
    const before = await everything()
    const renamed = load(SHIPPED.replace('37,山东省,', '37,山西省,'))
    await expect(renamed).rejects.toMatchObject({
      code: 'registry.csv-above',
      facts: { code: 37, name: '山西省', known: '山东省' },
    })
    expect(await everything()).toBe(before)
  })

  it('repeats no more of a wrong file than a person reads', async () => {
    const wide = load(Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(','))
    const long = load(`${SHIPPED.trim()}\n370611998,长,${'长'.repeat(600_000)},370611\n`)
    for (const refused of [wide, long]) {
      const { problems } = (await refused.catch((error: unknown) => error)) as { problems: { zh: string }[] }
      expect(problems[0]?.zh.length).toBeLessThan(300)
    }
  })

  it('refuses a second street of one name, another header and what is no UTF-8', async () => {
    const twin = load(`${SHIPPED.trim()}\n370611888,清洋街道,street,370611\n`)
    await expect(twin).rejects.toMatchObject({
      problems: [{ code: 'registry.csv-namesake', row: ROWS + 2, column: 2 }],
    })
    const header = load(SHIPPED.replace('code,name', 'name,code'))
    await expect(header).rejects.toMatchObject({ problems: [{ code: 'registry.csv-header', row: 1 }] })
    const gbk = Buffer.concat([
      Buffer.from('code,name,level,parent\n37,'),
      Buffer.from([0xb8, 0xa3]),
      Buffer.from('\n'),
    ])
    await expect(load(gbk)).rejects.toMatchObject({ code: 'registry.csv-encoding', facts: { line: 2 } })
  })
})

describe('a newer year', () => {
  const gone = SHIPPED.match(/^370611001\d+,.*居.*$/gm)?.at(-1) ?? ''
  const [goneCode = '', goneName = ''] = gone.split(',')
  const newer = SHIPPED.replace(`${gone}\n`, '')
    .replace('南关社区居民委员会', '南关新社区居民委员会')
    .replace('清洋街道', '清洋新街道')

  it('does not begin before what it changes', async () => {
    const before = await everything()
    const early = load(newer, { validFrom: '2023-01-01' })
    await expect(early).rejects.toMatchObject({ code: 'registry.csv-too-early', facts: { since: '2023-01-01' } })
    expect(await everything()).toBe(before)
  })

  it('renames and keeps the ids; what is absent stays until somebody says that it ends', async () => {
    const [old] = (await communities('南关')).communities
    const report = await load(newer)
    expect(report.renamed.map(({ to }) => to).sort()).toEqual(['南关新社区居民委员会', '清洋新街道'])
    expect(report).toMatchObject({
      absent: [{ code: Number(goneCode), name: goneName }],
      divisionsEnded: 0,
      undecided: [],
    })
    const [renamed] = (await communities('nanguanxin')).communities
    expect(renamed).toMatchObject({ id: old?.id, name: '南关新社区居民委员会', streetName: '清洋新街道' })
    expect(renamed?.version).toBe((old?.version ?? 0) + 1)
    const { organisations } = (await world.as('head', 'organisation.listOrganisations', { kind: 'street' })) as {
      organisations: { zh: string; en: string }[]
    }
    expect(organisations).toContainEqual(expect.objectContaining({ zh: '清洋新街道', en: '清洋新街道' }))
    expect((await list({ search: goneCode })).divisions).toHaveLength(1)
  })

  it('shows both names with their days, and either alone', async () => {
    const { divisions } = await list({ search: '370611001', level: 'street' })
    expect(divisions).toMatchObject([
      { name: '清洋街道', validFrom: '2023-01-01', validUntil: '2027-01-01', source: 'fushan-2023.csv' },
      { name: '清洋新街道', validFrom: '2027-01-01', validUntil: null, source: 'new.csv' },
    ])
    const { divisions: now } = await list({ search: '清洋', level: 'street', state: 'now' })
    expect(now.map(({ name }) => name)).toEqual(['清洋新街道'])
    const { divisions: past } = await list({ level: 'street', state: 'past' })
    expect(past.map(({ name }) => name)).toEqual(['清洋街道'])
  })

  it('ends what is absent where that was asked for, and takes it back under its id', async () => {
    const [before] = (await communities(goneName)).communities
    const ended = { validFrom: '2027-02-01', endAbsent: true, decisions: [{ from: Number(goneCode), to: [] }] }
    expect(await load(newer, ended)).toMatchObject({ divisionsEnded: 1 })
    expect((await communities(goneName)).communities).toEqual([])
    const again = newer.replace('清洋新街道,street,370611\n', `清洋新街道,street,370611\n${gone}\n`)
    await expect(load(again, { validFrom: '2027-02-01' })).rejects.toMatchObject({ code: 'registry.csv-too-early' })
    expect(await load(again, { validFrom: '2027-03-01' })).toMatchObject({ divisionsAdded: 1, communitiesAdded: 1 })
    expect((await communities(goneName)).communities).toMatchObject([{ id: before?.id }])
  })
})

it('the list goes by pages, without losing or repeating a row', async () => {
  const seen: string[] = []
  let after: Page['next'] | undefined
  do {
    const page = await list({ limit: 100, ...(after ? { after } : {}) })
    seen.push(...page.divisions.map(({ code, validFrom }) => `${code} ${validFrom}`))
    expect(page.count).toBeGreaterThan(ROWS)
    after = page.next
  } while (after)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength((await list({ limit: 1 })).count)
})
