// Arrays as PostgreSQL keeps them itself. It reads text, too, but then finding the elements, their quotes and their digits
// is a sixth of writing 100,000 people. Made here and not by the client when it sends, since then the database waits.

/** Object ids of the element types, the same in every database (pg_type). */
const OIDS = { boolean: 16, bytea: 17, bigint: 20, int: 23, text: 25, uuid: 2950 } as const

type Elements = {
  boolean: boolean
  bytea: Uint8Array
  /** Within 2^53. */
  bigint: number
  int: number
  text: string
  uuid: string
}
export type ElementType = keyof typeof OIDS
export type Element<Type extends ElementType = ElementType> = Elements[Type] | null

const INT = 4
/** Dimensions, whether nulls are among them, type, length, first index. */
const HEADER = 5 * INT
/** Bytes of a UTF-16 unit in UTF-8 at most. */
const WIDEST = 3

/** Filled again and again; what it holds is copied out. */
let scratch = Buffer.allocUnsafe(65_536)

/** Puts an element at a place of `scratch`; gives how many bytes it took. */
const WRITERS: { readonly [Type in ElementType]: (value: Elements[Type], at: number) => number } = {
  boolean: (value, at) => scratch.writeUInt8(Number(value), at) - at,
  bytea: (value, at) => {
    scratch.set(value, at)
    return value.length
  },
  bigint: (value, at) => {
    scratch.writeInt32BE(Math.floor(value / 2 ** 32), at)
    return scratch.writeUInt32BE(value >>> 0, at + INT) - at
  },
  int: (value, at) => scratch.writeInt32BE(value, at) - at,
  text: (value, at) => scratch.write(value, at),
  uuid: writeUuid,
}

/** One dimension of elements, for a parameter of type `<type>[]`. */
export function arrayOf<Type extends ElementType>(type: Type, values: readonly Element<Type>[]): Buffer {
  const write = WRITERS[type] as (value: Elements[Type], at: number) => number
  let at = HEADER
  let nulls = 0
  for (const value of values) {
    if (value === null) {
      makeRoom(at, INT)
      at = scratch.writeInt32BE(-1, at)
      nulls = 1
      continue
    }
    makeRoom(at, INT + mostBytes(value))
    const length = write(value, at + INT)
    at = scratch.writeInt32BE(length, at) + length
  }
  for (const [place, word] of [1, nulls, OIDS[type], values.length, 1].entries()) {
    scratch.writeInt32BE(word, place * INT)
  }
  // An array of nothing has no dimension.
  if (values.length === 0) scratch.writeInt32BE(0, 0)
  return Buffer.from(scratch.subarray(0, values.length === 0 ? 3 * INT : at))
}

function mostBytes(value: NonNullable<Element>): number {
  if (typeof value === 'string') return value.length * WIDEST
  return typeof value === 'object' ? value.length : 2 * INT
}

function makeRoom(at: number, more: number): void {
  if (at + more <= scratch.length) return
  const larger = Buffer.allocUnsafe(2 * (at + more))
  larger.set(scratch.subarray(0, at))
  scratch = larger
}

const HYPHEN = 45
/** The value of a hexadecimal digit: '0' is 48, 'A' 65, 'a' 97. */
const digit = (code: number): number => (code <= 57 ? code - 48 : (code | 32) - 87)

function writeUuid(value: string, at: number): number {
  let [to, wrong] = [at, 0]
  for (let from = 0; from < value.length; from += 2) {
    if (value.charCodeAt(from) === HYPHEN) from++
    const [high, low] = [digit(value.charCodeAt(from)), digit(value.charCodeAt(from + 1))]
    wrong |= high | low
    scratch[to++] = (high << 4) | low
  }
  if (to - at !== 16 || (wrong & ~15) !== 0) throw new Error(`not a UUID: ${value}`)
  return 16
}
