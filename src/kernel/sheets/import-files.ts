import type { ImportContext } from './import-batch.ts'
import { readingOf, type SheetEnd, type SheetReading, type SheetRow } from './read.ts'

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

const NEWLINE = 10

/** What was read of a workbook, being written down while it is read. */
export type ReadingNotes<Row extends SheetRow> = {
  /** A line for these rows: the whole of 100,000 would be a string of 64 MB. */
  readonly add: (rows: readonly Row[]) => void
  /** Stores all lines, and a last one for what is known at the end. Returns the file's id. */
  readonly put: (place: Place, end: SheetEnd) => Promise<string>
}

export function startNotes<Row extends SheetRow>(): ReadingNotes<Row> {
  const lines: Buffer[] = []
  const add = (value: unknown): void => void lines.push(Buffer.from(`${JSON.stringify(value)}\n`))
  return {
    add,
    put: (place, end) => {
      add(end)
      return put(place, 'reading.jsonl', 'application/jsonl', Buffer.concat(lines))
    },
  }
}

export async function readNotes<Row extends SheetRow>(stored: Stored, id: string | null): Promise<SheetReading<Row>> {
  const bytes = await bytesOf(stored, id)
  const last = bytes.lastIndexOf(NEWLINE, bytes.length - 2) + 1
  const rows: Row[] = []
  for (let at = 0; at < last;) {
    const end = bytes.indexOf(NEWLINE, at)
    for (const row of JSON.parse(bytes.toString('utf8', at, end)) as Row[]) rows.push(row)
    at = end + 1
  }
  return readingOf(JSON.parse(bytes.toString('utf8', last)) as SheetEnd, rows)
}
