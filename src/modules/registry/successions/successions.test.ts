import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { PROJECT } from '#config'
import { type AccessClass, districtScope } from '#kernel/access.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Community } from '../communities/contract.ts'
import type { ImportReport } from '../divisions/contract.ts'
import type { Succession } from './contract.ts'
import type { Decision } from './rules.ts'

// A newer year of the divisions over a published half-year: what moved keeps its id, and everything that was recorded of it
// is seen by the same people as before.

let world: Prepared
beforeAll(async () => {
  world = await prepare('published')
})
afterAll(() => world.close())

const SHIPPED = readFileSync(join(PROJECT, 'data', 'divisions', 'fushan-2023.csv'), 'utf8')
const NANGUAN = 370611001001
/** 南关 moves; 东北关 and 西北关 become 北关; 宋家疃 becomes two; 栾家疃 is gone; 门楼街道 gets another code with all it has. */
const NEWER = SHIPPED.replace('370611001001,', '370611001901,')
  .replace(/^370611001004,.*\n/m, '370611001910,北关社区居民委员会,community,370611001\n')
  .replace(/^370611001005,.*\n/m, '')
  .replace(
    /^370611001006,.*\n/m,
    '370611001911,宋家疃东社区居委会,community,370611001\n370611001912,宋家疃西社区居委会,community,370611001\n',
  )
  .replace(/^370611001007,.*\n/m, '')
  .replace('曾家庄居委会', '曾家庄社区居委会')
  .replaceAll('370611007', '370611009')
const MENLOU = [1, 2, 3, 4].map((last) => ({ from: 370611007000 + last, to: [370611009000 + last] }))
const DECISIONS: readonly Decision[] = [
  { from: 370611001001, to: [370611001901] },
  { from: 370611001004, to: [370611001910] },
  { from: 370611001005, to: [370611001910] },
  { from: 370611001006, to: [370611001911, 370611001912] },
  { from: 370611001007, to: [] },
  { from: 370611007, to: [370611009] },
  ...MENLOU,
]

type Ask = { readonly apply?: boolean; readonly validFrom?: string; readonly decisions?: readonly Decision[] }
const load = (text: string, { apply = true, validFrom = '2027-01-01', decisions = DECISIONS }: Ask = {}) =>
  world.as(
    'head',
    'division.importDivisions',
    { apply, validFrom, endAbsent: true, decisions },
    { name: '2027.csv', bytes: Buffer.from(text) },
  ) as Promise<ImportReport>

const communities = async (input: object = {}, login = 'head') =>
  ((await world.as(login, 'community.listCommunities', { limit: 200, ...input })) as { communities: Community[] })
    .communities
const withCode = async (code: number) => (await communities({ search: String(code) }))[0]
const lineage = (community = '') =>
  world.as('head', 'succession.getLineage', { community }) as Promise<{ before: Succession[]; after: Succession[] }>
const undo = (id = '') => world.as('officer', 'succession.undoSuccession', { id, reason: '认定有误' })

async function asOwner<Row extends object>(text: string): Promise<Row[]> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Rows under a label per column, in every table that there is. */
async function labelled(area: number): Promise<Readonly<Record<string, number>>> {
  const columns = await asOwner<{ name: string; column: string }>(
    `select table_schema || '.' || table_name as name, column_name as column from information_schema.columns
     where column_name in ('area', 'area_lo', 'area_hi') and (table_schema, table_name) <> ('registry', 'succession')`,
  )
  const counts: Record<string, number> = {}
  for (const { name, column } of columns) {
    const [row] = await asOwner<{ n: string }>(`select count(*) as n from ${name} where ${column} = ${area}`)
    if (Number(row?.n) > 0) counts[`${name}.${column}`] = Number(row?.n)
  }
  return counts
}

describe('a dry run', () => {
  it('names what ends, with successors that the names suggest', async () => {
    const { undecided, successors, added, renamed } = await load(NEWER, { apply: false, decisions: [] })
    const suggested = Object.fromEntries(undecided.map(({ code, suggested: codes }) => [code, codes]))
    expect(suggested).toEqual({
      370611001001: [370611001901],
      370611001004: [370611001910],
      370611001005: [370611001910],
      370611001006: [370611001911],
      370611001007: [],
      370611007: [370611009],
      ...Object.fromEntries(MENLOU.map(({ from, to }) => [from, to])),
    })
    expect(successors.slice(0, 4).every(({ code }) => added.some((one) => one.code === code))).toBe(true)
    expect(renamed).toEqual([{ code: 370611001002, from: '曾家庄居委会', to: '曾家庄社区居委会' }])
  })

  it.each([
    ['leaves one open', DECISIONS.slice(1), ['registry.decision-missing 370611001001']],
    ['decides twice', [...DECISIONS, DECISIONS[0]], ['registry.decision-twice 370611001001']],
    [
      'is about one that stays',
      [...DECISIONS, { from: 370611001008, to: [] }],
      ['registry.decision-unasked 370611001008'],
    ],
    [
      'names a village, a street and a stranger',
      [...DECISIONS.slice(1), { from: NANGUAN, to: [370611102201, 370611102, 1] }],
      [
        'registry.decision-successor 370611102201',
        'registry.decision-successor 370611102',
        'registry.decision-successor 1',
      ],
    ],
  ])('and a decision that %s is refused with its code', async (_what, decisions, places) => {
    const refused = load(NEWER, { decisions: decisions as Decision[] })
    await expect(refused).rejects.toMatchObject({ code: 'registry.decisions-invalid' })
    const { problems } = (await refused.catch((error: unknown) => error)) as {
      problems: { code: string; source: string }[]
    }
    expect(problems.map(({ code, source }) => `${code} ${source}`)).toEqual(places)
  })

  it('refuses a code that went to another community', async () => {
    const text = NEWER.replace('370611001008,城里社区居民委员会', '370611001008,新城里社区居民委员会').replace(
      /$/,
      '370611001913,城里社区居民委员会,community,370611001\n',
    )
    await expect(load(text)).rejects.toMatchObject({
      code: 'registry.code-reused',
      facts: { code: 370611001008, other: 370611001913 },
    })
  })
})

describe('a newer year', () => {
  const STREET = 370611007000
  let before: Readonly<Record<string, number>>
  let street: Readonly<Record<string, number>>
  let nanguan: Community | undefined
  let menlou: string | undefined
  const organisation = async (name: string) =>
    (
      (await world.as('head', 'organisation.listOrganisations', { kind: 'street' })) as {
        organisations: { id: string; zh: string; area: number }[]
      }
    ).organisations.find(({ zh }) => zh === name)

  beforeAll(async () => {
    await world.as('security', 'account.createAccount', {
      login: 'menlou',
      name: '门楼经办',
      password: 'Geese-fly-1000-li',
      grants: [{ role: 'street-officer', orgZh: '门楼街道', orgEn: 'Menlou', division: 370611007 }],
    })
    before = await labelled(NANGUAN)
    street = await labelled(STREET)
    nanguan = await withCode(NANGUAN)
    menlou = (await organisation('门楼街道'))?.id
    await load(NEWER)
  })

  it('takes every label along, in sealed tables too, and leaves none behind', async () => {
    expect(before).toMatchObject({
      'evaluation.star_entry.area': expect.any(Number),
      'evaluation.star_publication.area': 1,
      'control.role_grant.area_lo': 1,
    })
    expect(await labelled(NANGUAN)).toEqual({})
    expect(await labelled(370611001901)).toEqual(before)
    expect(street).toMatchObject({ 'registry.organisation.area': 1, 'control.role_grant.area_lo': 1 })
    expect(await labelled(STREET)).toEqual({})
    expect(await labelled(370611009000)).toEqual(street)
  })

  it('keeps the ids of what moved, and the results as they were', async () => {
    expect(await withCode(370611001901)).toMatchObject({ id: nanguan?.id, name: nanguan?.name })
    expect(await organisation('门楼街道')).toMatchObject({ id: menlou, area: 370611009000 })
    const { communities: all, identical } = (await world.as('head', 'star.recompute', {
      period: world.world.period,
    })) as {
      communities: number
      identical: number
    }
    expect(identical).toBe(all)
    expect((await world.as('nanguan', 'star.listOwnResults')) as object).toMatchObject({
      results: [{ community: nanguan?.id }],
    })
    expect(await communities({}, 'menlou')).toHaveLength(4)
    const [roster] = await asOwner<{ code: string }>(
      `select code from evaluation.roster where community = '${nanguan?.id}'`,
    )
    expect(Number(roster?.code)).toBe(NANGUAN)
  })

  it('says where each comes from; who ended keeps the own results', async () => {
    const moved = await lineage(nanguan?.id)
    expect(moved.before).toMatchObject([{ kind: 'move', code: NANGUAN, on: '2027-01-01' }])
    const merged = await lineage((await withCode(370611001910))?.id)
    expect(merged.before.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'merge 东北关居委会',
      'merge 西北关社区居委会',
    ])
    const split = await lineage((await withCode(370611001911))?.id)
    expect(split.before).toMatchObject([{ kind: 'split', code: 370611001006 }])
    const [gone] = await communities({ state: 'past', search: '370611001006' })
    expect((await lineage(gone?.id)).after.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'split 370611001911',
      'split 370611001912',
    ])
    expect(await withCode(370611001007)).toBeUndefined()
    const ended = await asOwner(`select 1 from evaluation.star_publication where area = 370611001004`)
    expect(ended).toHaveLength(1)
  })
})

describe('a wrong decision', () => {
  it('is taken back: what moved is two again', async () => {
    const here = await withCode(370611001901)
    const [move] = (await lineage(here?.id)).before
    await undo(move?.id)
    const other = await withCode(370611001901)
    expect(other).toMatchObject({ name: here?.name })
    expect(other?.id).not.toBe(here?.id)
    expect((await lineage(other?.id)).before).toEqual([])
    expect(await labelled(NANGUAN)).toMatchObject({
      'evaluation.star_publication.area': 1,
      'registry.community.area': 1,
    })
    expect(await world.as('nanguan', 'star.listOwnResults')).toMatchObject({ results: [{ community: here?.id }] })
    await expect(undo(move?.id)).rejects.toMatchObject({ code: 'registry.succession-undone' })
  })

  it('of a merge loses its link, until something is recorded of the successor', async () => {
    const north = await withCode(370611001910)
    const [first, second] = (await lineage(north?.id)).before
    await undo(first?.id)
    expect((await lineage(north?.id)).before).toHaveLength(1)
    await world.as('head', 'people.addPerson', { name: '林新来', community: north?.id })
    await expect(undo(second?.id)).rejects.toMatchObject({ code: 'registry.succession-used' })
    expect((await lineage(north?.id)).before).toHaveLength(1)
  })

  it('that nobody made is not found', async () => {
    await expect(undo('01890000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'registry.unknown-succession',
    })
  })
})

it('five hundred communities get new codes at once', async () => {
  const added = Array.from(
    { length: 500 },
    (_, index) => `370611002${400 + index},新村${index}社区,community,370611002`,
  )
  const bigger = `${NEWER.trim()}\n${added.join('\n')}\n`
  await load(bigger, { validFrom: '2028-01-01', decisions: [] })
  const ids = new Map((await all()).map(({ id, name }) => [name, id]))
  const street = '370611010,新城街道,street,370611\n'
  const moved = bigger.replaceAll(/^370611002([4-8]\d\d,新村.*),370611002$/gm, '370611010$1,370611010') + street
  const decisions = added.map((_, index) => ({ from: 370611002400 + index, to: [370611010400 + index] }))
  const { undecided } = await load(moved, { apply: false, validFrom: '2029-01-01', decisions: [] })
  expect(undecided.map(({ code, suggested }) => ({ from: code, to: suggested }))).toEqual(decisions)
  await load(moved, { validFrom: '2029-01-01', decisions })
  const after = (await all()).filter(({ street: code }) => code === 370611010)
  expect(after).toHaveLength(500)
  expect(after.every(({ id, name, streetName }) => ids.get(name) === id && streetName === '新城街道')).toBe(true)

  async function all(): Promise<Community[]> {
    const found: Community[] = []
    let next: object | null = {}
    while (next) {
      const input = { limit: 200, ...('id' in next ? { after: next } : {}) }
      const page = (await world.as('head', 'community.listCommunities', input)) as {
        communities: Community[]
        next: object | null
      }
      found.push(...page.communities)
      next = page.next
    }
    return found
  }
})

describe('labels', () => {
  const run = (accessClass: AccessClass, statement: string) =>
    world.services.database.tx(districtScope(accessClass, 370611), (tx) => tx.run(statement))

  it('are changed by class jobs alone, and by it nothing else of what is sealed', async () => {
    for (const accessClass of ['staff', 'rater', 'filing', 'admin', 'self', 'reviewer', 'auth'] as const) {
      const attempt = run(accessClass, 'update evaluation.star_entry set area = 370611001001')
      await expect(attempt, accessClass).rejects.toThrow(/permission denied/)
    }
    await expect(run('jobs', 'update evaluation.star_entry set points = 0')).rejects.toThrow(/permission denied/)
    const own = run('jobs', 'update evaluation.star_entry set area = area where area > 0 returning 1')
    expect((await own).length).toBeGreaterThan(0)
  })

  it('of every table can follow a community', async () => {
    const columns = await asOwner<{ name: string; may: boolean }>(
      `select c.oid::regclass || '.' || a.attname as name,
              has_column_privilege('yz_jobs', c.oid, a.attname, 'select') and has_column_privilege('yz_jobs', c.oid, a.attname, 'update')
              and (not c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
                   and (p.polroles = '{0}' or 'yz_jobs'::regrole = any(p.polroles)))) as may
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relkind in ('r', 'p') and a.attname in ('area', 'area_lo', 'area_hi')`,
    )
    expect(columns.length).toBeGreaterThan(20)
    expect(columns.filter(({ may }) => !may)).toEqual([])
  })
})
