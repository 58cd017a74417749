import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type AccessClass, districtScope } from '#kernel/access.ts'
import { openDatabase } from '#kernel/database.ts'
import { act } from '../../../demo/build.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// A post is handed over: what the successor then may and sees, what is refused, and who may read of it.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
  await world.as('officer', 'cycle.openCycle', { period: '2026H2', packVersion: world.world.packVersion })
})
afterAll(() => world.close())

type Account = { id: string; login: string; roles: { id: string; role: string; isHeldToday: boolean }[] }
type Handover = {
  id: string
  from: string
  roles: { role: string; items: { link: string }[] }[]
  acknowledgedAt: string
}
type Item = { id: string; link: string; list: string }

const TODAY = '2026-11-23'
const accountOf = async (login: string): Promise<Account> => {
  const { accounts } = (await world.as('security', 'account.listAccounts')) as { accounts: Account[] }
  return accounts.find((one) => one.login === login) as Account
}
const create = async (login: string, role: string, some: object = {}) => {
  const grants = [{ role, orgZh: '区委', orgEn: 'District committee', ...some }]
  const input = { login, name: login, password: 'A-long-passphrase-1', grants }
  await world.as('security', 'account.createAccount', input)
}
const handOver = async (from: string, to: string, some: object = {}) => {
  const [leaver, successor] = [await accountOf(from), await accountOf(to)]
  const grants = leaver.roles.map(({ id }) => id)
  const input = { from: leaver.id, to: successor.id, day: TODAY, grants, reason: '调离', ...some }
  return (await world.as('security', 'handover.handOver', input)) as { id: string }
}
const queueOf = async (login: string) => ((await world.as(login, 'work.getQueue')) as { items: Item[] }).items
const received = async (login: string) =>
  ((await world.as(login, 'handover.listHandovers')) as { handovers: Handover[] }).handovers
const sessionsOf = (login: string) =>
  world.services.database.tx(districtScope('auth', 370611), (tx) =>
    tx.run(
      `select s.id from control.session s join control.account a on a.id = s.account
       where a.login = $1 and s.ended_at is null`,
      [login],
    ),
  )

describe('a rater hands over', () => {
  beforeAll(async () => {
    await create('new.rater', 'upper-viewer', { division: 3706, until: '2026-11-30' })
    expect((await queueOf('sr02')).map(({ link }) => link)).toEqual(['/star/sheets/SR-02?period=2026H2'])
    expect(await sessionsOf('sr02')).not.toEqual([])
    await handOver('sr02', 'new.rater')
  })

  it('and can no longer act, nor sign in', async () => {
    expect(await sessionsOf('sr02')).toEqual([])
    await expect(queueOf('sr02')).rejects.toThrow()
    expect((await accountOf('sr02')).roles.filter(({ isHeldToday }) => isHeldToday)).toEqual([])
  })

  it('the successor holds the role and finds what was open in it', async () => {
    const [handover] = await received('new.rater')
    expect(handover).toMatchObject({ from: '吴建国', roles: [{ role: 'department-rater' }], acknowledgedAt: null })
    expect(handover?.roles[0]?.items.map(({ link }) => link)).toEqual(['/star/sheets/SR-02?period=2026H2'])
    expect((await accountOf('new.rater')).roles.map(({ role }) => role)).toEqual(['upper-viewer', 'department-rater'])
  })

  it('until it is acknowledged it stands on the work queue; only the successor can', async () => {
    const [handover] = await received('new.rater')
    const ids = [handover?.id ?? '']
    expect((await queueOf('new.rater')).map(({ link }) => link)).toContain('/handovers')
    const unknown = { code: 'accounts.handover-unknown' }
    await expect(world.as('sr03', 'handover.acknowledge', { ids })).rejects.toMatchObject(unknown)
    await world.as('new.rater', 'handover.acknowledge', { ids })
    expect((await queueOf('new.rater')).map(({ link }) => link)).not.toContain('/handovers')
    await expect(world.as('new.rater', 'handover.acknowledge', { ids })).rejects.toMatchObject(unknown)
  })

  it('nobody else reads it, with any SQL of the roles that people act in', async () => {
    const rows = await world.services.database.tx(districtScope('auth', 370611), (tx) =>
      tx.run<{ person: string }>('select person from kernel.handover'),
    )
    const person = rows[0]?.person ?? ''
    const count = (one: AccessClass, as?: string) =>
      world.services.database.tx({ ...districtScope(one, 370611), ...(as ? { person: as } : {}) }, (tx) =>
        tx.run('select id from kernel.handover'),
      )
    for (const one of ['staff', 'rater', 'self', 'admin', 'upper'] as const) {
      expect(await count(one)).toEqual([])
      expect(await count(one, '00000000-0000-7000-8000-000000000000')).toEqual([])
      expect(await count(one, person)).toHaveLength(1)
    }
  })
})

describe('roles', () => {
  it('of a later day change hands on that day; one that is kept stays', async () => {
    const officer = await accountOf('officer')
    const street = officer.roles.find(({ role }) => role === 'street-officer')?.id
    await handOver('officer', 'sr05', { day: '2026-12-01', grants: [street] })
    expect(await sessionsOf('officer')).not.toEqual([])
    const rolesOf = async (login: string) =>
      (await accountOf(login)).roles.filter(({ isHeldToday }) => isHeldToday).map(({ role }) => role)
    expect(await rolesOf('officer')).toEqual(['organization-officer', 'street-officer'])
    world.clock.set('2026-12-01')
    expect(await rolesOf('officer')).toEqual(['organization-officer'])
    expect(await rolesOf('sr05')).toEqual(['department-rater', 'street-officer'])
    world.clock.set(TODAY)
  })

  it('of an administrator go to somebody who is nothing else, without a day in between', async () => {
    await create('next.audit', 'audit-admin')
    await handOver('audit', 'next.audit')
    const { roles } = await accountOf('next.audit')
    expect(roles.map(({ role }) => role)).toEqual(['audit-admin'])
    await expect(world.as('next.audit', 'audit.listActs', { limit: 1 })).resolves.toBeDefined()
  })
})

describe('is refused', () => {
  const cases: Readonly<Record<string, [from: string, to: string, code: string, some?: object]>> = {
    'to oneself': ['qingyang', 'qingyang', 'handover-same'],
    'to a disabled account': ['qingyang', 'gone', 'handover-disabled'],
    'for a day that is over': ['qingyang', 'discipline', 'handover-past', { day: '2026-11-22' }],
    'a second administrator role': ['system', 'security', 'administrators-apart'],
    'an administrator role beside another': ['system', 'discipline', 'administrators-apart'],
    'another role beside an administrator': ['qingyang', 'system', 'administrators-apart'],
    'an administrator later': ['system', 'later', 'handover-administrator-today', { day: '2026-12-01' }],
    'a role that is not held': ['qingyang', 'discipline', 'handover-not-held', { grants: [crypto.randomUUID()] }],
    'to nobody': ['qingyang', 'discipline', 'unknown-account', { to: crypto.randomUUID() }],
  }
  beforeAll(async () => {
    await create('gone', 'organization-officer')
    await create('later', 'upper-viewer', { division: 3706, until: '2026-11-23' })
    await world.as('security', 'account.disableAccount', { id: (await accountOf('gone')).id, reason: '调离' })
  })

  it.each(Object.entries(cases))('%s', async (_name, [from, to, code, some]) => {
    const before = await world.as('security', 'account.listAccounts')
    await expect(handOver(from, to, some)).rejects.toMatchObject({ code: `accounts.${code}` })
    expect(await world.as('security', 'account.listAccounts')).toEqual(before)
  })
})

it('takes one connection, so that as many at once as there are do not wait for each other', async () => {
  const database = openDatabase(inDatabase(inject('runtimeUrl'), world.database), 1)
  try {
    const { accounts } = (await world.as('security', 'account.listAccounts')) as { accounts: Account[] }
    const [from, to] = ['sr06', 'sr07'].map((login) => accounts.find((one) => one.login === login) as Account)
    const input = { from: from?.id, to: to?.id, day: TODAY, grants: from?.roles.map(({ id }) => id), reason: '调离' }
    await act({ ...world, services: { ...world.services, database } }, 'security', 'handover.handOver', input)
    const [handover] = await received('sr07')
    expect(handover?.roles[0]?.items.map(({ link }) => link)).toEqual(['/star/sheets/SR-06?period=2026H2'])
  } finally {
    await database.close()
  }
})
