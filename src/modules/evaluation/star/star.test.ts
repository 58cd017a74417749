import { Client } from 'pg'
import { afterEach, describe, expect, inject, it } from 'vitest'
import type { ExplainedView } from '#kernel/policy/view.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { announcePeriod, closePeriod, confirmPeriod, cycleOf, fillSheet, submitSheet } from '../../../demo/build.ts'
import { departmentLogin } from '../../../demo/cast.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { explainResult, listResults, recompute } from './contract.ts'
import { totalOnClosing } from './jobs.ts'

// From submitted sheets to published stars, on the 76 communities.

const DISTRICT = 370611
const JOB = { district: DISTRICT, account: null, payload: { period: PERIOD } }

let world: Prepared
afterEach(() => world.close())

const results = async () =>
  (await world.as('officer', 'star.listResults', { period: PERIOD, limit: 500 })) as OutputOf<typeof listResults>
const recomputation = async () =>
  (await world.as('officer', 'star.recompute', { period: PERIOD })) as OutputOf<typeof recompute>
const cycle = () => cycleOf(world, PERIOD)

async function asSuperuser(text: string, values: readonly unknown[] = []): Promise<readonly unknown[][]> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await client.connect()
  try {
    return (await client.query({ text, values: [...values], rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const reopen = async () =>
  world.as('officer', 'cycle.reopenCycle', { period: PERIOD, version: (await cycle())?.version, reason: '补充赋分表' })

async function fillAndSubmit(departments: readonly string[]): Promise<void> {
  for (const department of departments) {
    await fillSheet(world, departmentLogin(department), PERIOD, department)
    await submitSheet(world, departmentLogin(department), PERIOD, department)
  }
}

describe('totals', () => {
  it('name the departments that had not answered, and count nothing of theirs', async () => {
    world = await prepare('open')
    await closePeriod(world, PERIOD)
    const { results: before } = await results()
    expect(before).toHaveLength(76)
    for (const { silent } of before) expect(silent).toEqual(['SR-01', 'SR-02', 'SR-03'])

    await reopen()
    await fillAndSubmit(['SR-01'])
    await closePeriod(world, PERIOD)
    const { results: after } = await results()
    for (const { silent } of after) expect(silent).toEqual(['SR-02', 'SR-03'])
    expect(after).not.toEqual(before)
  })

  it('scale a silent department within its dimension, and are missing when nobody of a dimension answered', async () => {
    world = await prepare('open')
    await closePeriod(world, PERIOD)
    for (const { total } of (await results()).results) expect(total).toBeNull()

    await reopen()
    await fillAndSubmit(['SR-01', 'SR-03'])
    await closePeriod(world, PERIOD)
    const { results: some } = await results()
    // SR-02 is silent and can give 10 of 100 points: counted as zero, nobody could pass 90.
    expect(Math.max(...some.map(({ total }) => Number(total)))).toBeGreaterThan(90)
    expect(some.every(({ silent }) => silent.join() === 'SR-02')).toBe(true)
  })

  it('are the same in whatever order the sheets come', async () => {
    const digests: unknown[] = []
    for (const order of [
      ['SR-01', 'SR-02', 'SR-03'],
      ['SR-03', 'SR-01', 'SR-02'],
    ]) {
      world = await prepare('open')
      for (const department of order) {
        if (department !== 'SR-02') await fillSheet(world, departmentLogin(department), PERIOD, department)
        await submitSheet(world, departmentLogin(department), PERIOD, department)
      }
      await closePeriod(world, PERIOD)
      digests.push(
        await asSuperuser(
          `select r.code, s.total, encode(s.digest, 'hex') from evaluation.star_result s
           join evaluation.roster r using (district, period, community) order by r.code`,
        ),
      )
      if (digests.length === 1) await world.close()
    }
    // The pack's id differs between two districts; its content, and so its digest, does not.
    expect(digests[0]).toHaveLength(76)
    expect(digests[1]).toEqual(digests[0])
  })

  it('count the sheet that was signed last, and keep the one that was sent back', async () => {
    world = await prepare('open')
    await fillAndSubmit(['SR-01', 'SR-03'])
    await closePeriod(world, PERIOD)
    const entries = `select version, count(*)::int from evaluation.star_entry where department = 'SR-03' group by version
                     order by version`
    const [[first, many], [second]] = (await asSuperuser(entries)) as [[number, number], [number]]
    expect([first, second]).toEqual([1, 2])
    expect(many).toBeGreaterThan(75)
    // Points that only the sent-back version has, in place of those signed last, would change what comes out.
    expect((await recomputation()).identical).toBe(76)
    await asSuperuser(`update evaluation.star_entry set points = 0 where department = 'SR-03' and version = 1`)
    expect((await recomputation()).identical).toBe(76)
    await asSuperuser(`update evaluation.star_entry set points = 0 where department = 'SR-03' and version = 2`)
    expect((await recomputation()).identical).toBeLessThan(76)
  })

  it('are made once, however often the job comes, and a district that closes nothing beside it changes nothing', async () => {
    world = await prepare('closed')
    const record = `select (select count(*)::int from evaluation.star_result),
      (select count(*)::int from kernel.audit_row where action = 'job.totalStars'), (select round from evaluation.cycle)`
    const [once] = await asSuperuser(record)
    await totalOnClosing.run(world.services, [JOB])
    await totalOnClosing.run(world.services, [JOB, { ...JOB, district: 370602 }])
    expect(await asSuperuser(record)).toEqual([once])
    expect(once).toEqual([76, 1, 1])

    await reopen()
    await world.as('officer', 'cycle.closeCycle', { period: PERIOD, version: (await cycle())?.version })
    await totalOnClosing.run(world.services, [{ ...JOB, district: 370602 }, JOB])
    expect(await asSuperuser(record)).toEqual([[152, 2, 2]])
  })
})

describe('publishing', () => {
  it.each([
    { stage: 'announcing', given: 'proposed', play: announcePeriod, code: 'confirmation.not-reproduced' },
    { stage: 'confirming', given: 'announced', play: confirmPeriod, code: 'star.not-reproduced' },
  ] as const)('stops $stage at one result that the sheets do not give', async ({ given, play, code }) => {
    world = await prepare(given)
    const { state } = (await cycle()) ?? {}
    await asSuperuser(`update evaluation.star_result set grade = 'star-5', total = '95' where community = $1`, [
      world.world.community,
    ])
    const { different, identical } = await recomputation()
    expect(identical).toBe(75)
    expect(different).toMatchObject([{ community: world.world.community, stored: '95 star-5' }])
    await expect(play(world, PERIOD)).rejects.toMatchObject({ code, facts: { community: different[0]?.name } })
    expect(await asSuperuser('select count(*)::int from evaluation.star_publication')).toEqual([[0]])
    expect((await cycle())?.state).toBe(state)
  })

  it('shows the public community and star, and nothing else', async () => {
    world = await prepare('published')
    const [[body]] = (await asSuperuser(`select body from kernel.public_notice where kind = 'star'`)) as [
      [{ rows: Record<string, string>[] }],
    ]
    expect(body.rows).toHaveLength(76)
    for (const row of body.rows) expect(Object.keys(row).sort()).toEqual(['community', 'grade', 'street'])
  })
})

describe('an explanation', () => {
  type Answer = OutputOf<typeof explainResult>
  const explain = async (login: string, community: string) =>
    (await world.as(login, 'star.explainResult', { period: PERIOD, community })) as Answer

  const nodesOf = (node: ExplainedView): ExplainedView[] => [node, ...node.parts.flatMap(nodesOf)]

  it('reaches from the total to each single entry, with reason and document', async () => {
    world = await prepare('published')
    const { results: all } = await results()
    for (const { community, total } of all) {
      const answer = await explain('officer', community)
      expect(answer.recomputed).toBe('identical')
      expect(answer.total).toBe(total)
      const codes = new Set(nodesOf(answer.tree).map(({ code }) => code))
      expect(Object.keys(answer.leaves)).toHaveLength(22)
      for (const [indicator, leaf] of Object.entries(answer.leaves)) {
        expect(codes).toContain(indicator)
        const title = answer.titles[indicator]
        expect(title?.zh && title.en && leaf.name.zh && leaf.name.en).toBeTruthy()
        // Full marks carry neither, a deduction both.
        expect(leaf.reason === null).toBe(leaf.document === null)
      }
      expect(Object.values(answer.leaves).some(({ reason }) => reason !== null)).toBe(Number(total) < 100)
    }
  })

  it('is stored with the publication: what changes later does not change it', async () => {
    world = await prepare('published')
    const community = world.world.community ?? ''
    const before = await explain('officer', community)
    await asSuperuser('update evaluation.star_entry set points = 0 where community = $1', [community])
    const after = await explain('officer', community)
    expect(after).toEqual({ ...before, recomputed: 'different' })
  })
})
