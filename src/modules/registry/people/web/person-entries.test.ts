import { describe, expect, it } from 'vitest'
import { NO_FIELDS } from '../columns.ts'
import { entriesOf, readEntries } from './person-entries.ts'
import { ageOf, dotted, readDate } from './person-values.ts'

const TODAY = '2026-11-23'
const before = { ...NO_FIELDS, sex: '2', birth: '1980-03-09', grade: '二级' } as const
const read = (typed: object) => readEntries({ ...entriesOf(before), ...typed }, before, TODAY, 'zh')

describe('what is typed', () => {
  it('untouched changes nothing, not even the numbers that the form does not show', () => {
    expect(read({})).toEqual({ changes: {}, problems: [] })
  })

  it('becomes changes in the record’s own spelling; emptied is not known', () => {
    expect(read({ birth: '１９８０.04', grade: ' ', phone: '13800000009', partyJoined: '2001-07' })).toEqual({
      changes: { birth: '1980-04', grade: null, phone: '13800000009', partyJoined: '2001-07' },
      problems: [],
    })
  })

  it.each([
    [{ birth: '1980.3' }, 'person-birth', '1985.06'],
    [{ birth: '1980.02.30' }, 'person-birth', '1985.06'],
    [{ workStarted: '1979.12' }, 'person-workStarted', '参加工作时间早于出生年月'],
    [{ workStarted: '2026.12' }, 'person-workStarted', '在今天之后'],
    [{ idNumber: '370611850101101' }, 'person-idNumber', '15 位'],
    [{ idNumber: '370611198501011018' }, 'person-birth', '与身份证号不一致'],
    [{ phone: '1234' }, 'person-phone', '联系电话不正确'],
  ])('%j is wrong at its field', (typed, field, words) => {
    expect(read(typed).problems).toContainEqual({ field, sentence: expect.stringContaining(words) })
  })
})

it('dates have points in forms, and ages go by months', () => {
  expect([dotted('1985-06'), dotted('1985-06-07')]).toEqual(['1985.06', '1985.06.07'])
  expect([readDate('1985.06', false), readDate('1985.06.07', false), readDate('1985.6', true)]).toEqual([
    '1985-06',
    undefined,
    undefined,
  ])
  expect([ageOf('1985-12', '2026-11-23'), ageOf('1985-11-30', '2026-11-23')]).toEqual([40, 41])
})
