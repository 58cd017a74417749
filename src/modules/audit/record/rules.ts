// Checkpoints as people keep them: a file, a printed page, two numbers on a slip. Pure.

/** A checkpoint that was kept outside, as far as its text says. */
export type KeptCheckpoint = {
  readonly size: number
  /** The root's hexadecimal digits, or the first 32 of them. */
  readonly root: string
  /** The whole signed text, when that is what was kept. */
  readonly note: string | undefined
}

// 128 bits: two records with the same fingerprint cannot be found, not even by whoever writes them.
const FINGERPRINT_DIGITS = 32

/** Size and root in short, to write down by hand: `1234 3f2a-91bc-…`, 32 digits of the root. */
export function fingerprintOf(size: number, root: Buffer): string {
  const groups = root.toString('hex').slice(0, FINGERPRINT_DIGITS).match(/.{4}/g) ?? []
  return `${size} ${groups.join('-')}`
}

/** Size and root of a checkpoint's text, its signature unread; undefined when it is none. */
export function readNote(
  note: string,
): { readonly origin: string; readonly size: number; readonly root: Buffer } | undefined {
  const [origin, size, encoded = ''] = note.split('\n')
  const root = Buffer.from(encoded, 'base64')
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || root.length !== 32) return undefined
  return { origin, size: Number(size), root }
}

/**
 * Reads what somebody kept: the signed text, the answer of `audit get-checkpoint`, the three lines without the
 * signature, or the fingerprint as typed from paper.
 */
export function readKept(text: string): KeptCheckpoint | undefined {
  const kept = noteInJson(text) ?? text
  // Typed and mailed texts come with other line ends and with spaces around.
  const lines = kept.split(/\r?\n/).map((line) => line.trim())
  const note = `${lines.join('\n').trim()}\n`
  const read = readNote(note)
  if (read) return { size: read.size, root: read.root.toString('hex'), note: note.includes('\n\n') ? note : undefined }
  const match = /^(\d{1,16})[\s:-]+([0-9a-f\s-]+)$/i.exec(kept.trim())
  const digits = match?.[2]?.replace(/[^0-9a-f]/gi, '').toLowerCase() ?? ''
  return match && digits.length === FINGERPRINT_DIGITS
    ? { size: Number(match[1]), root: digits, note: undefined }
    : undefined
}

function noteInJson(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const { note } = JSON.parse(text) as { note?: unknown }
    return typeof note === 'string' ? note : undefined
  } catch {
    return undefined
  }
}
