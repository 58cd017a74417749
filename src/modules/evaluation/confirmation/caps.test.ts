import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { closePeriod, fillSheet, submitSheet } from '../../../demo/build.ts'
import { departmentLogin } from '../../../demo/cast.ts'
import { signsIn } from '../../../../test/support/pdf.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getOverview } from '../scoring/contract.ts'
import { capWords } from './cap-words.ts'
import type { listCandidates } from './contract.ts'

// A street that decides on a star reads why the rules give no more: which red line, and by which document.

const STREET = 370611001
const PAPER = { documentNumber: '福纪〔2026〕41号', documentTitle: '关于有关问题的处理决定' }

let world: Prepared
beforeAll(async () => {
  world = await prepare('open')
  const found = { reason: '侵占集体资金，造成严重影响', heardOn: '2026-11-20', statement: '对事实无异议，已退赔' }
  const input = { period: PERIOD, community: world.world.community, ...found, ...PAPER }
  const { id } = (await world.as('discipline', 'merits.enterCase', input)) as { id: string }
  await world.as('head', 'merits.reviewCase', { id, verdict: 'confirmed', reason: null })
  const { sheets } = (await world.as('officer', 'scoring.getOverview', { period: PERIOD })) as OutputOf<
    typeof getOverview
  >
  for (const { department } of sheets.filter(({ state }) => state !== 'submitted')) {
    await fillSheet(world, departmentLogin(department), PERIOD, department)
    await submitSheet(world, departmentLogin(department), PERIOD, department)
  }
  await closePeriod(world, PERIOD)
})
afterAll(() => world.close())

it('the sheet names the rule that capped a star and the document behind it, and nothing where nothing did', async () => {
  const { candidates, titles } = (await world.as('qingyang', 'confirmation.listCandidates', {
    period: PERIOD,
    street: STREET,
  })) as OutputOf<typeof listCandidates>
  const capped = candidates.filter(({ caps }) => caps.length > 0)
  expect(capped.map(({ community }) => community)).toEqual([world.world.community])
  const [row] = capped
  expect(row?.given).toBe('star-2')
  expect(row?.caps).toEqual([
    {
      rule: 'star.serious-case',
      at: 'star-2',
      by: ['star.serious-cases'],
      documents: ['福纪〔2026〕41号 关于有关问题的处理决定'],
    },
  ])
  const [cap] = row?.caps ?? []
  expect(cap && capWords(cap, titles).zh).toBe(
    '最高二星：周期内已确认的严重情形（福纪〔2026〕41号 关于有关问题的处理决定），按规则“星级（有已确认严重情形的封顶）”',
  )
})

it('the printed sheet says it too', async () => {
  const { bytes } = (await world.as('qingyang', 'confirmation.printProposals', { period: PERIOD })) as { bytes: Buffer }
  for (const sign of '最高二星周期内已确认的严重情形福纪处理决定封顶') expect(signsIn(bytes)).toContain(sign)
})
