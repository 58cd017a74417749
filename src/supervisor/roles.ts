// The database roles (rulings G1, G17): access classes that nobody can log in as, and three logins.
//
// yanzhen_owner      owns the database; used by migrations only
// yanzhen_runtime    the staff server: NOINHERIT, so that a connection without SET ROLE may do nothing; every class but one
// yanzhen_resident   the resident server: the class yz_resident and no other
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import type { Passwords } from './folders.ts'

const STAFF_CLASSES = [
  'yz_staff',
  'yz_reviewer',
  'yz_rater',
  'yz_self',
  'yz_admin',
  'yz_upper',
  'yz_filing',
  'yz_jobs',
  'yz_auth',
] as const

export type RolePasswords = Pick<Passwords, 'owner' | 'runtime' | 'resident'>

/** What PostgreSQL itself uses; RFC 5802 and 7677. */
const SCRAM_ITERATIONS = 4096

/** The SCRAM-SHA-256 verifier of a password: what the server stores. Sent instead of the password, no log can hold it. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, SCRAM_ITERATIONS, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64')
  const serverKey = hmac('Server Key').toString('base64')
  return `SCRAM-SHA-256$${SCRAM_ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

function login(password: string): string {
  return `login password '${scramVerifier(password)}'`
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Creates the role when it is missing, then sets everything about it, so that a second run changes nothing. */
function roleStatements(name: string, attributes: string): string[] {
  return [
    `do $$ begin create role ${name} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    `alter role ${name} ${attributes}`,
  ]
}

/**
 * A role that could step over row-level security makes every scope an ornament. Checked and not set: setting these
 * attributes, even to "no", takes a superuser, whom a rented PostgreSQL does not give.
 */
const NONE_ABOVE_THE_LAW = `do $$ begin
  if exists (select from pg_roles where (rolname ~ '^yz_' or rolname ~ '^yanzhen_')
             and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)) then
    raise exception 'a role of Yanzhen is superuser, bypassrls, createrole, createdb or replication: take that from it';
  end if; end $$`

/**
 * Membership that must be taken up by SET ROLE. PostgreSQL 16 keeps "inherit" and "set" with the grant; 15 has only the
 * member's own NOINHERIT and knows no such words, hence the statement made at run time.
 */
function membership(role: string, member: string): string {
  const plain = `grant ${role} to ${member}`
  return (
    `do $$ begin if current_setting('server_version_num')::int >= 160000 then ` +
    `execute '${plain} with inherit false, set true'; else execute '${plain}'; end if; end $$`
  )
}

/**
 * The statements that make roles, memberships and the rights to connect, for an administrator to run while
 * connected to any database of the server. Safe to run again. PostgreSQL 15 and newer.
 */
export function roleSql(database: string, passwords: RolePasswords): readonly string[] {
  const name = quoteName(database)
  return [
    ...[...STAFF_CLASSES, 'yz_resident'].flatMap((role) => roleStatements(role, 'nologin noinherit')),
    ...roleStatements('yanzhen_owner', `inherit ${login(passwords.owner)}`),
    ...roleStatements('yanzhen_runtime', `noinherit ${login(passwords.runtime)}`),
    ...roleStatements('yanzhen_resident', `noinherit ${login(passwords.resident)}`),
    NONE_ABOVE_THE_LAW,
    ...STAFF_CLASSES.map((role) => membership(role, 'yanzhen_runtime')),
    membership('yz_resident', 'yanzhen_resident'),
    `alter database ${name} owner to yanzhen_owner`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to yanzhen_runtime, yanzhen_resident`,
  ]
}

/** The statement that makes the database: bytes for order, UTF-8 for letters. Cannot run inside a transaction. */
export function createDatabaseSql(database: string, ctype: string): string {
  return `create database ${quoteName(database)} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype '${ctype}'`
}
