import { expect, it } from 'vitest'
import { moved } from './grid-moves.ts'

// Three people, three items; the one in the middle is asked about the outer items only, the last about the first two.
const ASKED = [
  [true, true, true],
  [true, false, true],
  [true, true, false],
]
const extent = {
  rows: 3,
  columns: 3,
  has: ({ row, column }: { row: number; column: number }) => !!ASKED[row]?.[column],
}
const from = (row: number, column: number) => (key: string) => moved(key, { row, column }, extent)

it('arrows pass over what is not asked', () => {
  expect(from(1, 0)('ArrowRight')).toEqual({ row: 1, column: 2 })
  expect(from(0, 1)('ArrowDown')).toEqual({ row: 2, column: 1 })
  expect(from(2, 1)('ArrowUp')).toEqual({ row: 0, column: 1 })
})

it('the first and the last of a line, and of the list', () => {
  expect(from(2, 0)('End')).toEqual({ row: 2, column: 1 })
  expect(from(1, 2)('Home')).toEqual({ row: 1, column: 0 })
  expect(from(0, 0)('PageDown')).toEqual({ row: 2, column: 0 })
})

it('at the edge, and for other keys, nothing moves', () => {
  expect(from(0, 0)('ArrowUp')).toBeUndefined()
  expect(from(0, 0)('Home')).toBeUndefined()
  expect(from(0, 2)('PageDown')).toBeUndefined()
  expect(from(0, 0)('a')).toBeUndefined()
})
