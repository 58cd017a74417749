import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

// A password costs 70 ms by design, and the tests' accounts are made and sign in by the hundred. In the processes of the
// tests scrypt does the same work fewer times. Nothing that runs in production reads this file; the tests of whole houses
// (test/faults) start them as processes of their own, in which passwords cost what they cost.

const CHEAP_N = 2 ** 4

type Done = (error: Error | null, key: Buffer) => void
const { scrypt } = crypto

function cheapScrypt(password: BinaryLike, salt: BinaryLike, length: number, options: ScryptOptions, done: Done): void {
  scrypt(password, salt, length, { ...options, N: CHEAP_N }, done)
}

// Run once for each test file, in a process that several share.
if (scrypt.name !== cheapScrypt.name) {
  Object.assign(crypto, { scrypt: cheapScrypt })
  syncBuiltinESMExports()
}
