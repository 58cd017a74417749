import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { rational, toText } from '#kernel/policy/rational.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { differs, recomputationLines } from '../../../cli/recompute.ts'
import { recomputeDistricts } from '../../../cli/recomputation.ts'
import {
  announcePeriod,
  closePeriod,
  confirmPeriod,
  fillSheet,
  proposePeriod,
  submitSheet,
} from '../../../demo/build.ts'
import { departmentLogin } from '../../../demo/cast.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { explainResult } from './contract.ts'

// What counts beside the sheets, from entry to the published explanation; then what recomputing finds when it is changed.

const PAPER = { documentNumber: '福组〔2026〕9号', documentTitle: '关于表彰的决定' }
const SHIFTS = { 'star.livelihood': '2', 'star.risk': '-2' }

let world: Prepared
let [community, other] = ['', '']
beforeAll(async () => {
  world = await prepare('open')
  const { community: own = '', otherCommunity = '', seriousCase } = world.world
  ;[community, other] = [own, otherCommunity]
  const rules = { shifts: SHIFTS, items: [{ title: '现场观摩', points: '1.5' }] }
  const method = await enter('qingyang', 'enterMethod', { title: '清洋街道办法', rules })
  await world.as('head', 'merits.reviewMerit', { id: method, verdict: 'confirmed', reason: null })
  await enter('qingyang', 'awardPoints', { method, item: 0, communities: [own], points: '1', reason: '观摩第一' })
  // One honour by two routes, of which the higher counts.
  for (const [login, title, level] of [
    ['qingyang', '文明社区', 'city'],
    ['officer', '“文明 社区”', 'province'],
  ] as const) {
    const given = { community: own, title, level, issuer: '省文明委', awardedOn: '2026-08-01' }
    const id = await enter(login, 'enterHonour', given)
    await world.as('head', 'merits.reviewMerit', { id, verdict: 'confirmed', reason: null })
  }
  await world.as('head', 'merits.reviewCase', { id: seriousCase, verdict: 'confirmed', reason: null })
  for (const department of ['SR-01', 'SR-03']) await fillSheet(world, departmentLogin(department), PERIOD, department)
  for (const department of ['SR-01', 'SR-02', 'SR-03']) {
    await submitSheet(world, departmentLogin(department), PERIOD, department)
  }
  await closePeriod(world, PERIOD)
})
afterAll(() => world.close())

const enter = async (login: string, act: string, input: object) =>
  ((await world.as(login, `merits.${act}`, { period: PERIOD, ...PAPER, ...input })) as { id: string }).id
const explain = async (login: string, of: string) =>
  (await world.as(login, 'star.explainResult', { period: PERIOD, community: of })) as OutputOf<typeof explainResult>

const nodesOf = (node: ExplainedView): ExplainedView[] => [node, ...node.parts.flatMap(nodesOf)]
const nodeOf = (tree: ExplainedView, code: string) => nodesOf(tree).find((node) => node.code === code)

/** As somebody who can do everything to the database; no key holds. */
async function asSuperuser(statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await client.connect()
  try {
    await client.query(['set session_replication_role = replica', ...statements].join(';'))
  } finally {
    await client.end()
  }
}

/** What the command prints of all districts and closed half-years; it ends with 4 when one differs. */
async function recomputed(): Promise<readonly string[]> {
  const found = await recomputeDistricts(world.services, undefined, { update() {} })
  const lines = recomputationLines(found, 'en')
  expect(found.some(differs)).toBe(lines.length > found.length)
  return lines
}
const SAME = expect.stringMatching(/^370611 2026H2: identical 76 of 76 /)

describe('a closed half-year', () => {
  it('counts honour, award and shifts of the street, each with its document and who confirmed it', async () => {
    const { tree, merits, recomputed: check, grade, titles } = await explain('qingyang', community)
    expect(check).toBe('identical')
    expect(nodeOf(tree, 'star.all-bonus')?.display).toBe('3.00')
    expect(titles['star.all-bonus']?.zh).toBe('荣誉加分和街道自设加分')
    const weights = Object.keys(SHIFTS).map((code) => nodeOf(tree, code)?.weight)
    expect(weights).toEqual([toText(rational('16/15')), toText(rational('9/10'))])
    // A case caps at two stars and takes no points.
    expect(grade).toBe('star-2')
    expect(merits).toMatchObject({
      'star.honours': [{ level: 'province', points: '2', ...PAPER, enteredBy: '王海宁', confirmedBy: '陈明远' }],
      'star.serious-cases': [{ statement: '社区承认公开内容与账目不符，已更正', confirmedBy: '陈明远' }],
      'star.street-bonus': [
        { kind: 'street-method', shifts: SHIFTS, confirmedBy: '陈明远', confirmedOn: '2026-11-23' },
        { kind: 'street-award', points: '1', title: '观摩第一', confirmedBy: null },
      ],
    })
    const elsewhere = await explain('head', other)
    expect(nodeOf(elsewhere.tree, 'star.street-bonus')).toBeUndefined()
    expect(nodeOf(elsewhere.tree, 'star.livelihood')?.weight).toBeNull()
  })

  it('recomputes to what is stored, in every district', async () => {
    expect(await recomputed()).toEqual([SAME])
  })
})

describe('once published', () => {
  beforeAll(async () => {
    await proposePeriod(world, PERIOD)
    const today = world.clock.today()
    // Early enough for the notice to be over.
    world.clock.set('2026-11-12')
    await announcePeriod(world, PERIOD)
    world.clock.set(today)
    await confirmPeriod(world, PERIOD)
  })

  it('the secretary reads the same entries and no name', async () => {
    const [own, staff] = [await explain('nanguan', community), await explain('qingyang', community)]
    expect(Object.keys(own.merits)).toEqual(Object.keys(staff.merits))
    const leaves = Object.values(own.merits).flat()
    expect(leaves.map(({ documentNumber }) => documentNumber)).not.toContain('')
    expect(leaves.flatMap(({ enteredBy, confirmedBy }) => [enteredBy, confirmedBy]).filter(Boolean)).toEqual([])
    expect(staff.merits['star.honours']).toMatchObject([{ confirmedBy: '陈明远' }])
    expect(staff.recomputed).toBe('identical')
  })

  const TABLES = ['merit', 'merit_decision', 'star_result', 'star_round']
  const keep = TABLES.map((name) => `create table public.kept_${name} as table evaluation.${name}`)
  const putBack = TABLES.flatMap((name) => [
    `delete from evaluation.${name}`,
    `insert into evaluation.${name} table public.kept_${name}`,
  ])
  const merit = (kind: string, set: string) => `update evaluation.merit set ${set} where kind = '${kind}'`
  const result = (set: string) => `update evaluation.star_result set ${set} where community = '${community}'`
  const method = (from: string, to: string) =>
    merit('street-method', `method_rules = replace(method_rules::text, '${from}', '${to}')::jsonb`)

  it('recomputing names whatever was changed since', async () => {
    await asSuperuser(keep)
    const cases: readonly (readonly [string, RegExp])[] = [
      [result(`total = '1'`), /南关社区, total, star or parts: stored 1 star-2, computed \d+\/\d+ star-2$/m],
      [result(`digest = sha256('')`), /南关社区, what it was computed from: stored/],
      [`delete from evaluation.star_result where community = '${community}'`, /南关社区.*: stored —, computed \d/],
      [merit('honour', `level = 'city'`), /identical 75 of 76.*\n.*南关社区, total, star or parts/],
      [merit('honour', `document_number = 'x'`), /identical 75 of 76.*\n.*南关社区, what was published/],
      [
        `update evaluation.merit_decision set act = 'declined', reason = 'x'
         where merit in (select id from evaluation.merit where kind = 'serious-case')`,
        /identical 75 of 76.*\n.*南关社区, total, star or parts: stored .* star-2, computed .* star-[345]$/m,
      ],
      [method('"2"', '"1"'), /total, star or parts/],
      [method('1.5', '1.2'), /南关社区, what it was computed from/],
      [
        `update evaluation.star_round set mechanisms = array_replace(mechanisms, 'sum@1', 'sum@0')`,
        /identical 76 of 76.*\n {2}computed by sum@0, this house has sum@1$/,
      ],
    ]
    for (const [change, found] of cases) {
      await asSuperuser([change])
      expect((await recomputed()).join('\n'), change).toMatch(found)
      await asSuperuser(putBack)
    }
    expect(await recomputed()).toEqual([SAME])
  })
})
