import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsOf } from '#kernel/policy/graph.ts'
import { toText } from '#kernel/policy/rational.ts'
import { type LoadedPack, readPack } from './queries.ts'
import { countOf, itemsOf, limitOf, listedFacts, titlesOf } from './rules.ts'

const { pack, rules } = readPack(readFileSync(`${import.meta.dirname}/../../../../policies/fushan.yaml`)) as LoadedPack

test('the facts of the star are the indicators of the list, with their points', () => {
  const facts = listedFacts(pack.lists, 'star')
  expect(facts).toHaveLength(22)
  expect(facts[0]).toEqual({
    code: 'SR-01a',
    title: { zh: '党风廉政责任和“三资”监管', en: 'Integrity duties and oversight of collective assets' },
    max: '6',
  })
  const grade = rules.get('star')?.get('star.grade')
  const asked = grade ? factsOf(grade).map(({ code }) => code) : []
  const beside = ['star.honours', 'star.serious-cases', 'star.residents-latest']
  expect(asked.toSorted()).toEqual([...facts.map(({ code }) => code), ...beside].toSorted())
})

function maxOf(group: string, code: string): string | undefined {
  const max = rules.get(group)?.get(code)?.max
  return max && toText(max)
}

test('maxima come from the lists alone', () => {
  expect(maxOf('star', 'SR-01')).toBe('12/1')
  expect(maxOf('star', 'star.safety')).toBe('20/1')
  expect(maxOf('sheet', 'sheet.total')).toBe('100/1')
  expect(maxOf('star', 'star.sum')).toBe('105/1')
  expect(maxOf('star', 'star.grade')).toBe('100/1')
  expect(maxOf('residents', 'FW-2')).toBe('100/1')
  expect(maxOf('appraisal', 'appraisal.grade')).toBe('100/1')
  expect(maxOf('classification', 'classification.type')).toBe('100/1')
  expect(listedFacts(pack.lists, 'report')[0]).toMatchObject({ code: 'RG-1.sheets', max: '100' })
})

test('ballots are counts by item and option; the points of an option are a constant of the pack', () => {
  const facts = listedFacts(pack.lists, 'residents')
  expect(facts.filter(({ value }) => value !== undefined).map(({ code, value }) => [code, value])).toEqual([
    ['RO-1', '100'],
    ['RO-2', '80'],
    ['RO-3', '60'],
    ['RO-4', '0'],
  ])
  expect(facts.filter(({ code }) => code.startsWith('RQ-'))).toHaveLength(11 * 5)
  expect(facts.some(({ code }) => code.startsWith('RQ-C'))).toBe(false)
})

test('every rule, fact, item and grade has a title in both languages', () => {
  const titles = titlesOf(pack)
  const graph = [...rules.values()].flatMap((group) => [...group.values()])
  const codes = [...graph, ...graph.flatMap(factsOf)].map(({ code }) => code)
  for (const code of [...codes, ...itemsOf(pack.lists).map(({ item }) => item.code), ...Object.keys(pack.limits)]) {
    expect(titles.get(code), code).toMatchObject({ zh: expect.stringMatching(/./), en: expect.stringMatching(/./) })
  }
  expect(titles.get('SR-01')).toEqual({
    zh: '区纪委监委',
    en: 'District Commission for Discipline Inspection and Supervision',
  })
  expect(titles.get('star-5')?.zh).toBe('五星')
  expect(titles.get('nobody')).toBeUndefined()
})

test('limits are exact', () => {
  expect(toText(limitOf(pack, 'decision.quorum'))).toBe('2/3')
  expect(toText(limitOf(pack, 'ballot.ordinary-share'))).toBe('7/10')
  expect(countOf(pack, 'notice.days')).toBe(5)
  expect(() => countOf(pack, 'decision.quorum')).toThrow(RangeError)
  expect(() => limitOf(pack, 'nobody')).toThrow(RangeError)
})
