import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type AccessClass, ACCESS_CLASSES, areasOf, districtScope, openingOf, type Scope } from '#kernel/access.ts'
import { openDatabase } from '#kernel/database.ts'
import { inDatabase } from './support/urls.ts'
import { type Prepared, prepare } from './support/world.ts'

// The fences in the database (rulings G1–G5), attacked with any SQL a runtime role can send. Each attack has a positive
// control: the same act succeeds where the fence is not. What is granted at all is held by privileges.test.ts.

let district: Prepared
beforeAll(async () => {
  district = await prepare('published')
})
afterAll(() => district.close())

const STREET = areasOf(370611001)
const scopeOf = (accessClass: AccessClass, areas = areasOf(370611), org?: string): Scope => ({
  class: accessClass,
  districts: [370611, 370611],
  areas,
  ...(org ? { org } : {}),
})

async function count(scope: Scope, table: string): Promise<number> {
  const [row] = await district.services.database.tx(scope, (tx) =>
    tx.run<{ n: number }>(`select count(*) as n from ${table}`),
  )
  return row?.n ?? 0
}

async function raw<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inDatabase(url, district.database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('the schema', () => {
  it('every table and column explains itself', async () => {
    await raw(inject('superuserUrl'), async (client) => {
      const { rows } = await client.query(
        `select n.nspname || '.' || c.relname || '.' || a.attname as column_name
         from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('kernel', 'control', 'registry', 'policy', 'evaluation') and c.relkind = 'r'
           and a.attnum > 0 and not a.attisdropped and c.relname <> 'migration' and col_description(c.oid, a.attnum) is null`,
      )
      expect(rows).toEqual([])
    })
  })
})

describe('the form of a record', () => {
  it('is asked of months and days by the database too', async () => {
    await raw(inject('superuserUrl'), async (client) => {
      const write = async (column: string, value: string) => {
        await client.query('begin')
        const done = client.query(
          `insert into registry.person (district, id, area, name, name_key, given_key, pinyin, initials, strokes, sex,
             changed_by, changed_at, ${column})
           values (370611, gen_random_uuid(), 370611000000, '', '', '', '', '', '', '0', gen_random_uuid(), now(), $1)`,
          [value],
        )
        const outcome = await done.then(
          () => 'written',
          (error: Error) => error.message,
        )
        await client.query('rollback')
        return outcome
      }
      for (const column of ['birth', 'party_joined', 'work_started', 'community_work_started']) {
        expect(await write(column, '1972-05')).toBe('written')
        for (const wrong of ['1972.5', '1972-5', '１９７２-05', '1972-05-', 'x1972-05', '']) {
          expect(await write(column, wrong)).toMatch(`person_${column}_check`)
        }
      }
      expect(await write('birth', '1972-05-17')).toBe('written')
      expect(await write('party_joined', '1972-05-17')).toMatch('person_party_joined_check')
    })
  })
})

describe('row-level security', () => {
  it('a street sees its own communities, the district all of them', async () => {
    const all = await count(scopeOf('staff'), 'evaluation.roster')
    const own = await count(scopeOf('staff', STREET), 'evaluation.roster')
    expect(all).toBe(76)
    expect(own).toBe(26)
  })

  it('a filter in SQL cannot widen a scope', async () => {
    const query = `select count(*) as n from evaluation.star_result where area >= 0 or true`
    const [row] = await district.services.database.tx(scopeOf('staff', STREET), (tx) => tx.run<{ n: number }>(query))
    expect(row?.n).toBe(26)
  })

  it('without settings nothing is visible', async () => {
    const rows = await raw(inject('runtimeUrl'), async (client) => {
      await client.query('begin; set local role yz_staff')
      return (await client.query('select * from evaluation.roster')).rows
    })
    expect(rows).toEqual([])
  })

  it('settings do not survive their transaction', async () => {
    const database = openDatabase(inDatabase(inject('runtimeUrl'), district.database), 1)
    expect(await database.tx(scopeOf('staff'), (tx) => tx.run('select 1 from evaluation.roster'))).toHaveLength(76)
    const bare = await database.tx({ class: 'staff', districts: [0, 0], areas: [0, 0] }, (tx) =>
      tx.run('select 1 from evaluation.roster'),
    )
    expect(bare).toEqual([])
    await database.close()
  })

  it('a department sees its own sheets only', async () => {
    const organisations = (await district.as('head', 'organisation.listOrganisations')) as {
      organisations: { id: string; duties: string[] }[]
    }
    const org = organisations.organisations.find(({ duties }) => duties.includes('SR-04'))?.id
    expect(await count(scopeOf('rater', areasOf(370611), org), 'evaluation.star_entry')).toBe(76 * 2)
    expect(await count(scopeOf('staff'), 'evaluation.star_entry')).toBeGreaterThan(76 * 20)
  })

  it('another district is another world', async () => {
    const other = { ...districtScope('staff', 370612) }
    for (const table of ['registry.community', 'registry.organisation', 'evaluation.cycle', 'evaluation.star_result']) {
      expect(await count(other, table), table).toBe(0)
      expect(await count(scopeOf('staff'), table), table).toBeGreaterThan(0)
    }
  })
})

describe('classes', () => {
  const FORBIDDEN: readonly (readonly [AccessClass, string])[] = [
    ['rater', 'select * from evaluation.star_result'],
    ['rater', 'select * from control.account'],
    ['staff', 'select * from control.session'],
    ['staff', 'select * from kernel.audit_row'],
    ['self', 'select * from evaluation.star_entry'],
    ['self', 'select * from evaluation.star_result'],
    ['upper', 'select * from registry.community'],
    ['upper', 'select * from evaluation.star_publication'],
    ['admin', 'select * from evaluation.star_entry'],
    ['admin', 'select * from evaluation.star_publication'],
    ['resident', 'select * from registry.community'],
    ['resident', 'select * from kernel.audit_row'],
    ['auth', 'select * from evaluation.roster'],
  ]
  it.each(FORBIDDEN)('%s may not: %s', async (accessClass, query) => {
    const url = accessClass === 'resident' ? inject('residentUrl') : inject('runtimeUrl')
    const database = openDatabase(inDatabase(url, district.database), 1)
    await expect(database.tx(scopeOf(accessClass), (tx) => tx.run(query))).rejects.toThrow(/permission denied/)
    await database.close()
    // Positive control: the table is there and holds rows for those who may.
    const rows = await raw(inject('superuserUrl'), async (client) => (await client.query(query)).rows)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('the login of the residents cannot become staff, and staff can', async () => {
    const become = (url: string) => raw(url, (client) => client.query('begin; set local role yz_staff; rollback'))
    await expect(become(inject('residentUrl'))).rejects.toThrow(/permission denied/)
    await expect(become(inject('runtimeUrl'))).resolves.toBeDefined()
  })

  it('a statement sent behind an opening that failed does not run', async () => {
    const said = async (url: string) => {
      const database = openDatabase(inDatabase(url, district.database), 1)
      const answers: unknown[] = []
      const ended = await database
        .tx(scopeOf('staff'), async (tx) => {
          answers.push(await tx.run('select current_user as who').catch((error: Error) => error.message))
        })
        .catch((error: Error) => error.message)
      await database.close()
      return [ended, ...answers]
    }
    expect(await said(inject('residentUrl'))).toEqual([
      expect.stringMatching(/permission denied/),
      expect.stringMatching(/transaction is aborted/),
    ])
    expect(await said(inject('runtimeUrl'))).toEqual([undefined, [{ who: 'yz_staff' }]])
  })

  it('the login itself, without a role, may nothing', async () => {
    await raw(inject('runtimeUrl'), async (client) => {
      await expect(client.query('select * from registry.community')).rejects.toThrow(/permission denied/)
    })
  })

  it('the server does not start as a role that sees past the fences', async () => {
    for (const url of [inject('superuserUrl'), inject('ownerUrl')]) {
      const database = openDatabase(inDatabase(url, district.database), 1)
      await expect(database.assertConfined()).rejects.toThrow(/does not start/)
      await database.close()
    }
    await expect(district.services.database.assertConfined()).resolves.toBeUndefined()
  })
})

describe('sealed by privilege', () => {
  const SEALED: readonly (readonly [AccessClass, string])[] = [
    ['staff', 'update evaluation.star_entry set points = 0'],
    ['rater', 'update evaluation.star_entry set points = 0'],
    ['staff', 'delete from evaluation.star_publication'],
    ['staff', `update evaluation.star_publication set grade = 'star-5'`],
    ['jobs', `update evaluation.star_result set grade = 'star-5'`],
    ['jobs', 'delete from evaluation.star_result'],
    ['staff', `update evaluation.cycle set pack_version = pack_version`],
    ['staff', 'update evaluation.roster set kind = kind'],
    ['staff', `update policy.pack_version set source = ''`],
    ['rater', 'delete from evaluation.star_sheet'],
    ['staff', 'delete from evaluation.star_return'],
    ['staff', 'update kernel.audit_row set result = result'],
    ['admin', 'delete from kernel.audit_row'],
    ['jobs', 'delete from kernel.audit_leaf'],
    ['jobs', 'update kernel.audit_checkpoint set size = size'],
    ['staff', 'delete from kernel.signature'],
    ['staff', 'truncate evaluation.star_entry'],
    ['staff', 'drop table evaluation.star_entry'],
    ['staff', 'alter table evaluation.star_entry disable row level security'],
  ]
  it.each(SEALED)('%s may not: %s', async (accessClass, statement) => {
    const attempt = district.services.database.tx(scopeOf(accessClass), (tx) => tx.run(statement))
    await expect(attempt).rejects.toThrow(/permission denied|must be owner/)
  })

  it('has a positive control: the owner login could do it', async () => {
    await raw(inject('ownerUrl'), async (client) => {
      await client.query('begin')
      const { rowCount } = await client.query('update evaluation.star_entry set points = 0')
      await client.query('rollback')
      expect(rowCount).toBeGreaterThan(0)
    })
  })

  it('a published star cannot be published again or replaced', async () => {
    const again = `insert into evaluation.star_publication
      select district, period, community, area, round, total, total_display, 'star-5', digest, tree, leaves, published_on
      from evaluation.star_publication`
    await expect(district.services.database.tx(scopeOf('staff'), (tx) => tx.run(again))).rejects.toThrow(
      /duplicate key/,
    )
  })

  it('a published half-year cannot be set back', async () => {
    const back = `update evaluation.cycle set state = 'open' where state = 'published' returning period`
    for (const accessClass of ['staff', 'jobs'] as const) {
      expect(await district.services.database.tx(scopeOf(accessClass), (tx) => tx.run(back))).toEqual([])
    }
    await raw(inject('ownerUrl'), async (client) => {
      await client.query('begin')
      expect((await client.query(back)).rowCount).toBe(1)
      await client.query('rollback')
    })
  })

  it('the backfill of a migration as owner reaches every row', async () => {
    await raw(inject('ownerUrl'), async (client) => {
      await client.query('begin')
      const { rowCount } = await client.query('update registry.community set version = version')
      await client.query('rollback')
      expect(rowCount).toBe(76)
    })
  })
})

describe('opening a transaction', () => {
  const good = scopeOf('staff')
  it.each([
    ['a class', { ...good, class: "staff'; reset role; --" as AccessClass }],
    ['an area', { ...good, areas: ['0; reset role' as unknown as number, 1] as const }],
    ['an organisation', { ...good, org: "x'; reset role; --" }],
    ['a person', { ...good, person: '00000000-0000-0000-0000-00000000000g' }],
  ])('takes no SQL through %s', (_name, scope) => {
    expect(() => openingOf(scope)).toThrow(TypeError)
  })

  it('writes a scope as one message', () => {
    expect(openingOf(good)).toMatch(/^begin; set local role yz_staff; set local app\.district_lo = '370611'/)
    expect(ACCESS_CLASSES).toHaveLength(10)
  })
})
