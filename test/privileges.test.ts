import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ACCESS_CLASSES, LABELS } from '#kernel/access.ts'
import { inDatabase } from './support/urls.ts'
import { type Prepared, prepare } from './support/world.ts'

// What the database grants, read from its own catalogue and held against the whole of what is meant (rulings G1, G2): a new
// table, grant, policy, view or function that nobody thought about makes a test fail. access.test.ts attacks the same fences.

let district: Prepared
let owner: Client
beforeAll(async () => {
  district = await prepare('founded')
  owner = new Client({ connectionString: inDatabase(inject('ownerUrl'), district.database) })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await district.close()
})

/** Runs statements as the owner of the tables, looks, and takes everything back. */
async function after<T>(statements: readonly string[], look: () => Promise<T>): Promise<T> {
  await owner.query('begin')
  try {
    for (const statement of statements) await owner.query(statement)
    return await look()
  } finally {
    await owner.query('rollback')
  }
}

const rowsOf = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await owner.query<Row>(text, values)).rows

// The queue's schema belongs to its library, and is reached by class jobs alone (see below).
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'jobs')`
/** The migrations that ran; nobody but the owner may see it. */
const UNLABELLED = ['control.migration']

type Table = { name: string; comment: string | null; secured: boolean; forced: boolean; granted: string[] }
type Policy = { name: string; policyname: string; permissive: string; qual: string | null; with_check: string | null }

/** Where a table is not fenced as its label says, or something leads past all labels. */
async function gaps(): Promise<string[]> {
  const tables = await rowsOf<Table>(
    `select n.nspname || '.' || c.relname as name, obj_description(c.oid) as comment, c.relrowsecurity as secured,
            c.relforcerowsecurity as forced,
            array(select r.rolname::text from pg_roles r where r.rolname ~ '^(yz_|yanzhen_r)'
                  and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')
                       or has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references'))) as granted
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS}`,
  )
  const policies = await rowsOf<Policy>(
    `select schemaname || '.' || tablename as name, policyname, permissive, qual, with_check from pg_policies`,
  )
  const others = await rowsOf<{ name: string }>(
    `select 'view ' || n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('v', 'm', 'f', 'S') and ${OURS}
     union all select 'function ' || n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${OURS} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  )
  return [
    ...tables.flatMap((table) =>
      gapsOf(
        table,
        policies.filter(({ name }) => name === table.name),
      ),
    ),
    ...others.map(({ name }) => name),
  ]
}

function gapsOf({ name, comment, secured, forced, granted }: Table, policies: readonly Policy[]): string[] {
  if (UNLABELLED.includes(name)) return granted.map((role) => `${name}: ${role} reaches it`)
  const labels = [...(comment ?? '').matchAll(/\blabel: (\w+)/g)].map((match) => match[1] ?? '')
  const isFenced = labels[0] !== undefined && labels[0] in LABELS
  const isOpen = labels[0] === 'reference' || labels[0] === 'control'
  const strangers = granted.filter((role) => labels[0] === 'control' && !['yz_auth', 'yz_jobs'].includes(role))
  return [
    ...(labels.length === 1 && (isFenced || isOpen) ? [] : [`${name}: labels ${labels.join(' ')}`]),
    ...(secured === isFenced && !forced ? [] : [`${name}: row-level security`]),
    ...(isFenced && policies.length === 0 ? [`${name}: no policy`] : []),
    ...strangers.map((role) => `${name}: ${role} reaches it`),
    ...policies
      .filter((policy) => !isPlain(policy, comment ?? ''))
      .map((policy) => `${name}: policy ${policy.policyname}`),
  ]
}

/**
 * A policy says for reading what its label says, and for writing the same; the table's comment names it. A restrictive one
 * only takes away.
 */
function isPlain({ policyname, permissive, qual, with_check }: Policy, comment: string): boolean {
  if (permissive === 'RESTRICTIVE') return true
  const label = policyname.startsWith('clean_up') ? 'district' : policyname
  const isNamed = label !== policyname || comment.includes(label)
  return permissive === 'PERMISSIVE' && isNamed && qual === LABELS[label as keyof typeof LABELS] && with_check === null
}

describe('no table is without its fence', () => {
  it('as it stands', async () => {
    expect(await gaps()).toEqual([])
  })

  const table = `create table evaluation.bare (district bigint, area bigint)`
  const policy = `create policy subtree on evaluation.roster using`
  const own = `area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint`
  const mutants: Readonly<Record<string, readonly string[]>> = {
    'a table without a label': [table],
    'a table in a schema of its own': ['create schema extra', 'create table extra.bare (n int)'],
    'a label that nobody knows': [table, `comment on table evaluation.bare is 'Bare. label: everybody.'`],
    'a label without security': [table, `comment on table evaluation.bare is 'Bare. label: subtree.'`],
    'a label without a policy': [
      table,
      `comment on table evaluation.bare is 'Bare. label: subtree.'`,
      'alter table evaluation.bare enable row level security',
    ],
    'security switched off': ['alter table evaluation.roster disable row level security'],
    'security forced on the owner': ['alter table evaluation.roster force row level security'],
    'a second policy that lets everything through': ['create policy district on evaluation.roster using (true)'],
    'a policy that asks nothing of what is written': [
      'drop policy subtree on evaluation.roster',
      `${policy} (${own}) with check (true)`,
    ],
    'accounts for staff': ['grant usage on schema control to yz_staff', 'grant select on control.account to yz_staff'],
    'one column of the accounts for staff': ['grant select (login) on control.account to yz_staff'],
    'a view past the fences': ['create view evaluation.everything as select * from evaluation.star_result'],
    "a function with its owner's rights": [
      `create function evaluation.f() returns bigint security definer language sql as 'select count(*) from evaluation.roster'`,
    ],
  }
  it.each(Object.entries(mutants))('and %s is seen', async (_name, statements) => {
    expect(await after(statements, gaps)).not.toEqual([])
  })
})

/** A person's record changes as a whole, and its earlier versions are kept apart. */
const PERSON_COLUMNS =
  'area community name name_key given_key pinyin initials strokes sex birth ethnic native_place political party_joined ' +
  'work_started community_work_started education_full_time education_in_service school source qualification grade note ' +
  'id_hash id_last4 phone_hash key_id sealed batch ended_at version changed_by changed_at'

/** Tables of which class jobs changes nothing but the label, when a community gets another code (rulings G8). */
const LABELLED = [
  'evaluation.key_target',
  'evaluation.visit',
  'evaluation.merit',
  'evaluation.merit_decision',
  ...['roster', 'star_draft', 'star_entry', 'star_publication', 'star_result'].map((name) => `evaluation.${name}`),
  ...['kin', 'past_record', 'person', 'person_alias', 'person_distinct', 'person_name', 'person_past'].map(
    (name) => `registry.${name}`,
  ),
  ...['post', 'resume_period', 'tenure'].map((name) => `registry.${name}`),
  ...['', '_act', '_objection', '_objection_answer', '_stop', '_stop_end', '_stop_overrule'].map(
    (name) => `management.filing${name}`,
  ),
  ...['request', 'question', 'reply', 'answer', 'resolution', 'release', 'conclusion'].map(
    (name) => `management.review_${name}`,
  ),
  ...['opinion', 'answer'].map((name) => `management.supervision_${name}`),
  ...['dispatch', 'dispatch_question', 'workbook', 'check'].map((name) => `management.review_${name}`),
  ...['registration', 'registration_question', 'registration_answer'].map((name) => `management.review_${name}`),
]

/** Everything that a role of the running server may change or remove; whatever is not here is sealed by privilege. */
const MAY_CHANGE = [
  ...LABELLED.map((table) => `${table}: jobs changes area`),
  'control.role_grant: jobs changes area_lo area_hi',
  'control.account: auth changes name person password_hash failures locked_until disabled_at password_due password_until',
  'control.first_login_slips: auth changes sealed_key downloaded_at destroyed_at',
  'control.first_login_slips: jobs changes sealed_key destroyed_at',
  'control.role_grant: auth changes valid_until',
  'control.session: auth changes role_grant seen_at confirmed_at ended_at',
  'evaluation.cycle: jobs changes state round published_on version',
  'evaluation.cycle: staff changes state round published_on version closed_on',
  'evaluation.key_task: staff changes measure_zh measure_en target org document ended_on end_reason version',
  'evaluation.star_draft: rater changes points reason document version account at',
  'kernel.audit_pending: jobs removes',
  'kernel.figure_value: jobs changes district figure period value display as_of recorded_at',
  'kernel.figure_value: staff changes district figure period value display as_of recorded_at',
  ...['auth', 'filing', 'rater', 'reviewer', 'self', 'staff'].map((one) => `kernel.file: ${one} changes ended_at`),
  'kernel.file: jobs changes area ended_at',
  ...['admin', 'auth', 'filing', 'jobs', 'rater', 'reviewer', 'self', 'staff'].map(
    (one) => `kernel.idempotency: ${one} changes status answer`,
  ),
  'kernel.idempotency: jobs removes',
  ...['auth', 'filing', 'jobs', 'staff'].map(
    (one) =>
      `kernel.import_batch: ${one} changes ${one === 'jobs' ? 'area ' : ''}state reading problems counts failure progress accepted_by finished_at version`,
  ),
  'kernel.account_name: auth changes name',
  'kernel.handover: auth changes person acknowledged_at',
  ...['deferral', 'deferral_end', 'noticed', 'objection', 'objection_answer', 'proposal', 'proposed'].map(
    (one) => `evaluation.star_${one}: jobs changes area`,
  ),
  'evaluation.star_pause: staff changes until_date',
  'kernel.public_notice: staff changes until_date',
  'kernel.outbox: jobs removes',
  'kernel.wrapped_key: filing removes',
  ...['filing', 'staff'].map((one) => `registry.person: ${one} changes ${PERSON_COLUMNS}`),
  'registry.going_live: filing changes open person person_name account at',
  'registry.kin: staff changes ended_by ended_at end_reason',
  'registry.past_record: staff changes area ended_at',
  ...['person_distinct', 'person_name', 'person_past'].map((name) => `registry.${name}: staff changes area`),
  'registry.person_alias: staff changes area undone_by undone_at undo_reason',
  'registry.resume_period: staff changes area from_month until_month organisation post kind note ended_at version changed_by changed_at',
  'registry.tenure: filing changes superseded',
  'registry.area_committee: staff changes name_zh name_en valid_until version',
  'registry.area_committee_member: jobs changes area valid_until',
  'registry.area_committee_member: staff changes valid_until',
  'registry.community: jobs changes area code name short_name pinyin street street_name valid_until version',
  'registry.community: staff changes kind version',
  'registry.division: jobs changes valid_until',
  'registry.duty: staff changes valid_until',
  'registry.organisation: jobs changes area name_zh name_en sort valid_until version',
  'registry.organisation: staff changes name_zh name_en sort valid_until version',
  'registry.partner: staff changes name_zh name_en address contact valid_until version',
  'registry.rater_group: staff changes name_zh name_en valid_until version',
  'registry.rater_group_member: staff changes valid_until',
  'registry.succession: jobs changes area undone_by undone_at undo_reason',
]

async function changes(): Promise<string[]> {
  const found = await rowsOf<{ line: string }>(
    `select t.name || ': ' || replace(r.rolname, 'yz_', '') || what as line
     from (select c.oid, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where c.relkind in ('r', 'p') and ${OURS}) t
     cross join pg_roles r
     cross join lateral (values
       (' changes ' || (select string_agg(a.attname, ' ' order by a.attnum) from pg_attribute a
          where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            and has_column_privilege(r.oid, t.oid, a.attname, 'update'))),
       (case when has_table_privilege(r.oid, t.oid, 'delete') then ' removes' end),
       (case when has_table_privilege(r.oid, t.oid, 'truncate, trigger') then ' empties' end)) may (what)
     where r.rolname ~ '^(yz_|yanzhen_r)' and what is not null`,
  )
  return found.map(({ line }) => line).toSorted((a, b) => a.localeCompare(b))
}

describe('what is sealed', () => {
  const meant = MAY_CHANGE.toSorted((a, b) => a.localeCompare(b))

  it('is everything but this', async () => {
    expect(await changes()).toEqual(meant)
  })

  it.each([
    'grant update (points) on evaluation.star_entry to yz_rater',
    'grant delete on kernel.audit_leaf to yz_jobs',
    'grant truncate on evaluation.star_publication to yz_staff',
    'grant update on policy.pack_version to public',
  ])('so that “%s” would be seen', async (grant) => {
    expect(await after([grant], changes)).not.toEqual(meant)
  })
})

describe('residents', () => {
  const reached = async () =>
    (
      await rowsOf<{ line: string }>(
        `select n.nspname || '.' || c.relname || ' ' || p as line
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         cross join unnest(array['select', 'insert', 'update', 'references']) p
         where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
           and has_schema_privilege('yz_resident', n.oid, 'usage') and has_any_column_privilege('yz_resident', c.oid, p)
         union all select 'schema ' || n.nspname from pg_namespace n where has_schema_privilege('yz_resident', n.oid, 'create')
         union all select 'role ' || r.rolname from pg_roles r
         where pg_has_role('yanzhen_resident', r.oid, 'member') and r.rolname <> 'yanzhen_resident'`,
      )
    ).map(({ line }) => line)
  const meant = ['kernel.public_notice select', 'role yz_resident']

  it('reach their notices and nothing else', async () => {
    expect(await reached()).toEqual(meant)
  })

  it.each([
    'grant select (name) on registry.community to yz_resident; grant usage on schema registry to yz_resident',
    'grant insert on kernel.public_notice to yz_resident',
    'grant create on schema kernel to yz_resident',
  ])('so that “%s” would be seen', async (grant) => {
    expect(await after([grant], reached)).not.toEqual(meant)
  })
})

it('the queue belongs to class jobs alone', async () => {
  const users = await rowsOf<{ role: string }>(
    `select r.rolname as role from pg_roles r where r.rolname ~ '^(yz_|yanzhen_r)' and has_schema_privilege(r.oid, 'jobs', 'usage')`,
  )
  expect(users).toEqual([{ role: 'yz_jobs' }])
})

it('there is a role for each class, and none inherits, owns, or makes another', async () => {
  const roles = await rowsOf<{ name: string; plain: boolean }>(
    `select r.rolname as name, not (r.rolinherit or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
              or exists (select from pg_class c where c.relowner = r.oid)) as plain
     from pg_roles r where r.rolname ~ '^(yz_|yanzhen_r)' order by 1`,
  )
  expect(roles.filter(({ plain }) => !plain)).toEqual([])
  const names = ['yanzhen_resident', 'yanzhen_runtime', ...ACCESS_CLASSES.map((one) => `yz_${one}`)]
  expect(roles.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
})
