import type { CryptoProvider } from './crypto/provider.ts'

/** A value that has one JSON form: keys sorted, no undefined. Digests and signatures are over these bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const record = value as Record<string, unknown>
    const keys = Object.keys(record).filter((key) => record[key] !== undefined)
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`)
      .join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** SHA-256 (or the provider's hash) over the canonical form. */
export function digestOf(provider: Pick<CryptoProvider, 'hash'>, value: unknown): Buffer {
  return provider.hash(Buffer.from(canonical(value)))
}
