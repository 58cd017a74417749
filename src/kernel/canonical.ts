import type { CryptoProvider } from './crypto/provider.ts'

/** A value that has one JSON form: keys sorted, no undefined. Digests and signatures are over these bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** SHA-256 (or the provider's hash) over the canonical form. */
export function digestOf(provider: Pick<CryptoProvider, 'hash'>, value: unknown): Buffer {
  return provider.hash(Buffer.from(canonical(value)))
}
