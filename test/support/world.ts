import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { Services } from '#kernel/call.ts'
import { settableClock } from '#kernel/clock.ts'
import type { World, WorldState } from '#kernel/endpoint.ts'
import { DEMO_PASSWORD } from '#accounts'
import { PROJECT } from '#config'
import {
  act,
  type Builder,
  closePeriod,
  createMember,
  fillSheet,
  foundDistrict,
  holdersOf,
  publishPeriod,
  raterLogin,
  scoringDepartments,
  submitSheet,
} from '../../src/demo/build.ts'
import { ratersOf, STAFF } from '../../src/demo/cast.ts'
import { endpoints, openServices } from '../../src/main.ts'
import { type Invoke, invoker } from '../../src/server/invoke.ts'
import { ROSTER } from '../../src/modules/registry/roster/contract.ts'
import { importAccounts } from './enrolment.ts'
import { dryRun, runStep, workbookOf } from './imports.ts'
import { inDatabase, TEMPLATE } from './urls.ts'

// Prepared districts. Each state is built once per test file, as a template database; every test that changes something
// gets a clone of its own (about 60 ms).

export type Prepared = Builder & {
  readonly services: Services
  readonly invoke: Invoke
  readonly clock: ReturnType<typeof settableClock>
  readonly world: World
  /** Name of its database, for raw connections in attacks. */
  readonly database: string
  /** Calls an endpoint as somebody of the cast. */
  readonly as: (
    login: string | undefined,
    id: string,
    input?: unknown,
    file?: { name: string; bytes: Buffer },
  ) => Promise<unknown>
  readonly close: () => Promise<void>
}

export const PERIOD = '2026H2'
const TODAY = '2026-11-23'
let counter = 0
const built = new Map<WorldState, { database: string; data: string; world: World }>()

async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A new database, cloned from a template. */
export async function cloneDatabase(template: string): Promise<string> {
  const name = `t_${process.pid}_${counter++}`
  await asSuperuser((client) => client.query(`create database ${name} template ${template} owner yanzhen_owner`))
  return name
}

function open(database: string, data: string, world: World): Prepared {
  const clock = settableClock(TODAY)
  const services = openServices({ databaseUrl: inDatabase(inject('runtimeUrl'), database), data }, clock)
  const builder = { services, invoke: invoker(() => undefined), endpoints }
  return {
    ...builder,
    clock,
    world,
    database,
    as: (login, id, input = {}, file) => act(builder, login, id, input, file),
    close: async () => {
      await services.database.close()
      await asSuperuser((client) => client.query(`drop database if exists ${database} with (force)`))
    },
  }
}

/** A district in a given state, in a database of its own; call `close` when done. */
export async function prepare(state: WorldState): Promise<Prepared> {
  const template = built.get(state) ?? (await build(state))
  built.set(state, template)
  return open(await cloneDatabase(template.database), template.data, template.world)
}

const BEFORE: Readonly<Record<WorldState, WorldState | undefined>> = {
  empty: undefined,
  founded: 'empty',
  moved: 'founded',
  open: 'founded',
  closed: 'open',
  published: 'closed',
}

async function build(state: WorldState): Promise<{ database: string; data: string; world: World }> {
  const before = BEFORE[state]
  const base = before ? (built.get(before) ?? (await build(before))) : undefined
  if (before && base) built.set(before, base)
  const data = base?.data ?? (await mkdtemp(join(tmpdir(), 'yanzhen-world-')))
  const prepared = open(await cloneDatabase(base?.database ?? TEMPLATE), data, base?.world ?? {})
  const world = { ...base?.world, ...(await STEPS[state](prepared)) }
  await prepared.services.database.close()
  if (!base) process.on('exit', () => rmSync(data, { recursive: true, force: true }))
  return { database: prepared.database, data, world }
}

const STEPS: Readonly<Record<WorldState, (prepared: Prepared) => Promise<World>>> = {
  empty: async () => ({ period: PERIOD }),
  founded: found,
  moved: async (prepared) => ({ ...(await moveCommunity(prepared)), ...(await importAccounts(prepared)) }),
  open: openPeriod,
  closed: async (prepared) => {
    const { period = '', department = '', returnedDepartment = '' } = prepared.world
    for (const one of [department, returnedDepartment]) {
      await fillSheet(prepared, raterLogin(one), period, one)
    }
    for (const code of [department, returnedDepartment, prepared.world.filledDepartment ?? '']) {
      await submitSheet(prepared, raterLogin(code), period, code)
    }
    await closePeriod(prepared, period)
    return {}
  },
  published: async (prepared) => {
    await publishPeriod(prepared, prepared.world.period ?? '')
    return {}
  },
}

async function found(prepared: Prepared): Promise<World> {
  await foundDistrict(prepared)
  for (const member of STAFF) await createMember(prepared, member)
  await prepared.as('head', 'division.importShippedDivisions', { apply: true })
  const { id: packVersion } = (await prepared.as('head', 'pack.adoptShippedPack')) as { id: string }
  const departments = await scoringDepartments(prepared, packVersion)
  const duties = departments.map(({ code, zh, en }) => ({ code, zh, en }))
  await prepared.as('head', 'organisation.assignDuties', { duties })
  const holders = await holdersOf(prepared)
  for (const member of ratersOf(departments)) await createMember(prepared, member, holders)
  const { communities } = (await prepared.as('head', 'community.listCommunities', { limit: 200 })) as {
    communities: { id: string; code: number }[]
  }
  const { acts } = (await prepared.as('audit', 'audit.listActs', { limit: 1 })) as { acts: { id: string }[] }
  const idOf = (code: number) => communities.find((one) => one.code === code)?.id ?? ''
  const { accounts } = (await prepared.as('security', 'account.listAccounts')) as {
    accounts: { id: string; login: string; roles: { id: string }[] }[]
  }
  const other = accounts.find(({ login }) => login === 'nanguan')
  const community = idOf(370611001001)
  return {
    ...(await register(prepared, community)),
    ...(await foundBodies(prepared)),
    packVersion,
    login: 'head',
    password: DEMO_PASSWORD,
    otherAccount: other?.id ?? '',
    otherGrant: other?.roles[0]?.id ?? '',
    successor: accounts.find(({ login }) => login === 'qingyang')?.id ?? '',
    act: acts[0]?.id ?? '',
    community,
    otherCommunity: communities.find(({ code }) => code > 370611002000)?.id ?? '',
    ...(await signInEverybody(
      prepared,
      accounts.map(({ login }) => login),
    )),
  }
}

/**
 * People of one community. The first has an ID number (made up, with the check digit of GB 11643), a telephone, a résumé
 * and a relative, and stands for a record that was merged into it.
 */
async function register(prepared: Prepared, community: string): Promise<World> {
  const made = async (id: string, input: object) => ((await prepared.as('head', id, input)) as { id: string }).id
  const add = (input: object) => made('people.addPerson', { community, ...input })
  const people = {
    person: await add({ name: '王建国', idNumber: '370611197205120012', phone: '13800000001' }),
    otherPerson: await add({ name: '李秀英', sex: '2', birth: '1980-03' }),
    duplicate: await add({ name: '李秀英', sex: '2', birth: '1980-03', sameNameConfirmed: true }),
    alias: await add({ name: '王建囯', birth: '1972-05' }),
  }
  const { person, otherPerson, alias } = people
  const merging = { alias: { id: alias, version: 1 }, person: { id: person, version: 1 }, reason: '姓名用字不同' }
  await prepared.as('head', 'duplicate.mergePeople', merging)
  const work = {
    from: '1990-07',
    until: '2004-08',
    kind: 'work',
    organisation: '福山区供销社',
    post: '职工',
    note: null,
  }
  return {
    ...people,
    resumePeriod: await made('resume.addPeriod', { person, ...work }),
    kin: await made('kin.declareKin', { person, relative: otherPerson, degree: 'spouse' }),
  }
}

const ROSTER_AT = { login: 'officer', slice: 'roster', list: ROSTER.id }

/** The roster's workbook as the tests upload it. */
export const rosterFile = (name: string, community: string) =>
  workbookOf(ROSTER, [{ name, community, birth: '1985-01', post: 'secretary', since: '2021-06' }])

/** A batch of the roster in each state in which somebody may act on it. */
async function importRosters(prepared: Prepared): Promise<World> {
  const world: Record<string, string> = {}
  const act = async (login: string, what: 'accept' | 'confirm', batch: string) => {
    const { version } = (await prepared.as(login, 'roster.getBatch', { batch })) as { version: number }
    await prepared.as(login, `roster.${what}Batch`, { batch, version })
  }
  const files = { checked: '史家庄社区', confirming: '三里店社区', written: '宋家疃社区' }
  for (const [state, community] of Object.entries(files)) {
    const { id } = await dryRun(prepared, ROSTER_AT, await rosterFile(`周${state.length}`, community))
    if (state !== 'checked') await act('officer', 'accept', id)
    if (state === 'written') {
      await act('head', 'confirm', id)
      await runStep(prepared, 'write-import', ROSTER.id, id)
    }
    const { version } = (await prepared.as('officer', 'roster.getBatch', { batch: id })) as { version: number }
    world[`roster.${state}`] = id
    world[`roster.${state}.version`] = String(version)
  }
  return world
}

/** An organisation without duties, a rater group, a partner, and an area committee beside three communities of none. */
async function foundBodies(prepared: Prepared): Promise<World> {
  const add = async (id: string, input: object) => ((await prepared.as('head', id, input)) as { id: string }).id
  const listed = { street: 370611002, kind: 'urban', limit: 6 }
  const { communities } = (await prepared.as('head', 'community.listCommunities', listed)) as {
    communities: { id: string }[]
  }
  const [urban1 = '', urban2 = '', urban3 = '', ...members] = communities.map(({ id }) => id)
  const { organisations } = (await prepared.as('head', 'organisation.listOrganisations')) as {
    organisations: { id: string; duties: string[] }[]
  }
  const raters = organisations.filter(({ duties }) => duties.includes('SR-04')).map(({ id }) => id)
  const area = { zh: '东片区联合党委', en: '', communities: members, lead: members[0] }
  return {
    urban1,
    urban2,
    urban3,
    organisation: await add('organisation.addOrganisation', { kind: 'department', zh: '区融媒体中心', en: '' }),
    raterGroup: await add('committee.addRaterGroup', { zh: '民政局', en: '', ownStreet: false, members: raters }),
    areaCommittee: await add('areaCommittee.addAreaCommittee', area),
    partner: await add('partner.addPartner', { zh: '城阳区', en: '', address: '', contact: '区委组织部组织科' }),
  }
}

/** A newer division file has given one community another code. */
async function moveCommunity(prepared: Prepared): Promise<World> {
  const shipped = await readFile(join(PROJECT, 'data', 'divisions', 'fushan-2023.csv'), 'utf8')
  const moved = shipped.replace('370611001002,', '370611001902,')
  const input = { apply: true, validFrom: '2026-10-01', endAbsent: true }
  const decisions = [{ from: 370611001002, to: [370611001902] }]
  const file = { name: '2026.csv', bytes: Buffer.from(moved) }
  await prepared.as('head', 'division.importDivisions', { ...input, decisions }, file)
  const { communities } = (await prepared.as('head', 'community.listCommunities', { search: '370611001902' })) as {
    communities: { id: string }[]
  }
  const { before } = (await prepared.as('head', 'succession.getLineage', { community: communities[0]?.id })) as {
    before: { id: string }[]
  }
  return { succession: before[0]?.id ?? '' }
}

/** A bearer for each account, kept as `bearer.<login>`: clones of the database know the sessions too. */
async function signInEverybody(prepared: Prepared, logins: readonly string[]): Promise<World> {
  const bearers: Record<string, string> = {}
  for (const login of logins) {
    const { bearer } = (await prepared.as(undefined, 'session.signIn', { login, password: DEMO_PASSWORD })) as {
      bearer: string
    }
    bearers[`bearer.${login}`] = bearer
  }
  return bearers
}

/** Opened, with rosters on their way; nine departments have submitted, one is filled, one is empty, one was sent back. */
async function openPeriod(prepared: Prepared): Promise<World> {
  const { packVersion = '' } = prepared.world
  await prepared.as('officer', 'cycle.openCycle', { period: PERIOD, packVersion })
  const roles = { department: 'SR-01', filledDepartment: 'SR-02', returnedDepartment: 'SR-03' }
  for (const { code } of await scoringDepartments(prepared, packVersion)) {
    if (code === roles.department) continue
    await fillSheet(prepared, raterLogin(code), PERIOD, code)
    if (code !== roles.filledDepartment) await submitSheet(prepared, raterLogin(code), PERIOD, code)
  }
  const returned = { period: PERIOD, department: roles.returnedDepartment, reason: '依据文号有误' }
  await prepared.as('officer', 'scoring.returnSheet', returned)
  const rosters = await importRosters(prepared)
  return {
    ...roles,
    ...rosters,
    ...(await importAccounts(prepared)),
    submittedDepartment: 'SR-04',
    indicator: 'SR-01a',
  }
}
