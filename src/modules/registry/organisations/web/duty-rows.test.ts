import { expect, test } from 'vitest'
import { changesOf, fateOf, openDuties, type Organisation, rowsOf, spansOf, wrongRows } from './duty-rows.ts'
import type { PackDuty } from './pack.ts'

const duty = (code: string, zh: string): PackDuty => ({
  code,
  zh,
  en: `${code} bureau`,
  list: { zh: '', en: '' },
  about: [],
})
const DUTIES = [duty('SR-01', '区纪委监委'), duty('SR-04', '区民政局'), duty('JR-10', '区民政局')]
const CIVIL: Organisation = {
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'department',
  zh: '民政和社会事业局',
  en: 'Civil affairs',
  area: 370611,
  version: 1,
  duties: ['SR-04'],
}

test('a duty is proposed for its holder, else for the department that the pack names', () => {
  const rows = rowsOf(DUTIES, [CIVIL])
  expect(rows.map(({ zh }) => zh)).toEqual(['区纪委监委', '区民政局', '民政和社会事业局'])
  expect(rows.map(fateOf)).toEqual(['given', 'given', 'kept'])
  expect(openDuties(DUTIES, [CIVIL]).map(({ code }) => code)).toEqual(['SR-01', 'JR-10'])
})

test('only what changes is sent; an emptied name leaves a duty out', () => {
  const [first, third, second] = rowsOf(DUTIES, [CIVIL])
  if (!first || !second || !third) throw new Error('three rows')
  const rows = [{ ...first, zh: ' ' }, { ...second, zh: ' 区民政局 ', en: 'Bureau' }, third]
  expect(rows.map(fateOf)).toEqual(['left', 'moved', 'given'])
  expect(changesOf(rows)).toEqual([
    { code: 'SR-04', zh: '区民政局', en: 'Bureau' },
    { code: 'JR-10', zh: '区民政局', en: 'JR-10 bureau' },
  ])
})

test('a name of one letter, or none in English, is found before it is sent', () => {
  const [first, third, second] = rowsOf(DUTIES, [CIVIL])
  if (!first || !second || !third) throw new Error('three rows')
  const rows = [
    { ...first, zh: '局' },
    { ...second, en: '' },
    { ...third, en: '' },
  ]
  // The second one stays with its holder, whose name is known.
  expect(wrongRows(rows).map(({ duty: { code } }) => code)).toEqual(['SR-01', 'JR-10'])
})

test('codes that follow each other are a span', () => {
  expect(spansOf(['SR-01', 'SR-03', 'SR-04', 'SR-05', 'JR-09', 'JR-10'])).toEqual([
    'SR-01',
    'SR-03–SR-05',
    'JR-09–JR-10',
  ])
  expect(spansOf([])).toEqual([])
})
