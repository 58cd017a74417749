/** The migrated database that every test database is cloned from. */
export const TEMPLATE = 'yanzhen'

/** The same login in another database of the same server. */
export function inDatabase(url: string, database: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  return parsed.href
}
