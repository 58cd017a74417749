import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { inDatabase } from './urls.ts'

// The databases of a test run, all in its one PostgreSQL, and what is made once for all its test files.

let counter = 0

async function asSuperuser<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * A new database, cloned from a template: by copying its files, not through the log as PostgreSQL does unless told.
 */
export async function cloneDatabase(template: string): Promise<string> {
  const name = `t_${process.pid}_${counter++}`
  await asSuperuser('postgres', (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy owner yanzhen_owner`),
  )
  return name
}

export async function dropDatabase(name: string): Promise<void> {
  await asSuperuser('postgres', (client) => client.query(`drop database if exists ${name} with (force)`))
}

/** Everybody who is signed in has just been seen and has just given the password. */
export async function refreshSessions(database: string): Promise<void> {
  await asSuperuser(database, (client) =>
    client.query('update control.session set seen_at = now(), confirmed_at = now()'),
  )
}

/** What `make` makes the first time that any test file of this run asks for `name`; the others wait and get the same. */
export async function oncePerRun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const file = join(inject('runFolder'), `${name}.json`)
  return asSuperuser('postgres', async (client) => {
    // Held until the connection ends.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    const known = await readFile(file, 'utf8').catch(() => undefined)
    if (known !== undefined) return JSON.parse(known) as T
    const made = await make()
    await writeFile(file, JSON.stringify(made))
    return made
  })
}
