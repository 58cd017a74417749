import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import {
  DatabaseError,
  Pool,
  type PoolClient,
  type CustomTypesConfig,
  type QueryConfig,
  type QueryResultRow,
  types as pgTypes,
} from 'pg'
import { v7 } from 'uuid'
import { openingOf, type Scope } from './access.ts'
import { randomPiece } from './crypto/random.ts'
import type { DB } from './database-types.ts'

// The only way to a connection: `tx(scope, work)`.

// Codes of 12 digits and counts fit a JavaScript number; numeric and dates stay text, because scores are exact and
// business days have no time zone.
const BIGINT = 20
const DATE = 1082
type Parser = (value: string) => unknown
const usualParser = pgTypes.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parser
const types: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === BIGINT) return Number
    return oid === DATE ? String : usualParser(oid, format)
  },
}

/** A transaction in progress: Kysely for queries, `run` where plain SQL reads better, `client` for savepoints. */
export type Tx = {
  readonly query: Kysely<DB>
  readonly run: <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  readonly client: PoolClient
}

export type Database = {
  readonly tx: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Refuses a login that could see past row-level security. Called once at start. */
  readonly assertConfined: () => Promise<void>
  readonly close: () => Promise<void>
}

// The last id's place in time: ids of one millisecond count on from a random start, so that they keep their order.
let msecs = 0
let seq = 0

/** Ids are UUIDv7 made here: ordered in time, the same on every database. */
export function newId(): string {
  const random = randomPiece(16)
  const now = Date.now()
  seq = now > msecs ? random.readUInt32BE(0) >>> 1 : seq + 1
  msecs = Math.max(now, msecs)
  return v7({ random, msecs, seq })
}

/** Waiting for a connection longer than this is a failure that the caller hears of, not a process that hangs. */
const CONNECT_MS = 20_000

/**
 * Opens the pools. All districts live in one pool today; `route` is where one PostgreSQL per province would be chosen
 * (performance.md §D.5).
 * @param size connections at most; twice the cores is plenty for a district.
 */
export function openDatabase(url: string, size = 8): Database {
  const pool = new Pool({
    connectionString: url,
    max: size,
    types,
    // Statements that are sent together arrive together; each is still answered by itself and in order.
    pipeline: true,
    allowExitOnIdle: true,
    connectionTimeoutMillis: CONNECT_MS,
  })
  // A connection that the server drops (a restart, a crash) fails its own statement and is replaced at the next use;
  // without listeners its error event, idle or in use, would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const route = (_district: number): Pool => pool
  return {
    tx: (scope, work) => transact(route(scope.districts[0]), scope, work),
    assertConfined: () => assertConfined(pool),
    close: () => pool.end(),
  }
}

async function transact<T>(pool: Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    // The first statement follows the opening without waiting for its answer: they are answered in order, and after an
    // opening that failed PostgreSQL takes none. Both are waited for, so that nothing runs on after the end.
    const [opened, done] = await Promise.allSettled([client.query(openingOf(scope)), work(txOf(client))])
    if (opened.status === 'rejected') throw opened.reason
    if (done.status === 'rejected') throw done.reason
    await client.query('commit')
    return done.value
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function txOf(client: PoolClient): Tx {
  return {
    client,
    query: kyselyOver(client),
    run: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const result = await client.query<Row>(prepared(text, [...values]))
      return result.rows
    },
  }
}

// Statements are prepared by name once per connection. Texts come from code, so their number is bounded; the limit only
// guards against a text that is built anew each time.
const NAMES = new Map<string, string>()
const MOST_NAMES = 1000

function prepared(text: string, values: unknown[]): QueryConfig {
  let name = NAMES.get(text)
  if (!name && NAMES.size < MOST_NAMES) {
    name = `s${NAMES.size}`
    NAMES.set(text, name)
  }
  return { text, values, ...(name ? { name } : {}) }
}

/** A Kysely that talks through one open transaction and cannot begin or end one. */
function kyselyOver(client: PoolClient): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const result = await client.query(prepared(sql, [...parameters]))
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('streaming goes through tx.client')
    },
  }
  const refuse = async (): Promise<never> => {
    throw new Error('a transaction is opened by tx(scope, work) alone')
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => undefined,
        acquireConnection: async () => connection,
        beginTransaction: refuse,
        commitTransaction: refuse,
        rollbackTransaction: refuse,
        releaseConnection: async () => undefined,
        destroy: async () => undefined,
      }),
    },
  })
}

async function assertConfined(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ rolname: string; unconfined: boolean; owned: number }>(
    `select r.rolname, r.rolsuper or r.rolbypassrls as unconfined,
            (select count(*) from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owned
     from pg_roles r where r.rolname = session_user`,
  )
  const role = rows[0]
  if (!role || role.unconfined || role.owned > 0) {
    throw new Error(
      `database role ${role?.rolname ?? '?'} is a superuser, bypasses row-level security or owns tables: the server does not start as it`,
    )
  }
}

/** True for a violation of a unique key, primary key or exclusion constraint, optionally of that name. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  if (!(error instanceof DatabaseError)) return false
  const duplicate = error.code === '23505' || error.code === '23P01'
  return duplicate && (constraint === undefined || error.constraint === constraint)
}

/** Whether a restrictive policy of that name kept a row out. */
export function isRefusedBy(error: unknown, policy: string): boolean {
  return error instanceof DatabaseError && error.code === '42501' && error.message.includes(`"${policy}"`)
}
