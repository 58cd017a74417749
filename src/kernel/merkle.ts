import { createHash } from 'node:crypto'

// The audit record's Merkle tree: RFC 6962 §2.1 hashing and C2SP checkpoints (c2sp.org/tlog-checkpoint). SHA-256 is part
// of these formats and does not follow the crypto provider.

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const hashLeaf = (data: Uint8Array): Buffer => sha256(LEAF, data)
const hashNode = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right)

/** A tree's size and the roots of its perfect subtrees, largest first: enough to append to it and to know its root. */
export type Frontier = { readonly size: number; readonly roots: readonly Buffer[] }

export const EMPTY: Frontier = { size: 0, roots: [] }

/** The tree with one more leaf. */
export function append({ size, roots }: Frontier, leaf: Buffer): Frontier {
  let node = leaf
  const rest = [...roots]
  // Each trailing 1 bit of the size is a perfect subtree that the new leaf completes to one twice as large.
  for (let bits = size; bits % 2 === 1; bits = Math.floor(bits / 2)) node = hashNode(rest.pop() as Buffer, node)
  return { size: size + 1, roots: [...rest, node] }
}

/** RFC 6962 Merkle tree hash; the hash of nothing for an empty tree. */
export function rootOf({ roots }: Frontier): Buffer {
  const last = roots.at(-1)
  if (!last) return sha256()
  return roots.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last)
}

export const frontierToBytes = ({ roots }: Frontier): Buffer => Buffer.concat(roots)

/** @throws RangeError when the bytes do not belong to a tree of that size. */
export function frontierFromBytes(size: number, bytes: Uint8Array): Frontier {
  const count = size.toString(2).replaceAll('0', '').length
  if (bytes.length !== count * 32) throw new RangeError('frontier and size do not belong together')
  return {
    size,
    roots: Array.from({ length: count }, (_, index) => Buffer.from(bytes.subarray(index * 32, index * 32 + 32))),
  }
}

/** A signed tree head as read from its text. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer }

/** Signs a tree head: three lines, an empty one, and a signature line with the key's name and hash. */
export function signCheckpoint(
  { origin, size, root }: Checkpoint,
  publicKey: Uint8Array,
  sign: (data: Uint8Array) => Uint8Array,
): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`
  const signature = Buffer.concat([keyHash(origin, publicKey), sign(Buffer.from(text))])
  return `${text}\n— ${origin} ${signature.toString('base64')}\n`
}

/**
 * Reads a checkpoint and checks its signature.
 * @returns undefined when the text is no checkpoint or no signature of that key fits.
 */
export function openCheckpoint(
  note: string,
  publicKey: Uint8Array,
  verify: (data: Uint8Array, signature: Uint8Array) => boolean,
): Checkpoint | undefined {
  const split = note.indexOf('\n\n')
  const text = note.slice(0, split + 1)
  const [origin, size, root] = text.split('\n')
  if (split < 0 || !origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || !root) return undefined
  const valid = note
    .slice(split + 2)
    .split('\n')
    .some((line) => isSignature(line, origin, publicKey, (signature) => verify(Buffer.from(text), signature)))
  const bytes = Buffer.from(root, 'base64')
  return valid && bytes.length === 32 ? { origin, size: Number(size), root: bytes } : undefined
}

function isSignature(
  line: string,
  name: string,
  publicKey: Uint8Array,
  verify: (signature: Uint8Array) => boolean,
): boolean {
  const [dash, signer, encoded] = line.split(' ')
  if (dash !== '—' || signer !== name || !encoded) return false
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.subarray(0, 4).equals(keyHash(name, publicKey)) && verify(bytes.subarray(4))
}

/** First four bytes of H(name ‖ newline ‖ algorithm 1 = Ed25519 ‖ key), as signed notes define it. */
function keyHash(name: string, publicKey: Uint8Array): Buffer {
  return sha256(Buffer.from(`${name}\n`), Buffer.of(1), publicKey).subarray(0, 4)
}
