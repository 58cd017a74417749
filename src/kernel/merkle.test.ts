import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { softwareProvider } from './crypto/software.ts'
import {
  append,
  EMPTY,
  type Frontier,
  frontierFromBytes,
  frontierToBytes,
  hashLeaf,
  openCheckpoint,
  rootOf,
  signCheckpoint,
} from './merkle.ts'

const treeOf = (leaves: readonly Buffer[]): Frontier => leaves.reduce(append, EMPTY)

/** RFC 6962 §2.1 as it is written there: split at the largest power of two below n. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (!only) return createHash('sha256').digest()
  if (leaves.length === 1) return only
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(treeHash(leaves.slice(0, split)))
    .update(treeHash(leaves.slice(split)))
    .digest()
}

const leaves = fc.array(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => hashLeaf(bytes)),
  { maxLength: 130 },
)

describe('the tree', () => {
  // The test data of Certificate Transparency (google/certificate-transparency, merkletree tests).
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]

  it.each(roots.map((root, size) => [size, root] as const))('over %i leaves has the known root', (size, root) => {
    const data = inputs.slice(0, size).map((hex) => hashLeaf(Buffer.from(hex, 'hex')))
    expect(rootOf(treeOf(data)).toString('hex')).toBe(root)
  })

  it('appended leaf by leaf is the tree computed at once', () => {
    fc.assert(
      fc.property(leaves, (all) => {
        expect(rootOf(treeOf(all)).equals(treeHash(all))).toBe(true)
        expect(treeOf(all).size).toBe(all.length)
      }),
    )
  })

  it('goes on from stored bytes as if it had never been stored', () => {
    fc.assert(
      fc.property(leaves, leaves, (before, after) => {
        const tree = treeOf(before)
        const stored = frontierFromBytes(tree.size, frontierToBytes(tree))
        expect(rootOf(after.reduce(append, stored)).equals(treeHash([...before, ...after]))).toBe(true)
      }),
    )
  })

  it('takes no bytes that belong to another size', () => {
    fc.assert(
      fc.property(leaves, fc.nat({ max: 200 }), (all, size) => {
        const bytes = frontierToBytes(treeOf(all))
        const ones = (n: number) => n.toString(2).split('1').length - 1
        if (ones(size) === ones(all.length)) expect(frontierFromBytes(size, bytes).size).toBe(size)
        else expect(() => frontierFromBytes(size, bytes)).toThrow(RangeError)
      }),
    )
  })

  it('has another root when a leaf is changed, dropped or exchanged', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 8 }), { minLength: 2, selector: String }),
        fc.nat(),
        (data, at) => {
          const all = data.map((bytes) => hashLeaf(bytes))
          const index = at % (all.length - 1)
          const root = rootOf(treeOf(all))
          const changed = all.with(index, hashLeaf(Buffer.from('something else')))
          const exchanged = all.with(index, all[index + 1] as Buffer).with(index + 1, all[index] as Buffer)
          for (const other of [changed, exchanged, all.toSpliced(index, 1), all.slice(0, -1)])
            expect(rootOf(treeOf(other)).equals(root)).toBe(false)
        },
      ),
    )
  })
})

describe('a checkpoint', () => {
  const key = softwareProvider.newSignatureKey()
  const other = softwareProvider.newSignatureKey()
  const signWith = (pair: typeof key, origin = 'yanzhen/370611', size = 8) =>
    signCheckpoint({ origin, size, root: hashLeaf(Buffer.of(size)) }, pair.publicKey, (data) =>
      softwareProvider.sign(pair.privateKey, data),
    )
  const open = (note: string, publicKey = key.publicKey) =>
    openCheckpoint(note, publicKey, (data, signature) => softwareProvider.verify(publicKey, data, signature))
  const note = signWith(key)

  it('comes back from its text', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 999_999 }), (size, district) => {
        const origin = `yanzhen/${district}`
        expect(open(signWith(key, origin, size))).toEqual({ origin, size, root: hashLeaf(Buffer.of(size)) })
      }),
      { numRuns: 30 },
    )
  })

  it('names its key as signed notes do', () => {
    // Verifier keys of sum.golang.org and of the example in golang.org/x/mod/sumdb/note: name + key hash + key.
    const known = [
      'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ]
    for (const text of known) {
      const [origin = '', hash, ...encoded] = text.split('+')
      const publicKey = Buffer.from(encoded.join('+'), 'base64').subarray(1)
      const signed = signCheckpoint({ origin, size: 1, root: Buffer.alloc(32) }, publicKey, () => Buffer.alloc(64))
      const signature = Buffer.from(signed.trim().split(' ').at(-1) ?? '', 'base64')
      expect(signature.subarray(0, 4).toString('hex')).toBe(hash)
      expect(signature).toHaveLength(68)
    }
  })

  const [origin = '', size = '', root = '', , signature = ''] = note.split('\n')
  const assemble = (lines: readonly string[]) => `${lines.join('\n')}\n`

  it('can be taken apart and put together: the positive control of the attacks below', () => {
    expect(open(assemble([origin, size, root, '', signature]))).toBeDefined()
  })

  const forged: Readonly<Record<string, string>> = {
    'another size': assemble([origin, '9', root, '', signature]),
    'a size with a leading zero': assemble([origin, '08', root, '', signature]),
    'a negative size': assemble([origin, '-8', root, '', signature]),
    'another root': assemble([origin, size, hashLeaf(Buffer.of(9)).toString('base64'), '', signature]),
    'a root of another length': assemble([origin, size, root.slice(0, 20), '', signature]),
    'another origin': assemble(['yanzhen/370612', size, root, '', signature]),
    'another origin in text and signature line': assemble(
      ['yanzhen/370612', size, root, '', signature].map((line) => line.replace(origin, 'yanzhen/370612')),
    ),
    'another signer name': assemble([origin, size, root, '', signature.replace(origin, 'yanzhen/370612')]),
    'a line more': assemble([origin, size, root, 'extension', '', signature]),
    'no signature': assemble([origin, size, root, '']),
    'half a signature': assemble([origin, size, root, '', signature.slice(0, 60)]),
    "another checkpoint's signature": assemble([origin, size, root, '', signWith(key, origin, 9).split('\n')[4] ?? '']),
    'nothing at all': '',
    'some text': 'what is this\n\nand this\n',
  }
  it.each(Object.entries(forged))('is not accepted with %s', (_name, text) => {
    expect(open(text)).toBeUndefined()
  })

  it('is not accepted when a single bit of the signature differs', () => {
    const [dash, name, encoded = ''] = signature.split(' ')
    const bytes = Buffer.from(encoded, 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const line = `${dash} ${name} ${flipped.toString('base64')}`
      expect(open(assemble([origin, size, root, '', line]))).toBeUndefined()
    }
  })

  it('signed by another key is that key’s alone', () => {
    expect(open(signWith(other), other.publicKey)).toBeDefined()
    expect(open(signWith(other))).toBeUndefined()
    expect(open(note, other.publicKey)).toBeUndefined()
  })

  it('may carry the signatures of others beside ours', () => {
    const witness = signWith(other).split('\n')[4] ?? ''
    expect(open(assemble([origin, size, root, '', witness, signature]))).toBeDefined()
    expect(open(assemble([origin, size, root, '', witness]))).toBeUndefined()
  })
})
