// The one door to cryptography: no algorithm name appears outside this folder (R-CRY-1). `software.ts` is the default;
// a certified module or SM2/SM3/SM4 takes its place behind the same type (rulings G14).

export type CryptoProvider = {
  /** Names as they are written beside ciphertexts, keys and signatures. */
  readonly algorithms: { readonly hash: string; readonly cipher: string; readonly signature: string }
  readonly hash: (...parts: readonly Uint8Array[]) => Buffer
  readonly keyedHash: (key: Uint8Array, data: Uint8Array) => Buffer
  readonly newKey: () => Buffer
  /** Makes ready a key that is used again and again, for as long as these very bytes are held. */
  readonly keep: <Key extends Uint8Array>(key: Key) => Key
  /** Authenticated; `context` is bound to the ciphertext and has to be the same when decrypting. */
  readonly encrypt: (key: Uint8Array, plain: Uint8Array, context: string) => Buffer
  /** @throws when key, context or a single bit differs. */
  readonly decrypt: (key: Uint8Array, sealed: Uint8Array, context: string) => Buffer
  readonly newSignatureKey: () => { readonly privateKey: Buffer; readonly publicKey: Buffer }
  readonly sign: (privateKey: Uint8Array, data: Uint8Array) => Buffer
  readonly verify: (publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array) => boolean
}
