import officeCrypto from 'officecrypto-tool'

// The inside of the encryption thread.

export type Decrypted =
  | { readonly outcome: 'open'; readonly bytes: Uint8Array; readonly at: number }
  | { readonly outcome: 'wrong-password' }
  | { readonly outcome: 'damaged' }

type Encrypting = { readonly bytes: Uint8Array; readonly password: string }
type Decrypting = { readonly bytes: Uint8Array; readonly passwords: readonly string[] }

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export function encrypt({ bytes, password }: Encrypting): Uint8Array {
  return officeCrypto.encrypt(bufferOf(bytes), { password })
}

/** `at`: which of the passwords it was. */
export async function decrypt({ bytes, passwords }: Decrypting): Promise<Decrypted> {
  for (const [at, password] of passwords.entries()) {
    try {
      return { outcome: 'open', bytes: await officeCrypto.decrypt(bufferOf(bytes), { password }), at }
    } catch (error) {
      const isWrong = error instanceof Error && error.message === 'The password is incorrect'
      if (!isWrong) return { outcome: 'damaged' }
    }
  }
  return { outcome: 'wrong-password' }
}
