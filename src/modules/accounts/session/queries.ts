import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { districtScope, type Role, ROLES } from '#kernel/access.ts'
import type { Actor, Call } from '#kernel/call.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Database, Tx } from '#kernel/database.ts'
import { readAs } from '#kernel/read-as.ts'
import { closedTo } from '#registry'
import type { z } from 'zod'
import type { Installation, listSessions, Me } from './contract.ts'
import { isAlive, isHeld } from './rules.ts'

/** Every demo account has this password; accounts with it exist in demo data alone. */
export const DEMO_PASSWORD = 'yanzhen-demo-2026'

export const hashOfBearer = (bearer: string): Buffer => createHash('sha256').update(bearer).digest()

// Control tables have no area and no row-level security: role auth reads them, no other role can (rulings G4).
const CONTROL = { class: 'auth', districts: [0, 0], areas: [0, 0] } as const
const SEEN_EVERY_MS = 30_000

/** The districts that this installation serves. */
export async function listDistricts(database: Database): Promise<readonly number[]> {
  const rows = await database.tx(CONTROL, (tx) =>
    tx.query.selectFrom('control.installation').select('district').orderBy('district').execute(),
  )
  return rows.map(({ district }) => district)
}

/**
 * Who a bearer stands for; undefined when it is unknown, ended, timed out, or its account or role has ended. What a page asks
 * by itself (`isBackground`) proves nobody at the screen and must not keep the session alive.
 */
export function findActor(
  database: Database,
  clock: Clock,
  bearer: string,
  isBackground = false,
): Promise<Actor | undefined> {
  return database.tx(CONTROL, async (tx) => {
    const now = clock.now()
    const row = await tx.query
      .selectFrom('control.session as s')
      .innerJoin('control.account as a', 'a.id', 's.account')
      .innerJoin('control.role_grant as g', 'g.id', 's.role_grant')
      .leftJoin('control.role_grant as lent', 'lent.id', 'g.delegated_from')
      .leftJoin('control.account as lender', 'lender.id', 'lent.account')
      .select([
        's.id as session',
        'g.id as grant',
        's.created_at',
        's.seen_at',
        's.confirmed_at',
        's.closed',
        'a.id as account',
        'a.person',
        'a.name',
        'a.password_due',
      ])
      .select(['a.district', 'g.role', 'g.org', 'g.area_lo', 'g.area_hi', 'g.valid_from', 'g.valid_until'])
      .select(['lender.name as for', 'lent.valid_until as lent_until'])
      .where('s.token_hash', '=', hashOfBearer(bearer))
      .where('s.ended_at', 'is', null)
      .where('a.disabled_at', 'is', null)
      .where('lender.disabled_at', 'is', null)
      .executeTakeFirst()
    if (!row || !isAlive(row, now) || !isHeld(row, clock.today())) return undefined
    if (row.lent_until !== null && row.lent_until <= clock.today()) return undefined
    if (!isBackground && now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS) await touch(tx, row.session, now)
    return actorOf(row)
  })
}

type ActorRow = {
  readonly account: string
  readonly person: string
  readonly name: string
  readonly session: string
  readonly grant: string
  readonly district: number
  readonly role: string
  readonly org: string | null
  readonly area_lo: number
  readonly area_hi: number
  readonly confirmed_at: Date
  readonly password_due: boolean
  readonly closed: readonly string[]
  /** Whose role it is, when it was lent. */
  readonly for?: string | null
}

/** An account acting in one of its roles. */
export function actorOf(row: ActorRow): Actor {
  const role = row.role as Role
  return {
    account: row.account,
    person: row.person,
    // Whatever is done for somebody else bears both names.
    name: row.for ? `${row.name}（代${row.for}）` : row.name,
    session: row.session,
    grant: row.grant,
    district: row.district,
    role,
    org: row.org ?? undefined,
    confirmedAt: row.confirmed_at,
    passwordDue: row.password_due,
    scope: {
      class: ROLES[role].class,
      districts: [Math.floor(row.area_lo / 1e6), Math.floor(row.area_hi / 1e6)],
      areas: [row.area_lo, row.area_hi],
      person: row.person,
      closed: row.closed,
      ...(row.org ? { org: row.org } : {}),
    },
  }
}

/** What is closed to an account's person, read in its own district. */
export const closedAtSignIn = (tx: Tx, { district, person }: Pick<ActorRow, 'district' | 'person'>) =>
  readAs(tx, districtScope('auth', district), () => closedTo(tx, district, person))

async function touch(tx: Tx, session: string, now: Date): Promise<void> {
  await tx.query.updateTable('control.session').set({ seen_at: now }).where('id', '=', session).execute()
}

/** The roles that an account holds on a day, in the order in which they were given. */
export function grantsOf(tx: Tx, account: string, today: string) {
  return (
    tx.query
      .selectFrom('control.role_grant as g')
      .leftJoin('control.role_grant as lent', 'lent.id', 'g.delegated_from')
      .leftJoin('control.account as lender', 'lender.id', 'lent.account')
      .selectAll('g')
      .select('lender.name as for')
      .where('g.account', '=', account)
      .where('g.valid_from', '<=', today)
      .where((where) => where.or([where('g.valid_until', 'is', null), where('g.valid_until', '>', today)]))
      // A lent role ends with the one it was lent from.
      .where((where) => where.or([where('lent.valid_until', 'is', null), where('lent.valid_until', '>', today)]))
      .where('lender.disabled_at', 'is', null)
      // Own roles first: who signs in acts in one of them.
      .orderBy(sql`g.delegated_from is not null`)
      .orderBy('g.id')
      .execute()
  )
}

/** What the pages know of the signed-in person. */
export async function describeMe(tx: Tx, account: string, grant: string, today: string): Promise<Me> {
  const owner = await tx.query
    .selectFrom('control.account as a')
    .innerJoin('control.installation as i', 'i.district', 'a.district')
    .select(['a.id', 'a.login', 'a.name', 'a.password_due', 'i.district', 'i.name as district_name', 'i.mode'])
    .where('a.id', '=', account)
    .executeTakeFirstOrThrow()
  const grants = await grantsOf(tx, account, today)
  const roles = grants.map(({ id, role, org_name_zh, org_name_en, for: lender }) => {
    const { zh, en } = ROLES[role as Role]
    return { id, role: role as Role, zh, en, orgZh: org_name_zh, orgEn: org_name_en, for: lender }
  })
  const active = roles.find(({ id }) => id === grant)
  if (!active) throw new Error('the active role of a session is always one of the held ones')
  return {
    account: { id: owner.id, login: owner.login, name: owner.name },
    active,
    roles,
    passwordDue: owner.password_due,
    org: grants.find(({ id }) => id === grant)?.org ?? null,
    district: { code: owner.district, name: owner.district_name, mode: owner.mode as 'demo' | 'empty' },
    today,
  }
}

export async function getMe({ tx, actor, clock }: Call): Promise<Me> {
  const session = await tx.query
    .selectFrom('control.session')
    .select('role_grant')
    .where('id', '=', actor.session)
    .executeTakeFirstOrThrow()
  return describeMe(tx, actor.account, session.role_grant, clock.today())
}

/** Whether a district was founded for the demo or for real work. */
export async function modeOf(tx: Tx, district: number): Promise<string> {
  const { mode } = await tx.query
    .selectFrom('control.installation')
    .select('mode')
    .where('district', '=', district)
    .executeTakeFirstOrThrow()
  return mode
}

export async function getInstallation({ tx, clock }: Call): Promise<Installation> {
  const installation = await tx.query.selectFrom('control.installation').selectAll().executeTakeFirst()
  const mode = (installation?.mode ?? 'empty') as 'demo' | 'empty'
  return {
    needsSetup: installation === undefined,
    mode,
    districtName: installation?.name ?? null,
    today: clock.today(),
    demo: mode === 'demo' ? { password: DEMO_PASSWORD, accounts: await demoAccounts(tx) } : null,
  }
}

async function demoAccounts(tx: Tx): Promise<NonNullable<Installation['demo']>['accounts']> {
  const rows = await tx.query
    .selectFrom('control.account as a')
    .innerJoin('control.role_grant as g', 'g.account', 'a.id')
    .select(['a.login', 'a.name', 'g.role', 'g.org_name_zh', 'g.org_name_en'])
    // Whose password is on a slip does not have the demo's.
    .where('a.password_due', '=', false)
    .orderBy('a.id')
    .orderBy('g.id')
    .execute()
  return rows.map(({ login, name, role, org_name_zh, org_name_en }) => ({
    login,
    name,
    zh: `${org_name_zh} · ${ROLES[role as Role].zh}`,
    en: `${org_name_en} · ${ROLES[role as Role].en}`,
  }))
}

export async function getSessions({ tx, actor, clock }: Call): Promise<z.input<(typeof listSessions)['output']>> {
  const rows = await tx.query
    .selectFrom('control.session')
    .select(['id', 'client', 'created_at', 'seen_at'])
    .where('account', '=', actor.account)
    .where('ended_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  const alive = rows.filter((row) => isAlive(row, clock.now()))
  return {
    sessions: alive.map(({ id, client, created_at, seen_at }) => ({
      id,
      client,
      createdAt: created_at.toISOString(),
      seenAt: seen_at.toISOString(),
      current: id === actor.session,
    })),
  }
}

/** An account in its first role without a session: for the demo builder and tests, which act in process. */
export function findActorByLogin(database: Database, clock: Clock, login: string): Promise<Actor | undefined> {
  return database.tx(CONTROL, async (tx) => {
    const account = await tx.query
      .selectFrom('control.account')
      .selectAll()
      .where('login', '=', login)
      .executeTakeFirst()
    const [grant] = account ? await grantsOf(tx, account.id, clock.today()) : []
    if (!account || !grant) return undefined
    const closed = await closedAtSignIn(tx, account)
    return actorOf({
      ...account,
      ...grant,
      account: account.id,
      session: account.id,
      grant: grant.id,
      confirmed_at: clock.now(),
      closed,
    })
  })
}
