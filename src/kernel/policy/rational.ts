// Exact numbers (rulings G10). A score is a fraction of two BigInts; rounding happens only where a rule says so.
// fraction.js is the oracle of the tests and not the engine: it reduces after every step, which made scoring four times as
// slow as plain BigInt sums; here sums over one denominator stay one addition, and reducing waits until a value is written.

/** An exact number n/d with d > 0, not necessarily in lowest terms. */
export type Rational = {
  readonly n: bigint
  readonly d: bigint
  /** Its number of hundredths, where it is one of the shared ones; a short cut, never needed for the result. */
  readonly hundredths?: number
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/
const FRACTION = /^-?\d+\/[1-9]\d*$/

// Every number of hundredths from 0.00 to 120.00 exists once: nearly all that is typed, added up and explained is one of
// them. Adding then is a look-up, and 130,000 explanations in memory refer to these instead of each holding its own; made
// anew each time, the same scoring took 2.7 times as long. 120 is a full star of 100 points with every bonus, and some room.
const SHARED: readonly Rational[] = Array.from({ length: 12_001 }, (_, hundredths) => {
  return { n: BigInt(hundredths), d: 100n, hundredths }
})

export const ZERO = SHARED[0] as Rational

/**
 * Reads a decimal ("85.73") or a fraction ("173/2").
 * Decimals of up to two places share the denominator 100, so that typed scores add up without a common-denominator step.
 * @throws RangeError when the text is neither.
 */
export function rational(text: string | number | bigint): Rational {
  const source = String(text)
  if (FRACTION.test(source)) {
    const [n, d] = source.split('/') as [string, string]
    return { n: BigInt(n), d: BigInt(d) }
  }
  const match = DECIMAL.exec(source)
  if (!match) throw new RangeError(`not a decimal number: ${source.slice(0, 40)}`)
  const [, sign, whole, places = ''] = match
  const digits = places.length <= 2 ? places.padEnd(2, '0') : places
  const n = BigInt(`${whole}${digits}`)
  const value = { n: sign ? -n : n, d: 10n ** BigInt(digits.length) }
  return (value.d === 100n && SHARED[Number(value.n)]) || value
}

export function add(a: Rational, b: Rational): Rational {
  if (a.hundredths !== undefined && b.hundredths !== undefined) {
    const shared = SHARED[a.hundredths + b.hundredths]
    if (shared) return shared
  }
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { n: -b.n, d: b.d })
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a.hundredths !== undefined && b.hundredths !== undefined) {
    const shared = SHARED[(a.hundredths * b.hundredths) / 100]
    if (shared) return shared
  }
  return { n: a.n * b.n, d: a.d * b.d }
}

/** @throws RangeError when b is zero. */
export function divide(a: Rational, b: Rational): Rational {
  if (b.n === 0n) throw new RangeError('division by zero')
  const sign = b.n < 0n ? -1n : 1n
  return { n: a.n * b.d * sign, d: a.d * b.n * sign }
}

/** Negative, zero or positive as a < b, a = b, a > b. */
export function compare(a: Rational, b: Rational): number {
  if (a.hundredths !== undefined && b.hundredths !== undefined) return order(a.hundredths, b.hundredths)
  return a.d === b.d ? order(a.n, b.n) : order(a.n * b.d, b.n * a.d)
}

function order<T extends number | bigint>(x: T, y: T): number {
  return x < y ? -1 : x > y ? 1 : 0
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

/** Lowest terms, as stored: "173/2", "86/1". Equal numbers give equal text. */
export function toText(value: Rational): string {
  const divisor = greatestCommonDivisor(value.n, value.d) || 1n
  return `${value.n / divisor}/${value.d / divisor}`
}

/** Half-up rounding to `places` decimals, away from zero at the half (domain.md §6.21). */
export function round(value: Rational, places: number): Rational {
  if (places === 2 && value.hundredths !== undefined) return value
  const scale = 10n ** BigInt(places)
  const negative = value.n < 0n
  const doubled = (negative ? -value.n : value.n) * scale * 2n + value.d
  const n = doubled / (value.d * 2n)
  return { n: negative ? -n : n, d: scale }
}

/** What people read: "85.73". Rounds half up to `places` decimals. */
export function display(value: Rational, places = 2): string {
  const { n } = round(value, places)
  const digits = (n < 0n ? -n : n).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${n < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`
}
