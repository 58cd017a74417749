import { randomFillSync } from 'node:crypto'

// The runtime takes as long for one random byte as for a thousand; a list of 100,000 people needs six million.

const POOL = 16_384
const pool = Buffer.alloc(POOL)
let drawn = POOL

/** Fresh random bytes, at most 16,384; never handed out twice, nor left behind in the pool. */
export function randomPiece(length: number): Buffer {
  if (drawn + length > POOL) {
    randomFillSync(pool)
    drawn = 0
  }
  const piece = Buffer.from(pool.subarray(drawn, drawn + length))
  pool.fill(0, drawn, drawn + length)
  drawn += length
  return piece
}
