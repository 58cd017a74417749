import { districtScope } from '#kernel/access.ts'
import type { Actor, Services } from '#kernel/call.ts'
import { settableClock } from '#kernel/clock.ts'
import { totalOnClosing } from '#evaluation'
import { endpoints, openServices } from '../src/main.ts'
import { invoker } from '../src/server/invoke.ts'
import { type Figure, median } from './figure.ts'
import { type Nation, openNation, PERIOD } from './nation.ts'
import type { Country, Place } from './national.ts'

/** domain.md §5.3: the communities of one province. */
const COMMUNITIES = 7090
const PROVINCE = '37'
/** A district of no place: the whole province as one tenant, which is more than any house has to show at once. */
const TENANT = 379_901
const TODAY = '2026-12-10'
const ROUNDS = 15
const NOBODY = '00000000-0000-7000-8000-000000000001'

const HEAD: Actor = {
  account: NOBODY,
  person: NOBODY,
  name: 'bench',
  session: NOBODY,
  grant: NOBODY,
  district: TENANT,
  role: 'organization-head',
  org: undefined,
  scope: districtScope('staff', TENANT),
  confirmedAt: new Date(),
  passwordDue: false,
}

type Page = { readonly name: string; readonly id: string; readonly input: object; readonly bare: string }

const PLACES = `from evaluation.roster r join evaluation.star_result s using (district, period, community)
  where r.district = ${TENANT} and r.period = '${PERIOD}' and s.round = 1`
const YEAR = Number(PERIOD.slice(0, 4))

type Answer = {
  readonly units?: readonly { readonly kind: string }[]
  readonly communities?: readonly unknown[]
  readonly count?: number
}

/** What is asked through the endpoint, and a statement that reads the same rows. */
const PAGES: readonly Page[] = [
  {
    name: 'board',
    id: 'progress.getProgress',
    input: { period: PERIOD },
    bare: `select r.street, count(*), count(v.community), count(p.community), sum(coalesce(t.targets, 0))
      from evaluation.roster r
      join evaluation.star_result s on s.district = r.district and s.period = r.period and s.community = r.community and s.round = 1
      left join (select distinct community from evaluation.visit where district = ${TENANT} and period = '${PERIOD}') v on v.community = r.community
      left join (select distinct community from evaluation.star_proposed where district = ${TENANT} and period = '${PERIOD}') p on p.community = r.community
      left join (select community, count(distinct task) as targets from evaluation.key_target where district = ${TENANT} group by community) t
        on t.community = r.community
      cross join (select count(points) as drafts from evaluation.star_draft where district = ${TENANT} and period = '${PERIOD}') d
      where r.district = ${TENANT} and r.period = '${PERIOD}' group by r.street`,
  },
  {
    name: 'results in official order',
    id: 'star.listResults',
    input: { period: PERIOD, limit: 100 },
    bare: `select r.*, s.*, count(*) over (partition by s.grade) ${PLACES} order by r.code limit 100`,
  },
  {
    name: 'results by total',
    id: 'star.listResults',
    input: { period: PERIOD, limit: 100, order: 'total' },
    bare: `select r.*, s.*, count(*) over (partition by s.grade) ${PLACES} order by s.total_display desc, r.code limit 100`,
  },
  {
    name: 'year',
    id: 'year.listYear',
    input: { year: YEAR, limit: 100 },
    bare: `select r.*, count(*) over () from evaluation.roster r
      where r.district = ${TENANT} and r.period = '${PERIOD}' order by r.code limit 100`,
  },
  {
    name: 'visits',
    id: 'visit.getBoard',
    input: { period: PERIOD },
    bare: `select r.*, v.visits, v.last from evaluation.roster r
      left join (select community, count(*) as visits, max(visited_on) as last from evaluation.visit
                 where district = ${TENANT} and period = '${PERIOD}' group by community) v using (community)
      where r.district = ${TENANT} and r.period = '${PERIOD}' order by r.code`,
  },
]

/** Board and lists of a province in one house, from the live rows of a half-year that was just totalled. */
export async function measureProvince(country: Country): Promise<Figure> {
  const places = provinceOf(country)
  const nation = await openNation({ places, source: country.source })
  const services = openServices({ databaseUrl: nation.runtimeUrl, data: nation.data }, settableClock(TODAY), 2)
  try {
    await fill(nation)
    await totalOnClosing.run(services, [{ district: TENANT, account: null, payload: { period: PERIOD } }])
    await propose(nation)
    const found: Measured[] = []
    for (const page of PAGES) found.push({ ...page, ...(await measure(page, services, nation, places)) })
    return {
      title: 'Province',
      what: describe(places),
      programs: found.map(({ name, ms, sql }) => ({
        name,
        value: `${ms.toFixed(0)} ms; bare statement as superuser ${sql.toFixed(0)} ms`,
      })),
      ratios: found.flatMap(({ name, ms, sql }) => [
        { name: `${name} / one second`, value: ms / 1000, must: '≤ 1', holds: (ratio) => ratio <= 1 },
        { name: `${name} / bare statement`, value: ms / sql },
      ]),
    }
  } finally {
    await services.database.close()
    await nation.stop()
  }
}

type Measured = Page & { readonly ms: number; readonly sql: number }

/** @throws Error when the endpoint does not answer for every community, or the board for every street. */
async function measure({ id, input, bare }: Page, services: Services, { client }: Nation, places: readonly Place[]) {
  const bound = endpoints.find(({ endpoint }) => endpoint.id === id)
  if (!bound) throw new Error(`no endpoint ${id}`)
  const invoke = invoker(() => undefined)
  const call = { bound, actor: HEAD, district: TENANT, language: 'zh', client: 'bench', input } as const
  const answer = (await invoke(services, call)) as Answer
  const shown =
    answer.count ?? answer.communities?.length ?? answer.units?.filter(({ kind }) => kind === 'street').length
  if (shown !== (answer.units ? streetsOf(places) : places.length)) throw new Error(`${id} shows only a part`)
  const [ms, sql] = await alternating(
    () => invoke(services, call),
    () => client.query(bare),
  )
  return { ms, sql }
}

function describe(places: readonly Place[]): string {
  return `${places.length} communities of ${streetsOf(places)} streets as one tenant, a half-year totalled: ${places.length * 22} entries and drafts, six key tasks with their targets, a visit each, most streets have proposed; each page through its endpoint: permission, role and settings, row-level security, output checked; medians of ${ROUNDS} alternating rounds. Against one statement over the same rows as superuser`
}

const streetsOf = (places: readonly Place[]): number => new Set(places.map(({ code }) => Math.floor(code / 1000))).size

/** The province's communities, street by street, under the code of one tenant. */
function provinceOf({ places }: Country): Place[] {
  const [own, others] = [places.filter(isOwn), places.filter((place) => !isOwn(place))]
  const chosen = [...own, ...others].slice(0, COMMUNITIES)
  const streets = [...new Set(chosen.map(({ code }) => Math.floor(code / 1000)))]
  const rank = new Map(streets.map((street, index) => [street, index + 1]))
  return chosen
    .map(({ code, name }) => {
      const street = rank.get(Math.floor(code / 1000)) ?? 0
      return { code: TENANT * 1_000_000 + street * 1000 + (code % 1000), name }
    })
    .toSorted((a, b) => a.code - b.code)
}

const isOwn = ({ code }: Place): boolean => String(code).startsWith(PROVINCE)

/** What a half-year gathers beside the sheets. The rows agree with each other; references to rows made here are not checked. */
async function fill({ client }: Nation): Promise<void> {
  await client.query('set session_replication_role = replica')
  await client.query(
    `insert into evaluation.star_draft (district, period, community, indicator, department, org, area, points, version, account, at)
     select district, period, community, indicator, department, org, area, points, 1, org, now() from evaluation.star_entry;
     insert into evaluation.key_task (district, id, year, number, measure_zh, measure_en, target, org, added_on)
     select ${TENANT}, gen_random_uuid(), ${YEAR}, number, '重点任务', '', '全覆盖', '${NOBODY}', '${YEAR}-01-06'
     from generate_series(1, 6) number;
     insert into evaluation.key_target (district, id, task, community, version, area, target, account, at)
     select t.district, gen_random_uuid(), t.id, r.community, 1, r.area, '完成', '${NOBODY}', now()
     from evaluation.key_task t, evaluation.roster r where r.code % 10 < t.number + 3;
     insert into evaluation.visit (district, id, version, period, community, area, visited_on, visitors, uses, ways, findings, seen, promised, evidence, account, at)
     select district, gen_random_uuid(), 1, period, community, area, '${YEAR}-12-01', '[{"name": "甲", "post": "乙"}]',
            case when code % 3 = 0 then array['survey'] else array['survey', 'reassessment', 'help'] end, array['SW-1'],
            '{"KT-01": "SF-1", "KT-02": "SF-1", "KT-03": "SF-1"}', '', '', '{}', '${NOBODY}', now() from evaluation.roster`,
  )
  await client.query('set session_replication_role = origin')
}

/** Six streets of seven have proposed what the rules give. */
async function propose({ client }: Nation): Promise<void> {
  await client.query('set session_replication_role = replica')
  await client.query(
    `insert into evaluation.star_proposal (district, period, round, street, version, area, document, account, person_name, on_behalf, at, on_date)
     select distinct district, period, 1, street, 1, street * 1000, '会议纪要', '${NOBODY}'::uuid, '', false, now(), '${TODAY}'::date
     from evaluation.roster where street % 7 <> 0;
     insert into evaluation.star_proposed (district, period, round, street, version, community, area, grade)
     select r.district, r.period, 1, r.street, 1, r.community, r.area, s.grade
     from evaluation.roster r join evaluation.star_result s using (district, period, community)
     where r.street % 7 <> 0 and s.grade is not null`,
  )
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}

/** Medians of two programs that take turns, in ms, after one turn each. */
async function alternating(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const taken = [await timed(one), await timed(other)] as const
    if (round > 0) times.forEach((list, index) => list.push(taken[index] ?? 0))
  }
  return [median(times[0]), median(times[1])]
}

async function timed(program: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await program()
  return performance.now() - start
}
