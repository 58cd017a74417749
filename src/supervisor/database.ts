// What must be true of a database before migrations may run: roles, the database itself, letters that are known as such.
import { Client } from 'pg'
import { DATABASE } from './cluster.ts'
import type { Passwords } from './folders.ts'
import { messageOf, refuse } from './refusals.ts'
import { createDatabaseSql, roleSql } from './roles.ts'

/** Runs `work` on one connection of its own. */
async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'yanzhen supervisor' })
  // A server that goes away ends the running query with an error as well; this one would only end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the roles and the database of an embedded server, or brings them up to date. `url`: the superuser's. */
export async function settleDatabase(url: string, passwords: Passwords): Promise<void> {
  await connected(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) {
      const { rows } = await client.query<{ datctype: string }>(
        `select datctype from pg_database where datname = 'template0'`,
      )
      await client.query(createDatabaseSql(DATABASE, rows[0]?.datctype ?? 'C.UTF-8'))
    }
    await client.query('begin')
    for (const statement of roleSql(DATABASE, passwords)) await client.query(statement)
    await client.query('commit')
  })
}

/** Refuses a database whose character type does not know a Chinese letter as a letter (then trigrams see none at all). */
export async function checkLetters(url: string): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query<{ known: boolean; ctype: string }>(
      `select '张' ~ '^[[:alpha:]]$' as known, datctype as ctype from pg_database where datname = current_database()`,
    )
    if (!rows[0]?.known) refuse('database_ctype', { ctype: rows[0]?.ctype ?? '?' })
  })
}

/** Refuses an external database that does not answer. */
export async function checkExternal(url: string): Promise<void> {
  try {
    await connected(url, (client) => client.query('select 1'))
  } catch (error) {
    refuse('external_unreachable', { reason: messageOf(error) })
  }
}
