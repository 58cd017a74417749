import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ImportContext } from './import-batch.ts'
import { type Numbered, readingOf, type SheetEnd, type SheetReading } from './read.ts'

// What a batch keeps beside its workbook: rows as read and all problems, as encrypted files, since rows hold personal data.

type Place = Omit<ImportContext, 'progress'>
type Stored = Pick<ImportContext, 'tx' | 'services' | 'district'>

function put(
  { tx, services, district, areas, account, now }: Place,
  name: string,
  mediaType: string,
  bytes: Buffer,
): Promise<string> {
  return services.files.put(tx, { district, area: areas[0], name, mediaType, bytes, account, at: now })
}

async function bytesOf({ tx, services, district }: Stored, id: string | null): Promise<Buffer> {
  const file = id === null ? undefined : await services.files.find(tx, district, id)
  if (!file) throw new Error(`a file of an import is gone: ${id}`)
  return file.bytes
}

/** Stores a value; returns the file's id. */
export function putJson(place: Place, name: string, value: unknown): Promise<string> {
  return put(place, name, 'application/json', Buffer.from(JSON.stringify(value)))
}

export async function readJson<T>(stored: Stored, id: string | null): Promise<T> {
  return JSON.parse((await bytesOf(stored, id)).toString()) as T
}

/** What was read of a workbook, being written down while it is read. */
export type ReadingNotes<Row extends Numbered> = {
  readonly add: (rows: readonly Row[]) => void
  /** Stores all rows, and at last what is known at the end. Returns the file's id. */
  readonly put: (place: Place, end: SheetEnd) => Promise<string>
}

// Piece by piece, each with its length before it: the whole of 100,000 rows would be a string of 50 MB, and no smaller when
// it is encrypted, decrypted and read again.
const LENGTH = Uint32Array.BYTES_PER_ELEMENT

function pieceOf(value: unknown): Buffer[] {
  const piece = deflateRawSync(JSON.stringify(value), { level: 1 })
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32LE(piece.length)
  return [length, piece]
}

export function startNotes<Row extends Numbered>(): ReadingNotes<Row> {
  const pieces: Buffer[] = []
  return {
    add: (rows) => void pieces.push(...pieceOf(rows)),
    put: (place, end) => put(place, 'reading', 'application/octet-stream', Buffer.concat([...pieces, ...pieceOf(end)])),
  }
}

export async function readNotes<Row extends Numbered>(stored: Stored, id: string | null): Promise<SheetReading<Row>> {
  const bytes = await bytesOf(stored, id)
  const rows: Row[] = []
  for (let at = 0; ;) {
    const from = at + LENGTH
    at = from + bytes.readUInt32LE(at)
    const value: unknown = JSON.parse(inflateRawSync(bytes.subarray(from, at)).toString())
    if (at === bytes.length) return readingOf(value as SheetEnd, rows)
    for (const row of value as Row[]) rows.push(row)
  }
}
