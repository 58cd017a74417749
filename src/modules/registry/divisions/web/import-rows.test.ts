import { expect, test } from 'vitest'
import type { ImportReport, NamedDivision } from '../contract.ts'
import { changesOf, suggestedFor } from './import-rows.ts'

const named = (code: number, name: string): NamedDivision => ({ code, name, level: 'community', parent: 1 })
const ENDED = [named(1001, '南关社区'), named(1002, '东北关'), named(1003, '西北关'), named(1004, '宋家疃')]
const BEGUN = [named(1101, '南关社区'), named(1102, '北关社区'), named(1103, '宋家疃东'), named(1104, '宋家疃西')]
const REPORT: ImportReport = {
  rows: 4,
  divisionsAdded: 4,
  divisionsUnchanged: 0,
  communitiesAdded: 4,
  streetsAdded: 0,
  added: BEGUN,
  renamed: [],
  absent: ENDED,
  divisionsEnded: 4,
  undecided: ENDED.map((one, index) => ({ ...one, suggested: index === 0 ? [1101] : [] })),
  successors: BEGUN,
  applied: false,
}

function sidesOf(decisions: ReturnType<typeof suggestedFor>, report = REPORT) {
  const codes = (side: readonly NamedDivision[]) => side.map(({ code }) => code).join('+')
  return Object.fromEntries(
    Object.entries(changesOf(report, decisions)).map(([key, lines]) => [
      key,
      lines.map(({ before, after }) => `${codes(before)}>${codes(after)}`),
    ]),
  )
}

test('what ends and begins is told apart by what was decided', () => {
  expect(sidesOf(suggestedFor(REPORT))).toMatchObject({
    moved: ['1001>1101'],
    ended: ['1002>', '1003>', '1004>'],
    added: ['>1102', '>1103', '>1104'],
  })
  const decided = [
    { from: 1001, to: [1101] },
    { from: 1002, to: [1102] },
    { from: 1003, to: [1102] },
    { from: 1004, to: [1103, 1104] },
  ]
  expect(sidesOf(decided)).toEqual({
    added: [],
    ended: [],
    renamed: [],
    moved: ['1001>1101'],
    merged: ['1002+1003>1102'],
    split: ['1004>1103+1104'],
    absent: [],
  })
})

test('what is not in the file stays where nobody asked for its end', () => {
  expect(sidesOf([], { ...REPORT, divisionsEnded: 0 })).toMatchObject({
    ended: [],
    absent: ['1001>', '1002>', '1003>', '1004>'],
  })
})
