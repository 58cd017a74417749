import { isStrong } from '../session/rules.ts'

// Without 0/O, 1/l/I: it is read from paper or a screen and typed by somebody else. Four groups of four of 55 signs hold
// more than 90 bits.
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP = 4
/** The largest multiple of the number of signs in a byte: beyond it, some signs would come more often. */
const FAIR = 256 - (256 % SIGNS.length)

function sign(): string {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
  return byte < FAIR ? SIGNS.charAt(byte % SIGNS.length) : sign()
}

/** A random password such as `Kt7m-Qx4p-Wd9s-Hf2c`, as strong as the rules ask. */
export function newFirstPassword(): string {
  const group = () => Array.from({ length: GROUP }, sign).join('')
  const password = Array.from({ length: GROUPS }, group).join('-')
  return isStrong(password) ? password : newFirstPassword()
}
