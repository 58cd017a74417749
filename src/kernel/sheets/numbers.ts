// Exact decimals as strings. A score is never a JavaScript number here: 0.1 + 0.2 must not be somebody's rating.

const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/
/** 17 significant digits name one double exactly; a file with more holds something that is not a double. */
const DOUBLE_DIGITS = 17

/** The one spelling of a decimal: no sign for zero, no leading or trailing zeros, no exponent. Undefined: not a number. */
export function decimal(text: string): string | undefined {
  const parts = NUMBER.exec(text)
  if (!parts) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  const left = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const right = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits
  const plain = left.replace(/^0+(?=\d)/, '') + (/[1-9]/.test(right) ? `.${right.replace(/0+$/, '')}` : '')
  return sign === '-' && plain !== '0' ? `-${plain}` : plain
}

/**
 * The decimal that a number cell means. Excel stores doubles with up to 17 digits, so that 5.1 is "5.0999999999999996"
 * in the file; the shortest decimal that gives the same double is what the person typed. Longer digit strings do not come
 * from a double and stay as they are.
 */
export function storedDecimal(text: string): string | undefined {
  if (!NUMBER.test(text)) return undefined
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return decimal(digits.length > DOUBLE_DIGITS ? text : String(Number(text)))
}

/** Digits after the point of a decimal in its one spelling. */
export function decimalsOf(value: string): number {
  return value.split('.')[1]?.length ?? 0
}

function scaled(value: string, places: number): bigint {
  const [whole = '0', fraction = ''] = value.replace(/^[+-]/, '').split('.')
  const size = BigInt(whole + fraction.padEnd(places, '0'))
  return value.startsWith('-') ? -size : size
}

/** Below 0, 0, above 0: a is smaller than, equal to, larger than b. */
export function compareDecimals(a: string, b: string): number {
  const places = Math.max(decimalsOf(a), decimalsOf(b))
  const difference = scaled(a, places) - scaled(b, places)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** Whether `value` is a whole number of steps away from `from`. */
export function isOnStep(value: string, from: string, step: string): boolean {
  const places = Math.max(decimalsOf(value), decimalsOf(from), decimalsOf(step))
  return (scaled(value, places) - scaled(from, places)) % scaled(step, places) === 0n
}
