import { sameNumber } from '../dispatch/rules.ts'

// What is pure about registrations: what a scan is, and where two entries of one paper differ.

const SIGNATURES = [
  { mediaType: 'application/pdf', ending: 'pdf', start: Buffer.from('%PDF-') },
  { mediaType: 'image/jpeg', ending: 'jpg', start: Buffer.from([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/png', ending: 'png', start: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
] as const

/** What a scan is by its first bytes, whatever its name says; undefined for anything else. */
export function scanKind(bytes: Buffer): { readonly mediaType: string; readonly ending: string } | undefined {
  return SIGNATURES.find(({ start }) => bytes.subarray(0, start.length).equals(start))
}

type Answered = {
  readonly request: string
  readonly item: string
  readonly answer: string
  readonly basis: string | null
}

/** Where two entries of the same paper differ. Spaces and width in a document number do not count. */
export function differencesOf(first: readonly Answered[], second: readonly Answered[]): readonly Answered[] {
  const keyOf = ({ request, item }: Answered) => `${request}/${item}`
  const sayings = ({ answer, basis }: Answered) => `${answer}|${sameNumber(basis ?? '')}`
  const seconds = new Map(second.map((one) => [keyOf(one), one]))
  const changed = first.filter((one) => {
    const other = seconds.get(keyOf(one))
    return !other || sayings(other) !== sayings(one)
  })
  const firsts = new Set(first.map(keyOf))
  return [...changed, ...second.filter((one) => !firsts.has(keyOf(one)))]
}
