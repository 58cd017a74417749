import { districtScope } from '#kernel/access.ts'
import { record } from '#kernel/audit.ts'
import type { Call, Services } from '#kernel/call.ts'
import { dateOf } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import { writeDocument } from '#kernel/documents/document.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import { newFirstPassword } from '../account/passwords.ts'
import { refuse } from './refusals.ts'

// First-login slips: from the moment in which accounts are made until they are on paper, their passwords are in one sealed
// file. They are set as PDF at the one download, because only then is it known under which address people reach the system.

export type Slip = {
  readonly serial: string
  readonly login: string
  readonly name: string
  readonly org: string
  readonly password: string
}

const SLIP_DAYS = 14
const DOWNLOAD_MS = 3600_000
const DAY_MS = 86_400_000

/** When a password on a slip stops being accepted. */
export const validUntil = (made: Date): Date => new Date(made.getTime() + SLIP_DAYS * DAY_MS)

/** Tells slips apart on the way; says nothing of the person. */
export const newSerial = (): string => newFirstPassword().slice(0, 9).toUpperCase()

const contextOf = (district: number, batch: string): string => `first-login-slips/${district}/${batch}`

/** Keeps the slips under a key of their own: destroying it destroys them, wherever the file has been copied to. */
export async function sealSlips(context: ImportContext, slips: readonly Slip[]): Promise<void> {
  const { tx, services, district, batch, account, areas, now } = context
  const { provider } = services.keyring
  const key = provider.newKey()
  const bytes = provider.encrypt(key, Buffer.from(JSON.stringify(slips)), contextOf(district, batch))
  const { secret } = await services.keyring.dataKey(tx, district)
  const [area] = areas
  const file = { district, area, name: 'slips', mediaType: 'application/octet-stream', bytes, account, at: now }
  await tx.query
    .insertInto('control.first_login_slips')
    .values({
      district,
      batch,
      account,
      file: await services.files.put(tx, file),
      sealed_key: provider.encrypt(secret, key, contextOf(district, batch)),
      until: new Date(now.getTime() + DOWNLOAD_MS),
    })
    .execute()
}

/** Sets the slips as they are handed out, and destroys the passwords. */
export async function downloadSlips(
  call: Call,
  { batch, address }: { readonly batch: string; readonly address: string },
): Promise<FileAnswer> {
  const { tx, district, actor, clock, language } = call
  const [row] = await tx.run<{ account: string; file: string; sealed_key: Buffer | null; until: Date }>(
    `select account, file, sealed_key, until from control.first_login_slips
     where district = $1 and batch = $2 for update`,
    [district, batch],
  )
  if (!row) return refuse('accounts.slips-unknown')
  if (row.account !== actor.account) refuse('accounts.slips-not-yours')
  if (!row.sealed_key || row.until <= clock.now()) return refuse('accounts.slips-gone')
  const slips = await openSlips(call, batch, row.file, row.sealed_key)
  const now = clock.now()
  const until = dateOf(validUntil(new Date(row.until.getTime() - DOWNLOAD_MS)))
  const bytes = await writeDocument(new URL('./slips.typ', import.meta.url), { language, slips, address, until }, now)
  await destroySlips(tx, district, batch, now, { downloaded_at: now })
  await call.audit({
    object: { type: 'import', id: batch },
    body: { slips: slips.length, downloaded: true, destroyed: true },
  })
  const name = language === 'zh' ? '首次登录凭条' : 'first-login-slips'
  return { name: `${name}-${clock.today()}.pdf`, mediaType: 'application/pdf', bytes }
}

async function openSlips(
  { tx, services, district }: Call,
  batch: string,
  file: string,
  sealed: Buffer,
): Promise<Slip[]> {
  const { keyring, files } = services
  const stored = await files.find(tx, district, file)
  if (!stored) throw new Error(`the slips of an import are gone: ${file}`)
  const { secret } = await keyring.dataKey(tx, district)
  const key = keyring.provider.decrypt(secret, sealed, contextOf(district, batch))
  return JSON.parse(keyring.provider.decrypt(key, stored.bytes, contextOf(district, batch)).toString()) as Slip[]
}

/** Without its key the file says nothing to anybody; it is not in use any more either. */
export async function destroySlips(
  tx: Tx,
  district: number,
  batch: string,
  now: Date,
  more: { readonly downloaded_at?: Date } = {},
): Promise<void> {
  const destroyed = await tx.query
    .updateTable('control.first_login_slips')
    .set({ sealed_key: null, destroyed_at: now, ...more })
    .where('district', '=', district)
    .where('batch', '=', batch)
    .where('sealed_key', 'is not', null)
    .returning('file')
    .executeTakeFirst()
  if (!destroyed) return
  await tx.query
    .updateTable('kernel.file')
    .set({ ended_at: now })
    .where('district', '=', district)
    .where('id', '=', destroyed.file)
    .execute()
}

/** Destroys slips that nobody has downloaded within their hour; once a minute. */
export async function destroyOldSlips(services: Services, district: number): Promise<void> {
  const { database, keyring, clock } = services
  const now = clock.now()
  await database.tx(districtScope('jobs', district), async (tx) => {
    const old = await tx.run<{ batch: string }>(
      `select batch from control.first_login_slips
       where district = $1 and sealed_key is not null and until <= $2 for update`,
      [district, now],
    )
    for (const { batch } of old) {
      await destroySlips(tx, district, batch, now)
      const act = { action: 'job.destroySlips', object: { type: 'import', id: batch }, body: { destroyed: true } }
      await record(tx, keyring, { district, now, today: clock.today() }, act)
    }
  })
}
