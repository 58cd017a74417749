import { commitmentOf, leafOf, originOf } from '#kernel/audit.ts'
import type { CryptoProvider } from '#kernel/crypto/provider.ts'
import type { TextFacts } from '#kernel/language.ts'
import * as merkle from '#kernel/merkle.ts'
import type { WrongCode } from './explanation.ts'
import { type BundleHeader, type BundleLine, type LeafLine, line as lineShape } from './record.ts'
import { fingerprintOf, type KeptCheckpoint } from './rules.ts'

// Whether a bundle is whole. Line by line and without I/O, so that anybody can run it anywhere, on a record of any length.

/** The first wrong place; explanation.ts has the sentences. */
export type Wrong = { readonly code: WrongCode; readonly facts: TextFacts }

/** What a verification comes to. Counts go up to the first wrong place. */
export type Verdict = {
  readonly wrong: Wrong | undefined
  readonly district: number | undefined
  readonly publicKey: string | undefined
  readonly leaves: number
  readonly checkpoints: number
  /** Bodies that match, and bodies that were erased. */
  readonly bodies: number
  readonly erased: number
  /** Acts of which the bundle holds the leaf alone. */
  readonly restricted: number
  /** The last checkpoint in short. */
  readonly fingerprint: string | undefined
  /** Whether a checkpoint kept outside was held against it. */
  readonly againstKept: boolean
}

export type Verifier = {
  /** Takes the next line; lines after the first wrong place are not looked at. */
  readonly read: (text: string) => void
  readonly finish: () => Verdict
}

type State = {
  readonly provider: Pick<CryptoProvider, 'verify'>
  readonly kept: KeptCheckpoint | undefined
  wrong: Wrong | undefined
  line: number
  header: BundleHeader | undefined
  tree: merkle.Frontier
  /** Size and root of the last checkpoint. */
  signed: merkle.Checkpoint | undefined
  checkpoints: number
  bodies: number
  erased: number
  restricted: number
}

/** Checks a bundle from its first line to its last, against itself and against a checkpoint kept outside, if there is one. */
export function openVerifier(provider: Pick<CryptoProvider, 'verify'>, kept?: KeptCheckpoint): Verifier {
  const state: State = {
    provider,
    kept,
    wrong: undefined,
    line: 0,
    header: undefined,
    tree: merkle.EMPTY,
    signed: undefined,
    checkpoints: 0,
    bodies: 0,
    erased: 0,
    restricted: 0,
  }
  return {
    read: (text) => {
      state.line++
      state.wrong ??= readLine(state, text)
    },
    finish: () => {
      state.wrong ??= checkEnd(state)
      return verdictOf(state)
    },
  }
}

function verdictOf({ wrong, header, tree, signed, kept, ...counts }: State): Verdict {
  return {
    wrong,
    district: header?.district,
    publicKey: header?.publicKey,
    leaves: tree.size,
    checkpoints: counts.checkpoints,
    bodies: counts.bodies,
    erased: counts.erased,
    restricted: counts.restricted,
    fingerprint: signed && fingerprintOf(signed.size, signed.root),
    againstKept: kept !== undefined,
  }
}

function wrongAt(code: WrongCode, facts: TextFacts = {}): Wrong {
  return { code, facts }
}

function parseLine(text: string): BundleLine | undefined {
  try {
    return lineShape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function readLine(state: State, text: string): Wrong | undefined {
  const { line, header } = state
  const read = parseLine(text)
  if (!header) return read?.kind === 'bundle' ? readHeader(state, read) : wrongAt('no-header')
  if (read?.kind === 'leaf') return readLeaf(state, header, read)
  if (read?.kind === 'checkpoint') return readCheckpoint(state, header, read.note)
  return wrongAt('not-a-line', { line })
}

function readHeader(state: State, header: BundleHeader): Wrong | undefined {
  if (header.origin !== originOf(header.district)) return wrongAt('foreign-origin', { line: 1, origin: header.origin })
  state.header = header
  const note = state.kept?.note
  // A fingerprint has no signature to check: the root it holds says enough.
  return note !== undefined && !openNote(state, header, note) ? wrongAt('kept-key') : checkKept(state)
}

function openNote({ provider }: State, { publicKey }: BundleHeader, note: string): merkle.Checkpoint | undefined {
  const key = Buffer.from(publicKey, 'base64')
  if (key.length !== 32) return undefined
  return merkle.openCheckpoint(note, key, (data, signature) => provider.verify(key, data, signature))
}

function readLeaf(state: State, { district }: BundleHeader, { seq, leaf, act }: LeafLine): Wrong | undefined {
  const { line, tree } = state
  if (seq !== tree.size) return wrongAt('gap', { line, seq, expected: tree.size })
  if (act && act.header.district !== district)
    return wrongAt('foreign-origin', { line, origin: String(act.header.district) })
  const digest = Buffer.from(leaf, 'base64')
  const wrong = act ? checkAct(state, seq, digest, act) : undefined
  if (wrong) return wrong
  if (!act) state.restricted++
  state.tree = merkle.append(tree, digest)
  return checkKept(state)
}

function checkAct(
  state: State,
  seq: number,
  digest: Buffer,
  { header, commitment: encoded, body }: NonNullable<LeafLine['act']>,
): Wrong | undefined {
  const facts = { line: state.line, seq, id: header.id }
  const commitment = Buffer.from(encoded, 'base64')
  if (!leafOf({ ...header, at: new Date(header.at) }, commitment).equals(digest)) return wrongAt('leaf', facts)
  if (body.state === 'damaged') return wrongAt('damaged', facts)
  if (body.state === 'erased') state.erased++
  else if (!commitmentOf(Buffer.from(body.salt, 'base64'), Buffer.from(body.text)).equals(commitment))
    return wrongAt('body', facts)
  else state.bodies++
  return undefined
}

function readCheckpoint(state: State, header: BundleHeader, note: string): Wrong | undefined {
  const { line, tree } = state
  const signed = openNote(state, header, note)
  if (!signed) return wrongAt('signature', { line })
  if (signed.origin !== header.origin) return wrongAt('foreign-origin', { line, origin: signed.origin })
  if (signed.size !== tree.size || !signed.root.equals(merkle.rootOf(tree)))
    return wrongAt('root', { line, size: signed.size })
  state.checkpoints++
  state.signed = signed
  return undefined
}

/** When the tree has just reached the size of the checkpoint kept outside, its root has to be that one's. */
function checkKept({ kept, tree }: State): Wrong | undefined {
  if (kept?.size !== tree.size) return undefined
  return merkle.rootOf(tree).toString('hex').startsWith(kept.root)
    ? undefined
    : wrongAt('kept-root', { size: kept.size })
}

function checkEnd({ header, tree, signed, kept }: State): Wrong | undefined {
  if (!header) return wrongAt('no-header')
  const found = tree.size
  if (header.size !== found) return wrongAt('short', { size: header.size, found })
  const count = found - (signed?.size ?? 0)
  if (count > 0) return wrongAt('unsigned', { count })
  return kept && kept.size > found ? wrongAt('kept-longer', { size: kept.size, found }) : undefined
}
