import { areasOf, districtScope } from '#kernel/access.ts'
import type { Actor, Services } from '#kernel/call.ts'
import { settableClock } from '#kernel/clock.ts'
import { openKeyring } from '#kernel/crypto/keys.ts'
import { softwareProvider } from '#kernel/crypto/software.ts'
import { openDatabase } from '#kernel/database.ts'
import { join } from 'node:path'
import { endpoints, openServices } from '../src/main.ts'
import { invoker } from '../src/server/invoke.ts'
import { type Figure, median, type Ratio } from './figure.ts'
import { type Nation, openNation } from './nation.ts'
import type { Country } from './national.ts'

/** A term election of a district: every community with seven candidates, each asked about at 18 departments. */
const COMMUNITIES = 76
const EACH = 7
const CASES = COMMUNITIES * EACH
const DEPARTMENTS = 18
const DISTRICT = 370_611
const TODAY = '2026-12-10'
const ROUNDS = 41
/** Before they count: a server that runs all day has compiled its pages. */
const WARM = 20
const NOBODY = '00000000-0000-7000-8000-000000000001'
const ORG = '00000000-0000-7000-8000-000000000005'

const actor = (role: Actor['role'], scope: Actor['scope']): Actor => ({
  account: NOBODY,
  person: NOBODY,
  name: 'bench',
  session: NOBODY,
  grant: NOBODY,
  district: DISTRICT,
  role,
  org: scope.org,
  scope,
  confirmedAt: new Date(),
  passwordDue: false,
})
const HEAD = actor('organization-head', { ...districtScope('staff', DISTRICT), person: NOBODY })
const REVIEWER = actor('department-reviewer', {
  class: 'reviewer',
  districts: [DISTRICT, DISTRICT],
  areas: areasOf(DISTRICT),
  org: ORG,
  person: NOBODY,
})

type Page = {
  readonly name: string
  readonly id: string
  readonly by: Actor
  readonly rows: string
  readonly bare: string
  /** Milliseconds, where the page has a bound of its own and no ratio: it computes from what it reads. */
  readonly within?: number
}

/** The cases as one reads them, with where each stands and the names of its place. */
const CASES_READ = `select f.*, a.to_state, a.seq, a.on_date, c.short_name, c.street_name from management.filing f
  join lateral (select * from management.filing_act a where a.district = f.district and a.filing = f.id order by seq desc limit 1) a on true
  join registry.community c on c.district = f.district and c.id = f.community
  where f.district = ${DISTRICT}`

const PAGES: readonly Page[] = [
  {
    name: 'matrix',
    id: 'review.getMatrix',
    by: HEAD,
    rows: 'rows',
    bare: `select q.request, q.department, q.due_on, r.replied_on, r.held, f.person_name, c.short_name,
        count(*) filter (where a.stops) as stops, count(s.outcome) as settled
      from management.review_question q
      join management.review_request t on t.district = q.district and t.id = q.request
      join management.filing f on f.district = t.district and f.id = t.filing
      join registry.community c on c.district = f.district and c.id = f.community
      left join management.review_reply r on r.district = q.district and r.request = q.request and r.department = q.department
      left join management.review_answer a on a.district = q.district and a.request = q.request and a.department = q.department
      left join management.review_resolution s on s.district = a.district and s.request = a.request and s.department = a.department and s.item = a.item
      where q.district = ${DISTRICT} group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2`,
  },
  {
    name: 'cases',
    id: 'filing.listFilings',
    by: HEAD,
    rows: 'filings',
    bare: `${CASES_READ} order by f.id desc`,
  },
  {
    name: 'radar',
    id: 'filing.getRadar',
    by: HEAD,
    rows: 'rows',
    bare: `${CASES_READ} and a.to_state not in ('filed', 'rejected', 'withdrawn')`,
    within: 100,
  },
  {
    name: 'list of one department',
    id: 'review.listQuestions',
    by: REVIEWER,
    rows: 'questions',
    bare: `select q.*, r.replied_on, r.account_name, (select jsonb_object_agg(a.item, a.answer) from management.review_answer a
        where a.district = q.district and a.request = q.request and a.department = q.department)
      from management.review_question q
      left join management.review_reply r on r.district = q.district and r.request = q.request and r.department = q.department
      where q.district = ${DISTRICT} and q.org = '${ORG}' order by q.due_on, q.request`,
  },
]

/** The joint review of a term election, from live rows: matrix, list of cases, radar, and the list of one department. */
export async function measureReview(country: Country): Promise<Figure> {
  const places = country.places.slice(0, COMMUNITIES).map(({ name }, index) => ({
    code: DISTRICT * 1_000_000 + (1 + (index % 5)) * 1000 + index + 1,
    name,
  }))
  const nation = await openNation({ places, source: country.source })
  const services = openServices({ databaseUrl: nation.runtimeUrl, data: nation.data }, settableClock(TODAY), 2)
  try {
    await fill(nation)
    const found: (Pick<Page, 'name' | 'within'> & { readonly ms: number; readonly sql: number })[] = []
    for (const page of PAGES) found.push({ ...page, ...(await measure(page, services, nation)) })
    return {
      title: 'Joint review',
      what: `${CASES} cases of a term election in ${COMMUNITIES} communities at ${DEPARTMENTS} departments: ${CASES * DEPARTMENTS} questions, all but one department have replied, a finding in one case of twenty; each page through its endpoint: permission, role and settings, row-level security, ID numbers decrypted, output checked; medians of ${ROUNDS} alternating rounds after ${WARM} that do not count. Against one statement over the same rows as superuser`,
      programs: found.map(({ name, ms, sql }) => ({
        name,
        value: `${ms.toFixed(0)} ms; bare statement as superuser ${sql.toFixed(0)} ms`,
      })),
      ratios: found.flatMap(({ name, ms, sql, within }): Ratio[] => {
        const ratio = { name: `${name} / bare statement`, value: ms / sql }
        if (within === undefined) return [{ ...ratio, must: '≤ 1.5', holds: (found) => found <= 1.5 }]
        return [
          ratio,
          { name: `${name}, milliseconds`, value: ms, must: `≤ ${within}`, holds: (found) => found <= within },
        ]
      }),
    }
  } finally {
    await services.database.close()
    await nation.stop()
  }
}

/** @throws Error when the page shows only a part. */
async function measure({ id, by, rows, bare }: Page, services: Services, { client }: Nation) {
  const bound = endpoints.find(({ endpoint }) => endpoint.id === id)
  if (!bound) throw new Error(`no endpoint ${id}`)
  const invoke = invoker(() => undefined)
  const call = { bound, actor: by, district: DISTRICT, language: 'zh', client: 'bench', input: {} } as const
  const answer = (await invoke(services, call)) as Record<string, readonly unknown[]>
  if (answer[rows]?.length !== CASES) throw new Error(`${id} shows ${answer[rows]?.length} of ${CASES}`)
  const times: [number[], number[]] = [[], []]
  for (let round = -WARM; round < ROUNDS; round++) {
    for (const [index, run] of [() => invoke(services, call), () => client.query(bare)].entries()) {
      const start = performance.now()
      await run()
      if (round >= 0) times[index]?.push(performance.now() - start)
    }
  }
  return { ms: median(times[0]), sql: median(times[1]) }
}

/** Cases in review. The rows agree with each other; references to rows made here are not checked. */
async function fill({ client, runtimeUrl, data }: Nation): Promise<void> {
  const keyring = openKeyring(join(data, 'keys'), softwareProvider)
  const database = openDatabase(runtimeUrl, 1)
  const key = await database.tx(districtScope('jobs', DISTRICT), (tx) => keyring.dataKey(tx, DISTRICT))
  await database.close()
  await client.query('set session_replication_role = replica')
  await client.query(
    `insert into registry.community (district, id, area, code, name, short_name, pinyin, street, street_name, kind, valid_from, version)
     select district, community, area, code, name, short_name, '', street, street_name, 'urban', '2020-01-01', 1 from evaluation.roster;
     insert into management.filing (district, id, area, community, street, kind, reason, post_kind, person, person_name, planned_on,
       pack_version, opened_on, account, at)
     select r.district, gen_random_uuid(), r.area, r.community, r.street, 'FK-2', 'FR-2', 'deputy-secretary', gen_random_uuid(), '某某' || n,
       date '2027-01-04' + (r.area % 10 * 3 + n % 3)::int, (select id from policy.pack_version where district = ${DISTRICT}), '2026-12-01', '${NOBODY}', now()
     from evaluation.roster r, generate_series(1, ${EACH}) n;
     insert into management.filing_act (district, filing, seq, area, event, from_state, to_state, details, account, account_name, on_date, at)
     select district, id, seq, area, case seq when 1 then 'propose' else 'accept' end, case seq when 2 then 'motion' end,
       case seq when 1 then 'motion' else 'review' end, '{}', '${NOBODY}', '', '2026-12-01', now()
     from management.filing, generate_series(1, 2) seq;
     insert into management.review_request (district, id, filing, area, round, departments, asked_on, account, at)
     select district, gen_random_uuid(), id, ${DISTRICT}000000, 1, ${DEPARTMENTS}, '2026-12-01', '${NOBODY}', now() from management.filing`,
  )
  const { rows } = await client.query<{ id: string }>('select id from management.review_request')
  const sealed = rows.map(({ id }) =>
    softwareProvider.encrypt(key.secret, Buffer.from('370611197205120012'), `review/${DISTRICT}/${id}`),
  )
  await client.query(
    `insert into management.review_question (district, request, department, org, area, items, person_name, post, sealed, key_id, due_on, pack_version)
     select ${DISTRICT}, s.id, 'JR-' || lpad(n::text, 2, '0'), ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
       ${DISTRICT}000000, array['NQ-02', 'NQ-03', 'NQ-11', 'NQ-14'], f.person_name, '社区党组织副书记', s.sealed, $3, '2026-12-08', f.pack_version
     from unnest($1::uuid[], $2::bytea[]) s (id, sealed) join management.review_request r on r.id = s.id
     join management.filing f on f.id = r.filing, generate_series(1, ${DEPARTMENTS}) n`,
    [rows.map(({ id }) => id), sealed, key.id],
  )
  await client.query(
    `insert into management.review_reply (district, request, department, org, area, held, checked_in, checked_on, checked_people, signature,
       account, account_name, person, replied_on, at, way)
     select district, request, department, org, area, false, '业务系统', '2026-12-04', 532, gen_random_uuid(), '${NOBODY}', '某某',
       '${NOBODY}', '2026-12-04', now(), 'page' from management.review_question where department <> 'JR-18';
     insert into management.review_answer (district, request, department, item, org, area, held, answer, basis)
     select r.district, r.request, r.department, item, r.org, r.area, false,
       case when r.department = 'JR-05' and item = 'NQ-11' and left(r.request::text, 1) = '0' then 'found' else 'none-found' end,
       case when r.department = 'JR-05' and item = 'NQ-11' then '福审〔2026〕6号' end
     from management.review_reply r, unnest(array['NQ-02', 'NQ-03', 'NQ-11', 'NQ-14']) item`,
  )
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}
