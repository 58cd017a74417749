import type { ImportContext } from './import-batch.ts'

// What a batch keeps beside its workbook: rows as read and all problems, as encrypted files, since rows hold personal data.

/** Stores a value; returns the file's id. */
export function putJson(
  { tx, services, district, areas, account, now }: Omit<ImportContext, 'progress'>,
  name: string,
  value: unknown,
): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(value))
  return services.files.put(tx, {
    district,
    area: areas[0],
    name,
    mediaType: 'application/json',
    bytes,
    account,
    at: now,
  })
}

export async function readJson<T>(
  { tx, services, district }: Pick<ImportContext, 'tx' | 'services' | 'district'>,
  id: string | null,
): Promise<T> {
  const file = id === null ? undefined : await services.files.find(tx, district, id)
  if (!file) throw new Error(`a file of an import is gone: ${id}`)
  return JSON.parse(file.bytes.toString()) as T
}
