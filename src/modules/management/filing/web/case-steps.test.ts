import { describe, expect, it } from 'vitest'
import type { FilingAct } from '../contract.ts'
import { stepsOf } from './case-steps.ts'

const act = (event: string, from: FilingAct['from'], to: FilingAct['to'], on: string): FilingAct => ({
  event,
  from,
  to,
  on,
  reason: null,
  document: null,
  details: {},
  by: '王芳',
})
const MOTION = act('propose', null, 'motion', '2026-11-02')
const REVIEW = act('accept', 'motion', 'review', '2026-11-04')
const due = { date: '2026-11-30', days: 2 }
const steps = (state: FilingAct['to'], acts: readonly FilingAct[], stopped?: string) =>
  stepsOf({ state, acts, due, stopped }, ({ zh }) => zh)

describe('the bar of a case', () => {
  it('tells a case that has ended from one that is stopped', () => {
    const ended = steps('rejected', [MOTION, REVIEW, act('reject', 'review', 'rejected', '2026-11-20')])
    expect(ended.map(({ state }) => state)).toEqual(['done', 'ended', 'next', 'next', 'next', 'next'])
    expect(ended[1]?.note).toBe('不予通过')
    const stopped = steps('review', [MOTION, REVIEW], '纪检叫停')
    expect(stopped[1]).toMatchObject({ state: 'stopped', note: '纪检叫停' })
    expect(steps('review', [MOTION, REVIEW])[1]).toMatchObject({ state: 'current', ...due })
  })

  it('says of each step behind the case when it was left', () => {
    expect(steps('review', [MOTION, REVIEW])[0]).toMatchObject({ state: 'done', date: '2026-11-04' })
  })

  it('of a case that is filed only has one step', () => {
    const filed = [act('propose', null, 'filing', '2026-11-02'), act('file', 'filing', 'filed', '2026-11-03')]
    expect(steps('filed', filed)).toMatchObject([{ key: 'filing', state: 'done', date: '2026-11-03' }])
  })
})
