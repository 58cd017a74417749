import { isCalendarDay } from '#kernel/sheets/dates.ts'

// ID numbers (GB 11643) and telephone numbers: what is one, and what is wrong with it. Pure.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const ZERO = 48

export type IdProblem = 'id-fifteen' | 'id-form' | 'id-exponent' | 'id-birth' | 'id-checksum'

export type IdReading =
  | { readonly value: string; readonly birth: string; readonly sex: '1' | '2' }
  | { readonly problem: IdProblem }

const ID_FORM = /^[1-9]\d{16}[\dX]$/
const PHONE_FORM = /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7})$/

/** Full-width digits and letters as half-width, without blanks. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()

/**
 * Reads an 18-character ID number; birth is YYYY-MM-DD, sex GB/T 2261.1. A number of 15 digits is told apart: it names the
 * same person, but only the person's own document says which 18 it became.
 */
export function readIdNumber(text: string): IdReading {
  // Most numbers are well written already, when 100,000 are read.
  const value = ID_FORM.test(text) ? text : plain(text)
  if (!ID_FORM.test(value)) return { problem: formProblem(value) }
  const [year, month, day] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)]
  const birth = `${year}-${month}-${day}`
  if (!isCalendarDay(Number(year), Number(month), Number(day)) || birth < '1900-01-01') return { problem: 'id-birth' }
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (value.charCodeAt(at) - ZERO), 0)
  if (CHECKS[sum % 11] !== value[17]) return { problem: 'id-checksum' }
  return { value, birth, sex: Number(value[16]) % 2 === 1 ? '1' : '2' }
}

function formProblem(value: string): IdProblem {
  if (/^\d(\.\d+)?E\+?\d+$/.test(value)) return 'id-exponent'
  return /^\d{15}$/.test(value) ? 'id-fifteen' : 'id-form'
}

/** Digits of a Chinese mobile or fixed telephone number, or undefined. */
export function readPhone(text: string): string | undefined {
  if (PHONE_FORM.test(text)) return text
  const digits = plain(text)
    .replaceAll(/[()]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
  return PHONE_FORM.test(digits) ? digits : undefined
}

export const lastFour = (value: string): string => value.slice(-4)

/** All but the last four hidden (rulings G14). */
export const masked = (value: string): string => '•'.repeat(Math.max(0, value.length - 4)) + lastFour(value)
