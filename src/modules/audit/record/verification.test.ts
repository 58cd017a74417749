import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditHeader, commitmentOf, leafOf, originOf } from '#kernel/audit.ts'
import { softwareProvider } from '#kernel/crypto/software.ts'
import * as merkle from '#kernel/merkle.ts'
import type { BundleLine, LeafLine } from './record.ts'
import { fingerprintOf, readKept } from './rules.ts'
import { openVerifier, type Verdict } from './verification.ts'

const DISTRICT = 370611
type Key = ReturnType<typeof softwareProvider.newSignatureKey>
const key = softwareProvider.newSignatureKey()
const otherKey = softwareProvider.newSignatureKey()

/** An act as its owner would write it; everything about it follows from `what`. */
function leafLine(seq: number, what: string, salt = randomBytes(16)): LeafLine {
  const header: AuditHeader = {
    district: DISTRICT,
    id: `0190a000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    at: new Date(Date.UTC(2026, 10, 23, 9, 0, seq)),
    business_date: '2026-11-23',
    account: null,
    person: null,
    role: 'department-rater',
    org: null,
    action: 'scoring.saveCells',
    object_type: 'star-sheet',
    object_id: '2026H2/SR-01',
    result: 'done',
    restricted: false,
  }
  const text = JSON.stringify({ what })
  const commitment = commitmentOf(salt, Buffer.from(text))
  return {
    kind: 'leaf',
    seq,
    leaf: leafOf(header, commitment).toString('base64'),
    act: {
      header: { ...header, at: header.at.toISOString() },
      commitment: commitment.toString('base64'),
      body: { state: 'present', salt: salt.toString('base64'), text },
    },
  }
}

/** A whole bundle of these leaves, signed after each of `sizes`. */
function bundleOf(leaves: readonly LeafLine[], by: Key = key, sizes = [3, leaves.length]): BundleLine[] {
  const lines: BundleLine[] = [
    {
      kind: 'bundle',
      format: 'yanzhen-audit/1',
      district: DISTRICT,
      origin: originOf(DISTRICT),
      algorithm: 'ed25519',
      publicKey: by.publicKey.toString('base64'),
      size: leaves.length,
      exportedAt: '2026-11-23T10:00:00.000Z',
    },
  ]
  let tree = merkle.EMPTY
  for (const leaf of leaves) {
    tree = merkle.append(tree, Buffer.from(leaf.leaf, 'base64'))
    lines.push(leaf)
    if (sizes.includes(tree.size)) lines.push({ kind: 'checkpoint', note: noteOf(tree, by) })
  }
  return lines
}

function noteOf(tree: merkle.Frontier, by: Key): string {
  const head = { origin: originOf(DISTRICT), size: tree.size, root: merkle.rootOf(tree) }
  return merkle.signCheckpoint(head, by.publicKey, (data) => softwareProvider.sign(by.privateKey, data))
}

function verify(lines: readonly (BundleLine | string)[], kept?: string): Verdict {
  const verifier = openVerifier(softwareProvider, kept === undefined ? undefined : readKept(kept))
  for (const line of lines) verifier.read(typeof line === 'string' ? line : JSON.stringify(line))
  return verifier.finish()
}

const acts = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const leaves = acts.map((what, seq) => leafLine(seq, what))
const bundle = bundleOf(leaves)
const treeOf = (some: readonly LeafLine[]) =>
  some.map(({ leaf }) => Buffer.from(leaf, 'base64')).reduce(merkle.append, merkle.EMPTY)
const early = treeOf(leaves.slice(0, 5))
const keptNote = noteOf(early, key)
const keptFingerprint = fingerprintOf(5, merkle.rootOf(early))

/** The bundle with the leaf of that number made another one. */
function withLeaf(seq: number, change: (leaf: LeafLine) => BundleLine | BundleLine[]): BundleLine[] {
  return bundle.flatMap((line) => (line.kind === 'leaf' && line.seq === seq ? change(line) : line))
}

type Shown = NonNullable<LeafLine['act']>
const withAct = (seq: number, change: (act: Shown) => Shown) =>
  withLeaf(seq, (leaf) => ({ ...leaf, act: leaf.act && change(leaf.act) }))

describe('a whole bundle', () => {
  it('passes: the positive control of every attack below', () => {
    const root = merkle.rootOf(treeOf(leaves))
    expect(verify(bundle)).toMatchObject({
      wrong: undefined,
      district: DISTRICT,
      leaves: 7,
      checkpoints: 2,
      bodies: 7,
      erased: 0,
      restricted: 0,
      fingerprint: fingerprintOf(7, root),
      againstKept: false,
    })
  })

  it.each([
    ['the signed text', keptNote],
    ['the signed text with other line ends and spaces', ` ${keptNote.replaceAll('\n', ' \r\n  ')}`],
    ['the answer of the command line', JSON.stringify({ note: keptNote, fingerprint: keptFingerprint })],
    ['its first three lines', keptNote.split('\n').slice(0, 3).join('\n')],
    ['the fingerprint', keptFingerprint],
    ['the fingerprint as typed', keptFingerprint.replaceAll('-', ' ').toUpperCase()],
    ['a checkpoint of nothing', fingerprintOf(0, merkle.rootOf(merkle.EMPTY))],
  ])('passes against an earlier checkpoint kept as %s', (_name, kept) => {
    expect(readKept(kept)).toBeDefined()
    expect(verify(bundle, kept)).toMatchObject({ wrong: undefined, againstKept: true })
  })

  it('passes with bodies erased, and counts them', () => {
    const erased = withAct(2, (act) => ({ ...act, body: { state: 'erased' } }))
    expect(verify(erased)).toMatchObject({ wrong: undefined, bodies: 6, erased: 1 })
  })

  it('passes with acts that only show their leaf, and counts them', () => {
    const restricted = withLeaf(2, ({ act, ...leaf }) => ({
      ...leaf,
      act: null,
      restricted: { id: act?.header.id ?? '', at: act?.header.at ?? '' },
    }))
    expect(verify(restricted)).toMatchObject({ wrong: undefined, bodies: 6, restricted: 1 })
  })

  it('passes whatever was done and whenever it was signed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat({ max: 40 })),
        (all, sizes) => {
          const some = all.map((what, seq) => leafLine(seq, what))
          expect(verify(bundleOf(some, key, [...sizes, some.length])).wrong).toBeUndefined()
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('a changed bundle is found out, at the first wrong place', () => {
  const rehashed = (act: Shown): LeafLine['leaf'] =>
    leafOf({ ...act.header, at: new Date(act.header.at) }, Buffer.from(act.commitment, 'base64')).toString('base64')
  const forgeries: Readonly<
    Record<string, readonly [code: string, lines: readonly (BundleLine | string)[], line?: number]>
  > = {
    ...Object.fromEntries(
      Object.entries(leaves[1]?.act?.header ?? {})
        .filter(([field]) => field !== 'district')
        .map(([field, value]) => {
          const other = field === 'at' ? '2026-11-23T09:00:59.000Z' : typeof value === 'boolean' ? !value : 'other'
          const lines = withAct(1, (act) => ({ ...act, header: { ...act.header, [field]: other } }))
          return [`the field ${field} changed`, ['leaf', lines, 3] as const]
        }),
    ),
    'the district changed': [
      'foreign-origin',
      withAct(1, (act) => ({ ...act, header: { ...act.header, district: 370612 } })),
    ],
    'a body changed': [
      'body',
      withAct(4, (act) => ({ ...act, body: { ...act.body, text: '{"what":"x"}' } as Shown['body'] })),
    ],
    'a salt changed': [
      'body',
      withAct(4, (act) => ({
        ...act,
        body: { ...act.body, salt: randomBytes(16).toString('base64') } as Shown['body'],
      })),
    ],
    'a body that cannot be decrypted': ['damaged', withAct(4, (act) => ({ ...act, body: { state: 'damaged' } }))],
    'body and commitment changed together': [
      'leaf',
      withAct(4, (act) => ({ ...act, commitment: leafLine(4, 'x').act?.commitment ?? '' })),
    ],
    'field and leaf changed together': [
      'root',
      withLeaf(1, (leaf) => {
        const act = { ...(leaf.act as Shown), header: { ...(leaf.act as Shown).header, result: 'refused' } }
        return { ...leaf, act, leaf: rehashed(act) }
      }),
    ],
    'an entry replaced whole': ['root', withLeaf(1, () => leafLine(1, 'x'))],
    'an entry dropped': ['gap', withLeaf(4, () => [])],
    'an entry dropped and the rest numbered anew': [
      'root',
      bundle.flatMap((line) =>
        line.kind !== 'leaf' ? line : line.seq === 4 ? [] : { ...line, seq: line.seq > 4 ? line.seq - 1 : line.seq },
      ),
    ],
    'an entry repeated': ['gap', withLeaf(4, (leaf) => [leaf, leaf])],
    'an entry made up in between': ['root', withLeaf(6, (leaf) => [leaf, leafLine(7, 'x')])],
    'two entries exchanged': [
      'gap',
      withLeaf(4, () => leaves[5] as LeafLine).map((line, index) => (index === 7 ? (leaves[4] as LeafLine) : line)),
    ],
    'two entries exchanged with their numbers': [
      'root',
      withLeaf(4, () => ({ ...(leaves[5] as LeafLine), seq: 4 })).map((line) =>
        line === leaves[5] ? { ...(leaves[4] as LeafLine), seq: 5 } : line,
      ),
    ],
    'the tail cut off': ['short', bundle.slice(0, 5)],
    'the tail cut off and the header told': [
      'unsigned',
      [{ ...bundle[0], size: 4 } as BundleLine, ...bundle.slice(1, 6)],
    ],
    'the last checkpoint removed': ['unsigned', bundle.slice(0, -1)],
    'the header removed': ['no-header', bundle.slice(1)],
    'nothing in it': ['no-header', []],
    'a line that is none': ['not-a-line', [...bundle.slice(0, 2), '{"kind":"leaf"', ...bundle.slice(2)]],
    'a checkpoint of a later time put earlier': [
      'root',
      [...bundle.slice(0, 2), bundle.at(-1) as BundleLine, ...bundle.slice(2)],
    ],
    'the key replaced': [
      'signature',
      [{ ...bundle[0], publicKey: otherKey.publicKey.toString('base64') } as BundleLine, ...bundle.slice(1)],
    ],
    'a key of another length': ['signature', [{ ...bundle[0], publicKey: 'AAAA' } as BundleLine, ...bundle.slice(1)]],
    'another origin in the header': [
      'foreign-origin',
      [{ ...bundle[0], origin: 'yanzhen/1' } as BundleLine, ...bundle.slice(1)],
    ],
    'a checkpoint signed by another key': [
      'signature',
      bundle.map((line) =>
        line.kind === 'checkpoint' ? { ...line, note: noteOf(treeOf(leaves.slice(0, 3)), otherKey) } : line,
      ),
    ],
  }

  it.each(Object.entries(forgeries))('%s', (_name, [code, lines, line]) => {
    const { wrong } = verify(lines)
    expect(wrong?.code).toBe(code)
    if (line) expect(wrong?.facts.line).toBe(line)
  })

  it('keeps the first wrong place when there are more', () => {
    const lines = withAct(4, (act) => ({ ...act, body: { state: 'damaged' } })).slice(0, -1)
    expect(verify(lines).wrong).toMatchObject({ code: 'damaged', facts: { seq: 4 } })
  })
})

describe('a record made anew by somebody who can sign', () => {
  const cheated = leaves.map((leaf) => (leaf.seq === 1 ? leafLine(1, 'x') : leaf))
  const shortened = leaves.slice(0, 4)

  it('cannot be told from the true one without a checkpoint kept outside', () => {
    expect(verify(bundleOf(cheated)).wrong).toBeUndefined()
    expect(verify(bundleOf(cheated, otherKey)).wrong).toBeUndefined()
    expect(verify(bundleOf(shortened)).wrong).toBeUndefined()
  })

  it.each([
    ['the signed text', keptNote],
    ['the fingerprint', keptFingerprint],
  ])('is found out by %s', (_name, kept) => {
    expect(verify(bundleOf(cheated), kept).wrong?.code).toBe('kept-root')
    expect(verify(bundleOf(shortened), kept).wrong?.code).toBe('kept-longer')
    const appended = [...leaves, leafLine(7, 'later')]
    expect(verify(bundleOf(appended), kept).wrong).toBeUndefined()
  })

  it('with another key is found out by the signed text, even when nothing else changed', () => {
    expect(verify(bundleOf(leaves, otherKey), keptNote).wrong?.code).toBe('kept-key')
    expect(verify(bundleOf(cheated, otherKey), keptNote).wrong?.code).toBe('kept-key')
    expect(verify(bundleOf(cheated, otherKey), keptFingerprint).wrong?.code).toBe('kept-root')
  })
})

it.each(['', 'hello', '5', '5 3f2a', `x ${keptFingerprint}`, '{"note":5}', '{'])(
  'takes %j for no checkpoint',
  (text) => {
    expect(readKept(text)).toBeUndefined()
  },
)
