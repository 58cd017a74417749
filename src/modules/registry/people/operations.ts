import type { z } from 'zod'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { fromColumns, NO_FIELDS, toColumns } from './columns.ts'
import type {
  addPerson as addContract,
  changeName as nameContract,
  changePerson as changeContract,
} from './contract.ts'
import type { PersonFields } from './contract.ts'
import { readIdNumber } from './identity.ts'
import { cleanName, keysOf } from './names.ts'
import { standsFor } from './queries.ts'
import { getStanding } from './record.ts'
import { refuse } from './refusals.ts'
import { settle } from './rules.ts'
import { hashesOf, NO_SECRETS, openSecrets, type Secrets, sealSecrets } from './secrets.ts'

type NewPerson = z.output<(typeof addContract)['input']>
type Change = z.output<(typeof changeContract)['input']>
type NameChange = z.output<(typeof nameContract)['input']>

/**
 * Registers a person.
 * @throws Refusal when the ID number is registered already, or when the same name and month of birth are and nobody has
 * confirmed that this is another person.
 */
export async function addPerson(
  call: Call,
  { name: typed, sameNameConfirmed, ...given }: NewPerson,
): Promise<{ id: string }> {
  const { tx, district, services } = call
  const { fields } = settled({ ...NO_FIELDS, ...given }, call)
  const name = cleanName(typed)
  if (!sameNameConfirmed) await refuseSameName(call, name, fields)
  await refuseTaken(call, fields.idNumber)
  const id = newId()
  const keys = services.keyring.newPersonKeys(district, [id])
  await services.keyring.keepPersonKeys(tx, district, keys)
  await tx.query
    .insertInto('registry.person')
    .values({
      district,
      id,
      name,
      ...keysOf(name),
      ...(await placeOf(call, fields.community)),
      ...(await columnsOf(call, id, fields, keys.get(id))),
      changed_by: call.actor.account,
      changed_at: call.clock.now(),
    })
    .execute()
    .catch(takenElsewhere)
  await call.audit({ object: { type: 'person', id }, body: { name, fields: withoutSecrets(fields) } })
  return { id }
}

/** Changes fields of a record; the version before is kept. */
export async function changePerson(call: Call, { id, version, changes }: Change): Promise<{ version: number }> {
  const held = await holdPerson(call, id, version)
  await call.audit({ object: { type: 'person', id }, body: await writeChanges(call, held, changes) })
  return { version: version + 1 }
}

/** Writes changes of a held record. Gives what an audit row says of them: before and after, but nothing of what is encrypted. */
export async function writeChanges(call: Call, before: Held, changes: Change['changes']) {
  const { id } = before.row
  const { fields } = settled({ ...before.fields, ...changes }, call)
  if (fields.idNumber !== before.fields.idNumber) await refuseTaken(call, fields.idNumber)
  const key = (await call.services.keyring.personKeys(call.tx, call.district, [id])).get(id)
  const place: { area?: number } =
    fields.community === before.fields.community ? {} : await placeOf(call, fields.community)
  const columns = { ...(await columnsOf(call, id, fields, key)), ...place }
  await replace(call, before, columns)
  if (place.area !== undefined && place.area !== before.row.area) await moveWith(call, id, place.area)
  const changed = Object.keys(changes) as (keyof PersonFields)[]
  return Object.fromEntries(
    changed.map((field) => [field, isSecret(field) ? 'changed' : [before.fields[field], fields[field]]]),
  )
}

/** What hangs on a record, by the column that names it. */
const HANGING = {
  person: 'id',
  person_past: 'person',
  person_name: 'person',
  person_alias: 'alias',
  person_distinct: 'a',
  resume_period: 'person',
  past_record: 'person',
} as const

/** Who goes to another street takes along what hangs on the record: the new one reads it, the old one no longer. */
async function moveWith({ tx, district }: Call, id: string, area: number): Promise<void> {
  const { ids } = await getStanding(tx, district, id)
  for (const [table, column] of Object.entries(HANGING)) {
    await tx.run(`update registry.${table} set area = $3 where district = $1 and ${column} = any($2::uuid[])`, [
      district,
      ids,
      area,
    ])
  }
}

/** A new name; one that was taken (更名) leaves the old one findable, a corrected one does not. */
export async function changeName(call: Call, { id, version, name: typed, how, on, reason }: NameChange) {
  const { tx, district, actor, clock } = call
  const before = await holdPerson(call, id, version)
  const name = cleanName(typed)
  if (name === before.row.name) refuse('people.same-as-before')
  if (how === 'changed') {
    const { area, name: former, name_key } = before.row
    await tx.query
      .insertInto('registry.person_name')
      .values({
        district,
        id: newId(),
        person: id,
        area,
        name: former,
        name_key,
        until: on,
        reason,
        recorded_by: actor.account,
        recorded_at: clock.now(),
      })
      .execute()
  }
  await replace(call, before, { name, ...keysOf(name) })
  await call.audit({ object: { type: 'person', id }, body: { name: [before.row.name, name], how, on, reason } })
  return { version: version + 1 }
}

/** Shows one encrypted field in full; who looked, at which field and why is on record, the value is not. */
export async function unmask(
  call: Call,
  { id, field, reason }: { id: string; field: keyof Secrets; reason: string },
): Promise<{ value: string }> {
  const row = await findRow(call, id)
  if (!row) return refuse('people.unknown')
  const secrets = (await openSecrets(call.services, call.tx, call.district, [row])).get(id)
  const value = secrets?.[field] ?? refuse('people.nothing-to-show')
  await call.audit({ object: { type: 'person', id }, body: { unmasked: field, reason } })
  return { value }
}

/** Withdraws a record entered in error and destroys what it encrypts. Refused once the person held a post. */
export async function withdrawPerson(
  call: Call,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<Nothing> {
  const { tx, district, services } = call
  const before = await holdPerson(call, id, version)
  const [used] = await tx.run('select 1 from registry.tenure where district = $1 and person = $2 limit 1', [
    district,
    id,
  ])
  if (used) refuse('people.in-use')
  const { ids } = await getStanding(tx, district, id)
  if (ids.length > 1) refuse('people.stands-for-others')
  await replace(call, before, { sealed: null, id_last4: null, phone_hash: null, ended_at: call.clock.now() })
  await services.keyring.erasePersonKeys(tx, district, [id])
  await call.audit({ object: { type: 'person', id }, body: { withdrawn: true, reason } })
  return {}
}

/** Fields with every rule of a record kept. @throws Refusal for the first that is not. */
function settled(fields: PersonFields, call: Call): { fields: PersonFields } {
  const { problems, ...rest } = settle(fields, call.clock.today())
  const [first] = problems
  if (first) refuse(first.code, first.facts)
  return rest
}

const isSecret = (field: string): field is keyof Secrets => field in NO_SECRETS
const withoutSecrets = (fields: PersonFields) =>
  Object.fromEntries(Object.entries(fields).filter(([field, value]) => !isSecret(field) && value !== null))

/** Where a record belongs: its community; else the caller's street or the district. */
async function placeOf(call: Call, community: string | null): Promise<{ community: string | null; area: number }> {
  if (community === null) return { community, area: Math.max(call.actor.scope.areas[0], areasOf(call.district)[0]) }
  const found = await call.tx.query
    .selectFrom('registry.community')
    .select('area')
    .where('district', '=', call.district)
    .where('id', '=', community)
    .where('valid_until', 'is', null)
    .executeTakeFirst()
  return found ? { community, area: found.area } : refuse('people.unknown-community')
}

async function columnsOf(
  { tx, district, services }: Call,
  id: string,
  fields: PersonFields,
  key: { readonly id: string; readonly secret: Buffer } | undefined,
) {
  const secrets = { idNumber: fields.idNumber, phone: fields.phone }
  const hash = await services.keyring.hasher(tx, district)
  return {
    ...toColumns(fields),
    ...hashesOf(hash, secrets),
    key_id: key?.id ?? null,
    sealed: key ? sealSecrets(services.keyring.provider, key.secret, district, id, secrets) : null,
  }
}

async function refuseSameName(call: Call, name: string, { birth, idNumber }: PersonFields): Promise<void> {
  if (birth === null) return
  const { tx, district } = call
  // Two ID numbers are two people, whatever their names.
  const [same] = await tx.run<{ name: string }>(
    `select name from registry.person
     where district = $1 and name_key = $2 and left(birth, 7) = $3 and ended_at is null and ($4 or id_hash is null) limit 1`,
    [district, keysOf(name).name_key, birth.slice(0, 7), idNumber === null],
  )
  if (same) refuse('people.same-name', { name: same.name })
}

async function refuseTaken({ tx, district, services }: Call, idNumber: string | null): Promise<void> {
  const id = idNumber === null ? undefined : readIdNumber(idNumber)
  if (!id || 'problem' in id) return
  const { id_hash } = hashesOf(await services.keyring.hasher(tx, district), { idNumber: id.value, phone: null })
  const taken = await tx.query
    .selectFrom('registry.person')
    .select('name')
    .where('district', '=', district)
    .where('id_hash', '=', id_hash)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (taken) refuse('people.id-taken', { name: taken.name })
}

/** The index sees what this caller does not: the number is registered in a street outside the caller's area. */
function takenElsewhere(error: unknown): never {
  if (isDuplicate(error, 'person_one_per_id')) refuse('people.id-taken-elsewhere')
  throw error
}

async function findRow({ tx, district }: Call, id: string) {
  return tx.query
    .selectFrom('registry.person')
    .selectAll()
    .where('district', '=', district)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>
export type Held = { readonly row: Row; readonly fields: PersonFields }

/** Locks a record that stands alone, and of which the caller knows the version. */
export async function holdPerson(call: Call, id: string, version: number): Promise<Held> {
  const row = await findRow(call, id)
  if (!row) return refuse('people.unknown')
  if (row.version !== version) refuse('people.changed')
  if ((await standsFor(call.tx, call.district, id)) !== id) refuse('people.merged')
  const secrets = (await openSecrets(call.services, call.tx, call.district, [row])).get(id) ?? NO_SECRETS
  return { row, fields: { ...fromColumns(row), ...secrets } }
}

/** Writes a new version of a record and keeps the one before (rulings G9). */
async function replace({ tx, district, actor, clock }: Call, { row }: Held, columns: Partial<Row>): Promise<void> {
  const { id, version, area, key_id, sealed, changed_by, changed_at, name } = row
  await tx.query
    .insertInto('registry.person_past')
    .values({
      district,
      person: id,
      version,
      area,
      fields: JSON.stringify({ name, ...toColumns(fromColumns(row)) }),
      key_id,
      sealed,
      changed_by,
      changed_at,
    })
    .execute()
  await tx.query
    .updateTable('registry.person')
    .set({ ...columns, version: version + 1, changed_by: actor.account, changed_at: clock.now() })
    .where('district', '=', district)
    .where('id', '=', id)
    .execute()
    .catch(takenElsewhere)
}
