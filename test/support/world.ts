import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Services } from '#kernel/call.ts'
import { settableClock } from '#kernel/clock.ts'
import type { World, WorldState } from '#kernel/endpoint.ts'
import { DEMO_PASSWORD } from '#accounts'
import { PROJECT } from '#config'
import {
  act,
  announcePeriod,
  type Builder,
  closePeriod,
  confirmPeriod,
  createMember,
  fillSheet,
  foundDistrict,
  holdersOf,
  proposePeriod,
  reviewDepartments,
  scoringDepartments,
  submitSheet,
} from '../../src/demo/build.ts'
import { departmentLogin } from '../../src/demo/cast.ts'
import { ratersOf, reviewersOf, STAFF } from '../../src/demo/cast.ts'
import { endpoints, openServices } from '../../src/main.ts'
import { type Invoke, invoker } from '../../src/server/invoke.ts'
import { cloneDatabase, dropDatabase, oncePerRun, refreshSessions } from './databases.ts'
import { importAccounts } from './enrolment.ts'
import * as filing from './filing.ts'
import { importHistory } from './history.ts'
import { enterMerits } from './merits.ts'
import { importRosters } from './rosters.ts'
import { setTasks } from './targets.ts'
import { inDatabase, TEMPLATE } from './urls.ts'

// Prepared districts. Each state is built once per test run, as a template database with a folder; every test that changes
// something gets a clone of its own (about 60 ms).

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
/** Eleven days before, seven of them working days. */
const NOTICED = '2026-11-12'
/** What clones are made of: a database that nobody is connected to, and a folder. */
type Template = { readonly database: string; readonly data: string | undefined; readonly world: World }
const known = new Map<WorldState, Promise<Template>>()

async function open(template: Template): Promise<Prepared & { readonly data: string }> {
  const database = await cloneDatabase(template.database)
  const data = await mkdtemp(join(inject('runFolder'), 'data-'))
  if (template.data) await cp(template.data, data, { recursive: true })
  await refreshSessions(database)
  const clock = settableClock(TODAY)
  const services = openServices({ databaseUrl: inDatabase(inject('runtimeUrl'), database), data }, clock)
  const builder = { services, invoke: invoker(() => undefined), endpoints }
  return {
    ...builder,
    clock,
    world: template.world,
    database,
    data,
    as: (login, id, input = {}, file) => act(builder, login, id, input, file),
    close: async () => {
      await services.database.close()
      await dropDatabase(database)
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** A district in a given state, with a database and a folder of its own; call `close` when done. */
export async function prepare(state: WorldState): Promise<Prepared> {
  return open(await templateOf(state))
}

function templateOf(state: WorldState): Promise<Template> {
  const template = known.get(state) ?? oncePerRun(`world-${state}`, () => build(state))
  known.set(state, template)
  return template
}

const BEFORE: Readonly<Record<WorldState, WorldState | undefined>> = {
  empty: undefined,
  founded: 'empty',
  moved: 'founded',
  open: 'founded',
  closed: 'open',
  deferred: 'closed',
  proposed: 'closed',
  announced: 'proposed',
  objected: 'announced',
  published: 'announced',
  filing: 'founded',
  sealed: 'filing',
  stopped: 'filing',
  replied: 'filing',
  vetting: 'replied',
  decision: 'vetting',
  noticed: 'decision',
  noticeOver: 'decision',
  toBeFiled: 'noticeOver',
  filed: 'toBeFiled',
}

async function build(state: WorldState): Promise<Template> {
  const before = BEFORE[state]
  const base = before ? await templateOf(before) : { database: TEMPLATE, data: undefined, world: {} }
  const prepared = await open(base)
  const world = { ...base.world, ...(await STEPS[state](prepared)) }
  await prepared.services.database.close()
  return { database: prepared.database, data: prepared.data, world }
}

const STEPS: Readonly<Record<WorldState, (prepared: Prepared) => Promise<World>>> = {
  empty: async () => ({ period: PERIOD }),
  founded: found,
  moved: async (prepared) => ({
    ...(await moveCommunity(prepared)),
    ...(await importAccounts(prepared)),
    ...(await importHistory(prepared)),
  }),
  open: openPeriod,
  closed: async (prepared) => {
    const { period = '', department = '', returnedDepartment = '' } = prepared.world
    for (const one of [department, returnedDepartment]) {
      await fillSheet(prepared, departmentLogin(one), period, one)
    }
    for (const code of [department, returnedDepartment, prepared.world.filledDepartment ?? '']) {
      await submitSheet(prepared, departmentLogin(code), period, code)
    }
    await closePeriod(prepared, period)
    const sheet = (await prepared.as('qingyang', 'confirmation.listCandidates', { period, street: 370611001 })) as {
      candidates: { community: string; suggested: string; given: string }[]
    }
    const stars = sheet.candidates.map(({ community, suggested, given }) => {
      return { community, grade: suggested, ...(suggested === given ? {} : { reason: '名额已满' }) }
    })
    return { stars: JSON.stringify(stars) }
  },
  deferred: async (prepared) => {
    const { period = '', community = '' } = prepared.world
    await prepared.as('head', 'confirmation.deferStar', {
      period,
      community,
      kind: 'check',
      reason: '有关情况正在核实',
    })
    const { deferrals } = (await prepared.as('head', 'confirmation.getStages', { period })) as {
      deferrals: { id: string }[]
    }
    return { deferral: deferrals[0]?.id ?? '' }
  },
  proposed: async (prepared) => {
    await proposePeriod(prepared, prepared.world.period ?? '')
    return {}
  },
  announced: async (prepared) => {
    // Early enough for the notice to be over on the day of the tests.
    prepared.clock.set(NOTICED)
    return { notice: await announcePeriod(prepared, prepared.world.period ?? '') }
  },
  objected: async (prepared) => {
    const { notice = '', community = '' } = prepared.world
    const objection = { notice, community, receivedOn: NOTICED, channel: 'letter', summary: '对扣分依据有不同意见' }
    const { id } = (await prepared.as('qingyang', 'confirmation.recordObjection', objection)) as { id: string }
    return { objection: id }
  },
  published: async (prepared) => {
    await confirmPeriod(prepared, prepared.world.period ?? '')
    return {}
  },
  filing: filing.askAbout,
  sealed: filing.sealOne,
  stopped: filing.stopIt,
  replied: filing.replyAll,
  vetting: filing.conclude,
  decision: filing.vet,
  noticed: filing.objectTo,
  noticeOver: filing.decide,
  toBeFiled: filing.closeNotice,
  filed: filing.file,
}

async function found(prepared: Prepared): Promise<World> {
  await foundDistrict(prepared)
  for (const member of STAFF) await createMember(prepared, member)
  await prepared.as('head', 'division.importShippedDivisions', { apply: true })
  const { id: packVersion } = (await prepared.as('head', 'pack.adoptShippedPack')) as { id: string }
  const departments = await scoringDepartments(prepared, packVersion)
  const reviewing = await reviewDepartments(prepared, packVersion)
  const duties = [...departments, ...reviewing].map(({ code, zh, en }) => ({ code, zh, en }))
  await prepared.as('head', 'organisation.assignDuties', { duties })
  const holders = await holdersOf(prepared)
  for (const member of [...ratersOf(departments), ...reviewersOf(reviewing)])
    await createMember(prepared, member, holders)
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
    ...(await lendRoles(prepared)),
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

/** Who lends a role has lent it for some days of next month, as `delegation.<login>`. */
async function lendRoles(prepared: Prepared): Promise<World> {
  const lent: Record<string, string> = {}
  for (const login of ['head', 'officer', 'discipline', 'qingyang', 'sr01', 'jr18']) {
    const days = { login: 'sr10', from: '2026-12-21', until: '2026-12-25', reason: '参加培训' }
    lent[`delegation.${login}`] = ((await prepared.as(login, 'delegation.delegate', days)) as { id: string }).id
  }
  return lent
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
    await fillSheet(prepared, departmentLogin(code), PERIOD, code)
    if (code !== roles.filledDepartment) await submitSheet(prepared, departmentLogin(code), PERIOD, code)
  }
  const returned = { period: PERIOD, department: roles.returnedDepartment, reason: '依据文号有误' }
  await prepared.as('officer', 'scoring.returnSheet', returned)
  const rosters = await importRosters(prepared)
  return {
    ...roles,
    ...rosters,
    ...(await importAccounts(prepared)),
    visit: await visitCommunity(prepared),
    ...(await setTasks(prepared)),
    ...(await enterMerits(prepared)),
    submittedDepartment: 'SR-04',
    indicator: 'SR-01a',
  }
}

/** One visit to the community of the samples. */
async function visitCommunity(prepared: Prepared): Promise<string> {
  const { community } = prepared.world
  const visitors = [{ name: '赵文静', post: '街道组织委员' }]
  const served = { date: '2026-11-23', uses: ['survey'], ways: ['SW-1'], findings: {} }
  const said = { seen: '查看党群服务中心', promised: '', evidence: [] }
  const visit = { period: PERIOD, community, visitors, ...served, ...said }
  return ((await prepared.as('qingyang', 'visit.recordVisit', visit)) as { id: string }).id
}
