// Without 0/O and 1/I/L, capitals and digits only: it is told by telephone. Three groups of four of 31 signs hold 59 bits, and
// each try costs whoever holds the file half a second.
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 3
const GROUP = 4
/** Beyond the largest multiple of the number of signs in a byte some signs would come more often. */
const FAIR = 256 - (256 % SIGNS.length)

function sign(): string {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
  return byte < FAIR ? SIGNS.charAt(byte % SIGNS.length) : sign()
}

/** A password such as `K7MP-3XQ9-VT2D`. */
export function newWorkbookPassword(): string {
  return Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, sign).join('')).join('-')
}
