import { expect, it } from 'vitest'
import { hasUnseen } from './text.ts'

it.each([
  ['a NUL', '王\0', true],
  ['an escape', 'a\u001b[31m', true],
  ['a control of the second block', 'a\u0085', true],
  ['a turned direction', '好\u202e社区', true],
  ['a mark of direction', '王\u200f', true],
  ['an isolate', '\u2066王\u2069', true],
  ['a blank of no width', '王\u200b建国', true],
  ['a mark of byte order', '\ufeff王', true],
  ['a soft hyphen', '王\u00ad', true],
  ['a tag', '王\u{e0041}', true],
  ['half of a character', '王\ud842', true],
  ['a rare character', '𠂉', false],
  ['a chosen form of a character', '葛\u{e0100}', false],
  ['blanks and line ends', '一\t二\r\n三　四', false],
  ['a sign of several', '👨\u200d👩', false],
])('%s', (_, text, expected) => expect(hasUnseen(text)).toBe(expected))
