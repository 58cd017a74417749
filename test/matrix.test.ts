import type { FastifyInstance } from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import type { Role } from '#kernel/access.ts'
import type { Bound, Endpoint, World, WorldState } from '#kernel/endpoint.ts'
import { departmentLogin } from '../src/demo/cast.ts'
import { endpoints } from '../src/main.ts'
import { openHttp, send, takingBack } from './support/http.ts'
import { sampleFile } from './support/samples.ts'
import { type Prepared, prepare } from './support/world.ts'

// The permission matrix (rulings G28): every endpoint × every role, and nobody. An allowed cell must answer its sample with
// 2xx; every other cell must be refused. Roles that see a part of the district get nothing of the rest.

const LOGINS: Readonly<Record<string, Role | undefined>> = {
  head: 'organization-head',
  officer: 'organization-officer',
  discipline: 'discipline-officer',
  commission: 'district-commission',
  qingyang: 'street-officer',
  sr01: 'department-rater',
  jr18: 'department-reviewer',
  nanguan: 'secretary',
  yantai: 'upper-viewer',
  system: 'system-admin',
  security: 'security-admin',
  audit: 'audit-admin',
}

type Opened = {
  readonly state: WorldState
  readonly prepared: Prepared
  readonly app: FastifyInstance
  /** Every act is taken back. */
  readonly trying: FastifyInstance
}
const opened = new Map<WorldState, Opened>()

async function open(state: WorldState): Promise<Opened> {
  const prepared = await prepare(state)
  const trying = await openHttp({ ...prepared, services: takingBack(prepared.services) })
  return { state, prepared, app: await openHttp(prepared), trying }
}

/** Acts through several connections, each of which sees what the one before has written: they get a district of their own. */
const SEVERAL = new Set(['account.setUp', 'audit.getCheckpoint'])

/** One district per state: what is allowed is tried and taken back. */
async function shared(state: WorldState): Promise<Opened> {
  const known = opened.get(state) ?? (await open(state))
  opened.set(state, known)
  return known
}

async function close({ prepared, app, trying }: Opened): Promise<void> {
  await app.close()
  await trying.close()
  await prepared.close()
}

afterAll(async () => {
  for (const one of opened.values()) await close(one)
})

function isAllowed({ who }: Endpoint, role: Role | undefined): boolean {
  if (who === 'anonymous') return true
  return role !== undefined && (who === 'signed-in' || who.includes(role))
}

const known = new Map<string, World>()

/** The state's world with the caller's own session and role, which only it can name; they are the same in every clone. */
async function worldOf(state: WorldState, login: string): Promise<World> {
  const name = `${state} ${login}`
  const world = known.get(name) ?? (await askWorld(await shared(state), login))
  known.set(name, world)
  return world
}

async function askWorld({ prepared, app }: Opened, login: string): Promise<World> {
  const bearer = prepared.world[`bearer.${login}`]
  if (!bearer) return prepared.world
  const me = await send(app, { id: 'session.getMe', kind: 'read', bearer })
  const list = await send(app, { id: 'session.listSessions', kind: 'read', bearer })
  const ownDelegation = prepared.world[`delegation.${login}`] ?? ''
  return { ...prepared.world, ownDelegation, ownGrant: me.json().active.id, ownSession: list.json().sessions[0].id }
}

async function request(
  district: Opened,
  bound: Bound,
  login: string,
  change: (input: unknown) => unknown = (input) => input,
) {
  const { endpoint } = bound
  const world = await worldOf(district.state, login)
  return send(district.app, {
    id: endpoint.id,
    kind: endpoint.kind,
    input: change(endpoint.sample.input(world)),
    bearer: world[`bearer.${login}`],
    file: await sampleFile(district.prepared, endpoint),
  })
}

describe.each(endpoints.map((bound) => [bound.endpoint.id, bound] as const))('%s', (_id, bound) => {
  const { endpoint } = bound
  const logins = [...Object.keys(LOGINS), 'nobody']
  // A sample is written for one department: other raters are a matter of scope, not of the role.
  const department = (login: string) => (login === 'sr01' ? raterFor(endpoint) : login)

  it.each(logins.filter((login) => isAllowed(endpoint, LOGINS[login])))('allows %s', async (login) => {
    const isApart = SEVERAL.has(endpoint.id)
    const district = isApart ? await open(endpoint.sample.given) : await shared(endpoint.sample.given)
    const app = endpoint.kind === 'write' && !isApart ? district.trying : district.app
    const response = await request({ ...district, app }, bound, department(login))
    if (isApart) await close(district)
    expect(response.statusCode, response.body.slice(0, 500)).toBeLessThan(300)
  })

  it('refuses everybody else', async () => {
    for (const login of logins.filter((one) => !isAllowed(endpoint, LOGINS[one]))) {
      const response = await request(await shared(endpoint.sample.given), bound, login)
      expect(response.statusCode, login).toBe(login === 'nobody' ? 401 : 403)
      expect(response.json().error.sentence, login).not.toBe('')
    }
  })
})

/** The department whose sheet a sample is about. */
function raterFor({ sample }: Endpoint): string {
  const world = { department: 'SR-01', filledDepartment: 'SR-02', submittedDepartment: 'SR-04' }
  const { department } = sample.input(world) as { department?: string }
  return department ? departmentLogin(department) : 'sr01'
}

describe('inside and outside the scope', () => {
  const reads = endpoints.filter(({ endpoint }) => endpoint.kind === 'read' && !endpoint.download)
  const partial = ['qingyang', 'nanguan'] as const

  it.each(reads.map((bound) => [bound.endpoint.id, bound] as const))(
    '%s shows no community outside',
    async (_id, bound) => {
      const district = await shared('published')
      const { communities } = (await district.prepared.as('head', 'community.listCommunities', { limit: 200 })) as {
        communities: { id: string; code: number; street: number }[]
      }
      for (const login of partial.filter((one) => isAllowed(bound.endpoint, LOGINS[one]))) {
        const inside = login === 'qingyang' ? 370611001 : 370611001001
        const outside = communities.filter(({ code }) => !String(code).startsWith(String(inside)))
        const response = await request(district, bound, login)
        const leaked = outside.filter(({ id }) => response.body.includes(id))
        expect(leaked, `${login} sees communities outside`).toEqual([])
      }
    },
  )

  it('has a positive control: the head sees communities of every street', async () => {
    const { prepared } = await shared('published')
    const list = JSON.stringify(await prepared.as('head', 'star.listResults', { period: prepared.world.period }))
    expect(list).toContain(prepared.world.community)
    expect(list).toContain(prepared.world.otherCommunity)
  })

  const named = endpoints.filter(({ endpoint }) =>
    JSON.stringify(endpoint.sample.input({ community: 'NAMED' })).includes('NAMED'),
  )
  it.each(named.map((bound) => [bound.endpoint.id, bound] as const))(
    '%s refuses a community outside',
    async (_id, bound) => {
      const district = await shared(bound.endpoint.sample.given)
      const { community = '', otherCommunity = '' } = district.prepared.world
      for (const login of partial.filter((one) => isAllowed(bound.endpoint, LOGINS[one]))) {
        const aside = (input: unknown) =>
          JSON.parse(JSON.stringify(input).replaceAll(community, otherCommunity)) as unknown
        const response = await request(district, bound, login, aside)
        expect([403, 404, 422]).toContain(response.statusCode)
      }
    },
  )
})
