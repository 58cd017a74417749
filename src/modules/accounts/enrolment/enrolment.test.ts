import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { districtScope } from '#kernel/access.ts'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { acceptEnrolment, ENROLMENT_AT, enrolmentRow } from '../../../../test/support/enrolment.ts'
import { dryRun, workbookOf } from '../../../../test/support/imports.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { isStrong } from '../session/rules.ts'
import { ENROLMENT } from './contract.ts'
import { destroyOldSlips } from './slips.ts'

// Accounts from Excel: which rows are good, what their slips let people do, and that a password is nowhere but on its slip.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const ADDRESS = 'https://yanzhen.example'
const PERSON_ID = '370611197205120012'
type Listed = {
  id: string
  login: string
  linked: boolean
  disabled: boolean
  roles: { role: string; orgZh: string }[]
}
type Slip = { login: string; password: string; serial: string }

/** Under the instructions and the header. */
const FIRST = 9
/** The template without its drop-down: people paste what is not in it. */
const PASTED = { ...ENROLMENT, columns: ENROLMENT.columns.map((one) => ({ ...one, kind: 'text' as const })) }
const upload = async (...rows: readonly SheetValues[]): Promise<BatchView> =>
  dryRun(world, ENROLMENT_AT, await workbookOf(PASTED, rows))
const accountOf = async (login: string): Promise<Listed | undefined> => {
  const { accounts } = (await world.as('security', 'account.listAccounts')) as { accounts: Listed[] }
  return accounts.find((one) => one.login === login)
}
const download = (batch: string, by = 'security') =>
  world.as(by, 'enrolment.downloadSlips', { batch, address: ADDRESS }) as Promise<{ bytes: Buffer }>
const slipsOf = async (batch: string) =>
  (await world.as('security', 'enrolment.getSlips', { batch })) as { state: string }
const signIn = (login: string, password: string) => world.as(undefined, 'session.signIn', { login, password })
const undo = async (batch: string) => {
  const { version } = (await world.as('security', 'enrolment.getBatch', { batch })) as BatchView
  await world.as('security', 'enrolment.undoBatch', { batch, version, reason: '传错文件' })
}

/** What the sealed file says; the keys are within reach of the process that runs here. */
function opened(batch: string): Promise<Slip[]> {
  const { database, keyring, files } = world.services
  const context = `first-login-slips/370611/${batch}`
  return database.tx(districtScope('auth', 370611), async (tx) => {
    const [row] = await tx.run<{ file: string; sealed_key: Buffer }>(
      'select file, sealed_key from control.first_login_slips where batch = $1',
      [batch],
    )
    const stored = await files.find(tx, 370611, row?.file ?? '')
    const { secret } = await keyring.dataKey(tx, 370611)
    const key = keyring.provider.decrypt(secret, row?.sealed_key ?? Buffer.of(), context)
    return JSON.parse(keyring.provider.decrypt(key, stored?.bytes ?? Buffer.of(), context).toString()) as Slip[]
  })
}

/** Tables in which a text stands somewhere, in any column, as text or as bytes, read as superuser. */
async function tablesWith(text: string): Promise<string[]> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
    )
    const found = []
    for (const { name } of rows) {
      const hit = await client.query(`select 1 from ${name} t where t::text like any ($1) limit 1`, [
        [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
      ])
      if (hit.rows.length > 0) found.push(name)
    }
    return found
  } finally {
    await client.end()
  }
}

describe('rows', () => {
  const bad: Readonly<Record<string, [SheetValues, code: string, cell: string]>> = {
    'a sign-in name that is taken': [{ login: 'head' }, 'enrolment.login-taken', 'A'],
    'an unknown organisation': [
      { role: 'department-rater', organisation: '火星局' },
      'enrolment.organisation-unknown',
      'D',
    ],
    'a role without its organisation': [{ role: 'organization-officer' }, 'enrolment.organisation-missing', 'D'],
    'an unknown street': [{ place: '370611999' }, 'enrolment.street-unknown', 'E'],
    'an unknown community': [{ role: 'secretary', place: '月亮社区' }, 'enrolment.community-unknown', 'E'],
    'another province': [{ role: 'upper-viewer', organisation: '某省', place: '11' }, 'enrolment.upper-code', 'E'],
    'an administrator': [{ role: '安全管理员' }, 'choice', 'C'],
    'an ID number with a wrong check digit': [{ idNumber: '370611197205120013' }, 'enrolment.id-wrong', 'F'],
    'an ID number that nobody has': [{ idNumber: '37061119900101003X' }, 'enrolment.id-unknown', 'F'],
  }
  let view: BatchView
  beforeAll(async () => {
    const rows = Object.values(bad).map(([some], at) => enrolmentRow(`bad.${at}`, some))
    view = await upload(...rows, enrolmentRow('twice'), enrolmentRow('twice'), enrolmentRow('good'))
  })

  it.each(Object.entries(bad).map(([name, [, code, cell]], at) => [name, code, cell, FIRST + at] as const))(
    'with %s are named with their cell',
    (_name, code, column, row) => {
      expect(view.problems).toContainEqual(
        expect.objectContaining({ row, column, code: expect.stringContaining(code) }),
      )
    },
  )

  it('two with one sign-in name are both refused; what is good is offered, and no ID number repeated', () => {
    expect(view.counts).toMatchObject({ rows: 12, added: 1, refused: 11 })
    expect(JSON.stringify(view)).not.toMatch(/37061119\d{9}/)
  })
})

describe('accepted rows', () => {
  let batch: string
  let slips: Slip[]
  beforeAll(async () => {
    batch = (
      await upload(
        enrolmentRow('lin.street'),
        enrolmentRow('lin.secretary', { role: 'secretary', place: '南关社区', idNumber: PERSON_ID }),
        enrolmentRow('lin.head', { role: 'organization-officer', organisation: '区委组织部' }),
      )
    ).id
    await acceptEnrolment(world, batch)
    slips = await opened(batch)
  })
  const passwordOf = (login: string) => slips.find((slip) => slip.login === login)?.password ?? ''

  it('are accounts with their roles, linked to the person where one is named', async () => {
    expect(await accountOf('lin.street')).toMatchObject({ linked: false, roles: [{ role: 'street-officer' }] })
    expect(await accountOf('lin.secretary')).toMatchObject({ linked: true, roles: [{ orgZh: '南关社区' }] })
    const { person = '' } = world.world
    expect(await tablesWith(person)).toEqual(expect.arrayContaining(['control.account', 'registry.person']))
  })

  it('each have a strong password of their own, which stands in no table', async () => {
    expect(new Set(slips.map(({ password }) => password)).size).toBe(3)
    for (const { password, serial } of slips) {
      expect(isStrong(password)).toBe(true)
      expect(await tablesWith(password)).toEqual([])
      expect(await tablesWith(serial)).toEqual([])
    }
    // The same search finds what does stand in a table.
    expect(await tablesWith('lin.street')).toContain('control.account')
  })

  it('no act on record says a password either', async () => {
    const bodies = await world.services.database.tx(districtScope('jobs', 370611), async (tx) => {
      const { secret } = await world.services.keyring.dataKey(tx, 370611)
      const rows = await tx.run<{ id: string; ciphertext: Buffer }>('select id, ciphertext from kernel.audit_body')
      return rows.map(({ id, ciphertext }) =>
        world.services.keyring.provider.decrypt(secret, ciphertext, `audit/370611/${id}`).toString(),
      )
    })
    expect(bodies.filter((body) => body.includes('lin.street'))).not.toEqual([])
    for (const { password } of slips) expect(bodies.filter((body) => body.includes(password))).toEqual([])
  })

  it('the slips come once, to who uploaded the list, and then not even their key is left', async () => {
    await world.as('security', 'account.createAccount', {
      login: 'other.security',
      name: '另一位',
      password: 'A-long-passphrase-1',
      grants: [{ role: 'security-admin', orgZh: '区大数据中心', orgEn: 'Data Centre' }],
    })
    await expect(download(batch, 'other.security')).rejects.toMatchObject({ code: 'accounts.slips-not-yours' })
    const { bytes } = await download(batch)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await slipsOf(batch)).toMatchObject({ state: 'downloaded' })
    await expect(download(batch)).rejects.toMatchObject({ code: 'accounts.slips-gone' })
    await expect(opened(batch)).rejects.toThrow()
  })

  it('a slip opens nothing but the change of its password, for 14 days', async () => {
    const day = 86_400_000
    const until = (offset: number) =>
      world.services.database.tx(districtScope('auth', 370611), (tx) =>
        tx.run('update control.account set password_until = $2 where login = $1', [
          'lin.head',
          new Date(Date.now() + offset),
        ]),
      )
    await until(-day)
    const expired = signIn('lin.head', passwordOf('lin.head'))
    await expect(expired).rejects.toMatchObject({ code: 'accounts.slip-expired' })
    await until(day)
    const { me } = (await signIn('lin.head', passwordOf('lin.head'))) as { me: { passwordDue: boolean } }
    expect(me.passwordDue).toBe(true)
  })

  it('stay once somebody has signed in', async () => {
    await expect(undo(batch)).rejects.toMatchObject({ code: 'accounts.enrolment-in-use', facts: { count: 1 } })
  })
})

describe('before anybody has signed in', () => {
  it('a batch is taken back as a whole, and its names are free for the corrected list', async () => {
    const first = (await upload(enrolmentRow('wrong.one', { name: '写错' }))).id
    await acceptEnrolment(world, first)
    const [slip] = await opened(first)
    await undo(first)
    expect(await accountOf('wrong.one')).toMatchObject({ disabled: true })
    await expect(signIn('wrong.one', slip?.password ?? '')).rejects.toMatchObject({ code: 'accounts.sign-in-failed' })
    await expect(download(first)).rejects.toMatchObject({ code: 'accounts.slips-gone' })
    const second = await upload(enrolmentRow('wrong.one', { name: '写对' }))
    expect(second.counts).toMatchObject({ added: 1, refused: 0 })
    await acceptEnrolment(world, second.id)
    const [again] = await opened(second.id)
    await expect(signIn('wrong.one', again?.password ?? '')).resolves.toBeDefined()
    await expect(signIn('wrong.one', slip?.password ?? '')).rejects.toThrow()
  })

  it('slips that nobody downloads are destroyed after an hour', async () => {
    const { id } = await upload(enrolmentRow('late.one'))
    await acceptEnrolment(world, id)
    await destroyOldSlips(world.services, 370611)
    expect(await slipsOf(id)).toMatchObject({ state: 'ready' })
    const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
    await client.connect()
    await client.query(`update control.first_login_slips set until = now() where batch = $1`, [id])
    await client.end()
    await expect(download(id)).rejects.toMatchObject({ code: 'accounts.slips-gone' })
    await destroyOldSlips(world.services, 370611)
    expect(await slipsOf(id)).toMatchObject({ state: 'destroyed' })
    await expect(opened(id)).rejects.toThrow()
  })
})

it('an account is linked to somebody of the register, by ID number alone', async () => {
  const { id = '' } = (await accountOf('qingyang')) ?? {}
  const link = (idNumber: string) => world.as('security', 'account.linkPerson', { id, idNumber })
  await expect(link('37061119900101003X')).rejects.toMatchObject({ code: 'accounts.id-unknown' })
  await expect(link('1')).rejects.toMatchObject({ code: 'accounts.id-wrong' })
  await link(PERSON_ID)
  expect(await accountOf('qingyang')).toMatchObject({ linked: true })
  // Role auth learns whose number it is, and nothing else of anybody.
  const read = (columns: string) =>
    world.services.database.tx(districtScope('auth', 370611), (tx) => tx.run(`select ${columns} from registry.person`))
  expect(await read('id, id_hash')).not.toEqual([])
  for (const column of ['name', 'sealed', 'id_last4', 'phone_hash', 'key_id']) {
    await expect(read(column)).rejects.toThrow('permission denied')
  }
})
