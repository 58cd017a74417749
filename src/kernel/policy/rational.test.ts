import * as fc from 'fast-check'
import { Fraction } from 'fraction.js'
import { describe, expect, test } from 'vitest'
import { add, compare, display, divide, multiply, rational, round, subtract, toText } from './rational.ts'

// fraction.js is the oracle: an independent library that reduces after every step.

const decimal = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => {
    const sign = digits < 0n ? '-' : ''
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0')
    return places === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`
  })
const fraction = fc.tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 9n)).map(([n, d]) => `${n}/${d}`)
const number = fc.oneof(decimal, fraction)

/** Lowest terms as our text is. */
function oracleText(value: Fraction): string {
  return `${value.s < 0n ? '-' : ''}${value.n}/${value.d}`
}

describe('exact numbers agree with fraction.js', () => {
  test.each([
    ['add', add, 'add'],
    ['subtract', subtract, 'sub'],
    ['multiply', multiply, 'mul'],
  ] as const)('%s', (_, ours, theirs) => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(toText(ours(rational(a), rational(b)))).toBe(oracleText(new Fraction(a)[theirs](new Fraction(b))))
      }),
    )
  })

  test('divide', () => {
    const divisor = number.filter((text) => !new Fraction(text).equals(0))
    fc.assert(
      fc.property(number, divisor, (a, b) => {
        expect(toText(divide(rational(a), rational(b)))).toBe(oracleText(new Fraction(a).div(b)))
      }),
    )
    expect(() => divide(rational(1), rational('0.00'))).toThrow(RangeError)
  })

  test('compare', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(compare(rational(a), rational(b))).toBe(Math.sign(new Fraction(a).compare(b)))
      }),
    )
  })

  test('long chains stay exact', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), (numbers) => {
        const ours = numbers.map(rational).reduce(add)
        const theirs = numbers.map((text) => new Fraction(text)).reduce((sum, one) => sum.add(one))
        expect(toText(ours)).toBe(oracleText(theirs))
      }),
    )
  })
})

describe('rounding is half up, away from zero', () => {
  test.each([
    ['85.725', '85.73'],
    ['85.7249999', '85.72'],
    ['89.995', '90.00'],
    ['89.9949', '89.99'],
    ['-0.005', '-0.01'],
    ['-0.0049', '0.00'],
    ['1/3', '0.33'],
    ['2/3', '0.67'],
    ['0', '0.00'],
  ])('%s is shown as %s', (text, shown) => {
    expect(display(rational(text))).toBe(shown)
  })

  test('never off by more than half of the last place', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), (text, places) => {
        const gap = new Fraction(toText(round(rational(text), places))).sub(text).abs()
        expect(gap.compare(new Fraction(1, 2 * 10 ** places))).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('rounding keeps the order', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [x, y] = [rational(a), rational(b)]
        const [low, high] = compare(x, y) <= 0 ? [x, y] : [y, x]
        expect(compare(round(low, 2), round(high, 2))).toBeLessThanOrEqual(0)
      }),
    )
  })
})

test('text and back is the same number, and equal numbers have equal text', () => {
  fc.assert(
    fc.property(number, (text) => {
      const value = rational(text)
      expect(toText(rational(toText(value)))).toBe(toText(value))
      expect(toText(add(value, subtract(value, value)))).toBe(toText(value))
    }),
  )
})

test.each(['', '1e3', '+1', '1.', '.5', '1/0', '1/-2', '0x10', 'NaN', '1,5', '١'])('refuses %j', (text) => {
  expect(() => rational(text)).toThrow(RangeError)
})
