import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from './book.ts'
import { readValue } from './cell.ts'
import { dateOfSerial, serialOfDate } from './dates.ts'
import type { SheetColumn } from './list.ts'
import { compareDecimals, decimal, isOnStep, storedDecimal } from './numbers.ts'

const header = { zh: '列', en: 'Column' }

function cell(value: string | number, shows: Cell['shows'] = 'plain'): Cell {
  const type = typeof value === 'number' ? 'number' : 'text'
  return { row: 1, column: 1, type, text: String(value), formula: false, shows }
}

/** The value, or the code of the problem. */
function read(column: Omit<SheetColumn, 'key' | 'header'>, value: Cell | string | number): string | null {
  const given = typeof value === 'object' ? value : cell(value)
  const reading = readValue({ key: 'k', header, ...column }, given, false)
  return 'value' in reading ? reading.value : `! ${reading.code}`
}

describe('decimals', () => {
  it('takes what a person typed out of what Excel stored', () => {
    expect(storedDecimal('5.0999999999999996')).toBe('5.1')
    expect(storedDecimal('0.10000000000000001')).toBe('0.1')
    expect(storedDecimal('1.0000000000000001E-5')).toBe('0.00001')
    // The sum 0.1 + 0.2 really is this; it must not become 0.3.
    expect(storedDecimal('0.30000000000000004')).toBe('0.30000000000000004')
    // More digits than a double has: not a double, kept as it stands.
    expect(storedDecimal('5.12345678901234567890')).toBe('5.1234567890123456789')
    expect(storedDecimal('')).toBeUndefined()
    expect(storedDecimal('0x10')).toBeUndefined()
  })
  it('gives back every double that Excel writes with 17 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        expect(Number(storedDecimal(value.toPrecision(17)))).toBe(value === 0 ? 0 : value)
      }),
    )
  })
  it('compares and steps exactly', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat(6), (a, b, places) => {
        const text = (value: number) => decimal(`${value}e-${places}`) ?? ''
        expect(Math.sign(compareDecimals(text(a), text(b)))).toBe(Math.sign(a - b))
      }),
    )
    expect(isOnStep('0.3', '0', '0.1')).toBe(true)
    expect(isOnStep('9.75', '0', '0.5')).toBe(false)
  })
})

describe('a decimal column', () => {
  const score = { kind: 'decimal', min: '0', max: '10', decimals: 1 } as const
  it.each([
    [5.1, '5.1'],
    ['5.10', '5.1'],
    [' 8 ', '8'],
    ['８．５', '8.5'],
    ['-0', '0'],
    [5.12, '! decimals'],
    [0.1 + 0.2, '! decimals'],
    [-0.5, '! range'],
    [10.1, '! range'],
    ['1,000', '! not-a-number'],
    ['9分', '! not-a-number'],
    ['优秀', '! not-a-number'],
    ['1E1', '! not-a-number'],
    ['.5', '! not-a-number'],
  ])('reads %j as %s', (value, expected) => expect(read(score, value)).toBe(expected))
  it('does not take a percentage or a date for a number', () => {
    expect(read(score, cell(0.5, 'percent'))).toBe('! percent')
    expect(read(score, cell(45_000, 'date'))).toBe('! date-for-number')
  })
  it('holds steps and whole numbers', () => {
    expect(read({ ...score, step: '0.5' }, 9.5)).toBe('9.5')
    expect(read({ ...score, step: '0.5' }, 9.3)).toBe('! step')
    expect(read({ kind: 'integer' }, '３')).toBe('3')
    expect(read({ kind: 'integer' }, 3.5)).toBe('! not-whole')
  })
})

describe('a code column', () => {
  const id = { kind: 'code', pattern: '\\d{17}[\\dX]' } as const
  it.each([
    ['370611198506012345', '370611198506012345'],
    ['37061119850601234Ｘ', '37061119850601234X'],
    ['\u202a370611198506012345\u202c', '370611198506012345'],
    ['3.7E+17', '! scientific'],
    ['3.70611E+17', '! scientific'],
    [370_611_198_506_012_300, '! digits-lost'],
    ['370611850601234', '! code-form'],
    [123, '! code-form'],
  ])('reads %j as %s', (value, expected) => expect(read(id, value)).toBe(expected))
  it('takes a phone that Excel stored as a number, since no digit is lost', () => {
    expect(read({ kind: 'code', pattern: '1\\d{10}' }, 13_812_345_678)).toBe('13812345678')
    expect(read({ kind: 'code' }, { ...cell('x'), type: 'number', text: '3.7E+17' })).toBe('! scientific')
  })
})

describe('text and choices', () => {
  const sex = {
    kind: 'choice',
    choices: [
      { value: 'm', zh: '男（M）', en: 'Male' },
      { value: 'f', zh: '女（F）', en: 'Female' },
    ],
  } as const
  it('keeps free text as typed, without the blanks around it', () => {
    expect(read({ kind: 'text' }, '\u3000 第３社区 \u00a0')).toBe('第３社区')
    expect(read({ kind: 'text' }, 'a\r\nb')).toBe('a\nb')
    // A rare character of a name (CJK compatibility) is not exchanged for its common form.
    expect(read({ kind: 'text' }, '\uf9dc')).toBe('\uf9dc')
    expect(read({ kind: 'text' }, 2024)).toBe('2024')
  })
  it.each([
    ['男(M)', 'm'],
    ['female', 'f'],
    ['f', 'f'],
    ['未知', '! choice'],
  ])('reads the choice %j as %s', (value, expected) => expect(read(sex, value)).toBe(expected))
  it('refuses what is no text', () => {
    expect(read({ kind: 'text' }, cell(45_000, 'date'))).toBe('! date-in-text')
    expect(read({ kind: 'text' }, 'a\u0007b')).toBe('! control-character')
    expect(read({ kind: 'text' }, 'a\ud842b')).toBe('! control-character')
    expect(read({ kind: 'text', maxLength: 2 }, '𠮷𠮷')).toBe('𠮷𠮷')
    expect(read({ kind: 'text', maxLength: 2 }, 'abc')).toBe('! too-long')
    expect(read({ kind: 'text' }, { ...cell('#REF!'), type: 'error' })).toBe('! error-value')
    expect(read({ kind: 'text' }, { ...cell('TRUE'), type: 'boolean' })).toBe('! boolean')
    expect(read({ kind: 'text' }, { ...cell('2'), formula: true })).toBe('! formula')
    expect(read({ kind: 'text', required: true }, ' ')).toBe('! required')
    expect(read({ kind: 'text' }, ' ')).toBeNull()
  })
})

describe('dates and months', () => {
  it.each([
    ['1985-06-01', '1985-06-01'],
    ['1985/6/1', '1985-06-01'],
    ['1985.6.1', '1985-06-01'],
    ['１９８５年６月１日', '1985-06-01'],
    [19_850_601, '1985-06-01'],
    ['2023-02-30', '! date-impossible'],
    ['06/01/1985', '! date-form'],
    ['85.6.1', '! date-form'],
    ['1985-6', '! date-form'],
    [31_199, '! date-form'],
  ])('reads the date %j as %s', (value, expected) => expect(read({ kind: 'date' }, value)).toBe(expected))
  it.each([
    ['1972-05', '1972-05'],
    ['1972年5月', '1972-05'],
    ['1972.05', '1972-05'],
    [1972.05, '1972-05'],
    [1972.12, '1972-12'],
    ['197205', '1972-05'],
    ['1985-06-01', '1985-06'],
    ['1972.5', '! month-ambiguous'],
    [1972.5, '! month-ambiguous'],
    [1972.1, '! month-ambiguous'],
    ['1972.13', '! date-impossible'],
    ['1972', '! date-form'],
  ])('reads the month %j as %s', (value, expected) => expect(read({ kind: 'month' }, value)).toBe(expected))
  it('reads date cells of both calendars, and no times', () => {
    expect(read({ kind: 'date' }, cell(31_199, 'date'))).toBe('1985-06-01')
    expect(read({ kind: 'month' }, cell(31_199, 'date'))).toBe('1985-06')
    expect(dateOfSerial(29_737, true)).toBe('1985-06-01')
    expect(read({ kind: 'date' }, cell(31_199.5, 'date'))).toBe('! date-time')
    expect(read({ kind: 'date' }, cell(60, 'date'))).toBe('! date-impossible')
    expect(read({ kind: 'month', min: '1990-01' }, '1985-06')).toBe('! range')
  })
  it('turns serial days into dates and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        expect(serialOfDate(dateOfSerial(serial, false) ?? '')).toBe(serial)
      }),
    )
  })
})
