import type { ImportContext } from './import-batch.ts'
import type { SheetReading, SheetRow } from './read.ts'

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

/** Rows that become text together: the whole of 100,000 would be a string of 64 MB. */
const TOGETHER = 1000
const NEWLINE = 10

/** Stores what was read of a workbook: a line for all but the good rows, then lines of rows. */
export function putReading<Row extends SheetRow>(place: Place, { rows, ...rest }: SheetReading<Row>): Promise<string> {
  const lines = [Buffer.from(`${JSON.stringify(rest)}\n`)]
  for (let at = 0; at < rows.length; at += TOGETHER) {
    lines.push(Buffer.from(`${JSON.stringify(rows.slice(at, at + TOGETHER))}\n`))
  }
  return put(place, 'reading.jsonl', 'application/jsonl', Buffer.concat(lines))
}

export async function readReading<Row extends SheetRow>(stored: Stored, id: string | null): Promise<SheetReading<Row>> {
  const bytes = await bytesOf(stored, id)
  const first = bytes.indexOf(NEWLINE)
  const rest = JSON.parse(bytes.toString('utf8', 0, first)) as Omit<SheetReading<Row>, 'rows'>
  const rows: Row[] = []
  for (let at = first + 1; at < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, at)
    for (const row of JSON.parse(bytes.toString('utf8', at, end)) as Row[]) rows.push(row)
    at = end + 1
  }
  return { ...rest, rows }
}
