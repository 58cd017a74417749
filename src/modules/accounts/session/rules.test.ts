import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFailure, isAlive, isStrong, minutesLocked } from './rules.ts'

const NOW = new Date('2026-11-23T01:00:00Z')
const MINUTE = 60_000
const before = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE)

it('a session lives 15 idle minutes and 8 hours, whichever ends first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (age, idle) => {
      const session = { created_at: before(age), seen_at: before(Math.min(idle, age)) }
      expect(isAlive(session, NOW)).toBe(Math.min(idle, age) <= 15 && age <= 480)
    }),
  )
})

describe('lock-out', () => {
  it('comes with the fifth failure in a row, lasts 15 minutes and starts the count anew', () => {
    let failures = 0
    for (let time = 1; time <= 5; time++) {
      const after = afterFailure(failures, NOW)
      expect(minutesLocked(after.lockedUntil, NOW)).toBe(time === 5 ? 15 : 0)
      failures = after.failures
    }
    expect(failures).toBe(0)
  })

  it('is told in begun minutes', () => {
    expect(minutesLocked(null, NOW)).toBe(0)
    expect(minutesLocked(NOW, NOW)).toBe(0)
    expect(minutesLocked(new Date(NOW.getTime() + 1), NOW)).toBe(1)
    expect(minutesLocked(before(3), NOW)).toBe(0)
  })
})

it.each([
  ['Abcdefgh-jk1', true],
  ['abcdefgh-jk1', true],
  ['abcdefghijk1', false],
  ['Abcdefg-jk1', false],
  ['a passphrase of words', true],
  ['a passphrase of word', true],
  ['a passphrase of wor', false],
])('%s as a password: %s', (password, isGood) => {
  expect(isStrong(password)).toBe(isGood)
})
