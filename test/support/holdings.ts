import { Client } from 'pg'
import { inject } from 'vitest'
import { inDatabase } from './urls.ts'
import type { Prepared } from './world.ts'

/**
 * What a house holds, as one digest per table, to compare before and after: every table but those that may change when
 * something is refused (the record of it, jobs, sessions and failed sign-ins).
 */
export async function holdings({ database }: Prepared): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), database) })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'jobs')
         and (schemaname, tablename) not in (('control', 'session'), ('control', 'account'))
         and (schemaname <> 'kernel' or tablename not like 'audit%')`,
    )
    const digests: Record<string, string> = {}
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as digest from ${name} t`,
      )
      digests[name] = found[0]?.digest ?? ''
    }
    return digests
  } finally {
    await client.end()
  }
}
