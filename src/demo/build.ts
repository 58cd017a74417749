import { z } from 'zod'
import { DEMO_PASSWORD, findActorByLogin, found } from '#accounts'
import { loadPack } from '#policy'
import { totalOnClosing } from '#evaluation'
import { districtScope } from '#kernel/access.ts'
import type { Actor, Services } from '#kernel/call.ts'
import { type Bound, endpoint, handle, nothing } from '#kernel/endpoint.ts'
import type { Invoke } from '../server/invoke.ts'
import { ADMINISTRATORS, type CastMember, DISTRICT, DISTRICT_NAME } from './cast.ts'
import { demoCell } from './scores.ts'

// Building blocks of a prepared district, through the same operations that people use. For the demo data and the tests.

export type Builder = {
  readonly services: Services
  readonly invoke: Invoke
  readonly endpoints: readonly Bound[]
}

/** Calls an endpoint as a person of the cast (or as nobody), in process. */
export async function act(
  { services, invoke, endpoints }: Builder,
  login: string | undefined,
  id: string,
  input: unknown,
  upload?: { name: string; bytes: Buffer },
): Promise<unknown> {
  const bound = endpoints.find((one) => one.endpoint.id === id)
  if (!bound) throw new Error(`no endpoint ${id}`)
  const actor = login === undefined ? undefined : await actorOf(services, login)
  return invoke(services, { bound, input, actor, district: DISTRICT, language: 'zh', client: 'demo', upload })
}

async function actorOf(services: Services, login: string): Promise<Actor> {
  const actor = await findActorByLogin(services.database, services.clock, login)
  if (!actor) throw new Error(`no account ${login}`)
  return actor
}

/** Only the builder can found a district in demo mode; the set-up page always founds for real work. */
const foundDemo = endpoint({
  id: 'account.foundDemo',
  kind: 'write',
  who: 'anonymous',
  as: 'auth',
  notReplayed: true,
  summary: { zh: '建立演示区', en: 'Found the demo district' },
  input: z.object({ mode: z.enum(['demo', 'empty']) }),
  output: nothing,
  sample: { given: 'empty', input: () => ({ mode: 'demo' }) },
})

/** The district with its keys and its security administrator, who creates everybody else. */
export async function foundDistrict(builder: Builder, mode: 'demo' | 'empty' = 'demo'): Promise<void> {
  const bound = handle(foundDemo, async (call) => {
    await found(call, DISTRICT, DISTRICT_NAME, mode)
    await call.audit({ object: { type: 'installation', id: String(DISTRICT) }, body: { mode } })
    return {}
  })
  const invocation = {
    bound,
    input: { mode },
    actor: undefined,
    district: DISTRICT,
    language: 'zh',
    client: 'demo',
  } as const
  await builder.invoke(builder.services, invocation)
  await settleSecurity(builder)
  for (const member of ADMINISTRATORS.slice(1)) await createMember(builder, member)
}

/** The account that creates all others, unless it is there: a run that was cut off may have founded the district alone. */
export async function settleSecurity(builder: Builder): Promise<void> {
  const [security] = ADMINISTRATORS
  if (!security) return
  const there = await findActorByLogin(builder.services.database, builder.services.clock, security.login)
  if (!there) await createAsSystem(builder, security)
}

/** The first account has nobody to create it. */
async function createAsSystem(builder: Builder, member: CastMember): Promise<void> {
  const bound = builder.endpoints.find((one) => one.endpoint.id === 'account.createAccount')
  if (!bound) throw new Error('no endpoint account.createAccount')
  const actor: Actor = {
    account: '00000000-0000-7000-8000-000000000000',
    person: '00000000-0000-7000-8000-000000000000',
    name: 'demo',
    session: '00000000-0000-7000-8000-000000000000',
    grant: '00000000-0000-7000-8000-000000000000',
    district: DISTRICT,
    role: 'security-admin',
    org: undefined,
    scope: districtScope('admin', DISTRICT),
    confirmedAt: new Date(),
    passwordDue: false,
  }
  const input = accountOf(member, new Map())
  await builder.invoke(builder.services, { bound, input, actor, district: DISTRICT, language: 'zh', client: 'demo' })
}

type Holders = ReadonlyMap<string, string>

function accountOf({ login, name, grants }: CastMember, holders: Holders) {
  return {
    login,
    name,
    password: DEMO_PASSWORD,
    grants: grants.map(({ duty, ...grant }) => ({ ...grant, ...(duty ? { org: holders.get(duty) } : {}) })),
  }
}

export async function createMember(builder: Builder, member: CastMember, holders: Holders = new Map()): Promise<void> {
  await act(builder, 'security', 'account.createAccount', accountOf(member, holders))
}

/** Which organisation holds each duty, as the head of the organization department sees it. */
export async function holdersOf(builder: Builder): Promise<Holders> {
  const { organisations } = (await act(builder, 'head', 'organisation.listOrganisations', {})) as {
    organisations: { id: string; duties: string[] }[]
  }
  return new Map(organisations.flatMap(({ id, duties }) => duties.map((duty) => [duty, id] as const)))
}

async function listsOf({ services }: Builder, packVersion: string) {
  const scope = districtScope('staff', DISTRICT)
  return (await services.database.tx(scope, (tx) => loadPack(tx, DISTRICT, packVersion))).pack.lists
}

/** The adopted pack's scoring departments. */
export const scoringDepartments = async (builder: Builder, packVersion: string) =>
  (await listsOf(builder, packVersion)).star_departments.items

/** The adopted pack's departments of the joint review. */
export const reviewDepartments = async (builder: Builder, packVersion: string) =>
  (await listsOf(builder, packVersion)).review_departments.items

type GridRow = { community: string; code: number; cells: { indicator: string; version: number }[] }
type SavedCell = {
  readonly community: string
  readonly code: number
  readonly indicator: string
  readonly version: number
}

/** A department fills its sheet, or the first `share` of it. */
export async function fillSheet(
  builder: Builder,
  login: string,
  period: string,
  department: string,
  share = 1,
): Promise<void> {
  const grid = (await act(builder, login, 'scoring.getGrid', { period, department })) as {
    rows: GridRow[]
    indicators: { code: string; points: string }[]
  }
  const most = new Map(grid.indicators.map(({ code, points }) => [code, Number(points)]))
  const all = grid.rows.flatMap(({ community, code, cells }) =>
    cells.map((cell): SavedCell => ({ community, code, ...cell })),
  )
  const cells = all.slice(0, Math.round(all.length * share)).map(({ community, code, indicator, version }) => ({
    community,
    indicator,
    version,
    ...demoCell(period, code, indicator, most.get(indicator) ?? 0),
  }))
  await act(builder, login, 'scoring.saveCells', { period, department, cells })
}

export async function submitSheet(builder: Builder, login: string, period: string, department: string): Promise<void> {
  await act(builder, login, 'scoring.submitSheet', { period, department })
}

type CycleView = { period: string; state: string; version: number }

export async function cycleOf(builder: Builder, period: string): Promise<CycleView | undefined> {
  const { cycles } = (await act(builder, 'head', 'cycle.listCycles', {})) as { cycles: CycleView[] }
  return cycles.find((cycle) => cycle.period === period)
}

/** Totals a period and waits for it, doing the job here in case no worker runs. */
export async function closePeriod(builder: Builder, period: string): Promise<void> {
  const cycle = await cycleOf(builder, period)
  await act(builder, 'officer', 'cycle.closeCycle', { period, version: cycle?.version })
  await totalOnClosing.run(builder.services, [{ district: DISTRICT, account: null, payload: { period } }])
}

type Stages = { round: number; streets: { street: number; proposed: unknown }[]; notices: { id: string }[] }
type Sheet = { candidates: { community: string; given: string | null; suggested: string | null; deferred: boolean }[] }

/** All streets propose what rules and quota give, each by a paper that the organization department types in. */
export async function proposePeriod(builder: Builder, period: string): Promise<void> {
  const { round, streets } = (await act(builder, 'head', 'confirmation.getStages', { period })) as Stages
  for (const { street } of streets.filter(({ proposed }) => !proposed)) {
    const sheet = (await act(builder, 'head', 'confirmation.listCandidates', { period, street })) as Sheet
    const stars = sheet.candidates
      .filter(({ deferred }) => !deferred)
      .map(({ community, given, suggested }) => ({
        community,
        grade: suggested,
        ...(suggested === given ? {} : { reason: '五星名额已满，经街道党工委集体研究，按总分排序拟评' }),
      }))
    const document = '街道党工委会议纪要'
    await act(builder, 'head', 'confirmation.proposeStars', { period, round, street, document, stars })
  }
}

/** Announces what the streets proposed. Gives the notice. */
export async function announcePeriod(builder: Builder, period: string): Promise<string> {
  const cycle = await cycleOf(builder, period)
  await act(builder, 'head', 'confirmation.announceStars', { period, version: cycle?.version })
  const { notices } = (await act(builder, 'head', 'confirmation.getStages', { period })) as Stages
  return notices[0]?.id ?? ''
}

/** Confirms the notice that is up. */
export async function confirmPeriod(builder: Builder, period: string): Promise<void> {
  const { notices } = (await act(builder, 'head', 'confirmation.getStages', { period })) as Stages
  await act(builder, 'head', 'confirmation.confirmStars', { notice: notices[0]?.id })
}
