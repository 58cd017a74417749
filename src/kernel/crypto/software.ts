import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import type { CryptoProvider } from './provider.ts'
import { randomPiece } from './random.ts'

const NONCE = 12
const TAG = 16
const PIECE = 65_536
// SPKI of Ed25519 is this header and the 32 bytes of the key; checkpoints carry the bare key.
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex')

/** Of keys that are used again and again; making the object takes as long as hashing a value. */
const keptKeys = new WeakMap<Uint8Array, KeyObject>()

/** As an object: given bare bytes, the runtime takes ten times as long to find out that they are no object (30 µs). */
const keyOf = (key: Uint8Array): KeyObject => keptKeys.get(key) ?? createSecretKey(key)

function keep<Key extends Uint8Array>(key: Key): Key {
  if (!keptKeys.has(key)) keptKeys.set(key, createSecretKey(key))
  return key
}

/** SHA-256, AES-256-GCM, Ed25519 from the runtime's own OpenSSL. */
export const softwareProvider: CryptoProvider = {
  algorithms: { hash: 'sha-256', cipher: 'aes-256-gcm', signature: 'ed25519' },
  hash: (...parts) => hash('sha256', Buffer.concat(parts), 'buffer'),
  keyedHash: (key, data) =>
    createHmac('sha256', keyOf(keep(key)))
      .update(data)
      .digest(),
  newKey: () => randomPiece(32),
  keep,
  encrypt: (key, plain, context) => {
    const nonce = randomPiece(NONCE)
    const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce).setAAD(Buffer.from(context))
    const sealed = Buffer.allocUnsafe(NONCE + TAG + plain.length)
    // Piece by piece into its place: a file of 40 MB is not held three times.
    for (let at = 0; at < plain.length; at += PIECE) {
      sealed.set(cipher.update(plain.subarray(at, at + PIECE)), NONCE + TAG + at)
    }
    cipher.final()
    sealed.set(nonce)
    sealed.set(cipher.getAuthTag(), NONCE)
    return sealed
  },
  decrypt: (key, sealed, context) => {
    // The same bytes, not a copy of them.
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, NONCE))
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
  },
  newSignatureKey: () => {
    const pair = generateKeyPairSync('ed25519')
    return {
      privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
      publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEADER.length),
    }
  },
  sign: (privateKey, data) =>
    sign(null, data, createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })),
  verify: (publicKey, data, signature) => {
    const key = Buffer.concat([SPKI_HEADER, publicKey])
    return verify(null, data, createPublicKey({ key, format: 'der', type: 'spki' }), signature)
  },
}
