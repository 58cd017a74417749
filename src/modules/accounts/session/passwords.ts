import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// scrypt with N=2^15, r=8, p=1: 32 MB and about 70 ms on the machine of performance.md, the OWASP floor for interactive
// sign-in. Parameters travel with the hash, so raising them needs no migration.
const LOG_N = 15
const R = 8
const P = 1
const LENGTH = 32

function derive(password: string, salt: Buffer, logN: number, r: number, p: number): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** `scrypt$15$8$1$salt$hash`, base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, LOG_N, R, P)
  return ['scrypt', LOG_N, R, P, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Compares in constant time. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [kind, logN, r, p, salt, hash] = stored.split('$')
  if (kind !== 'scrypt' || !salt || !hash) return false
  const key = await derive(password, Buffer.from(salt, 'base64'), Number(logN), Number(r), Number(p))
  return timingSafeEqual(key, Buffer.from(hash, 'base64'))
}

// A sign-in name that does not exist costs the same time as one that does, so that names cannot be tried out.
const NOBODY = hashPassword(randomBytes(16).toString('base64'))

/** Always false, after the time that a real comparison takes. */
export async function isNobodysPassword(password: string): Promise<boolean> {
  await isPassword(password, await NOBODY)
  return false
}
