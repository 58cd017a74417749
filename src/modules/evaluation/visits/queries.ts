import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { CycleState } from '../cycle/procedure.ts'
import { calendarFor } from '../cycle/calendar.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { deadlineOf } from '../progress/rules.ts'
import { allTasks } from '../tasks/queries.ts'
import type * as contract from './contract.ts'
import { type Standing, type Task, USES, type Visit, VISIT_WRITERS, type VisitFields } from './contract.ts'
import { refuse } from './refusals.ts'

export type Item = { readonly code: string; readonly zh: string; readonly en: string }
export type Frame = {
  readonly state: CycleState
  /** By when the records are due. */
  readonly due: string
  readonly tasks: readonly Task[]
  readonly ways: readonly Item[]
  readonly findings: readonly Item[]
}

/** What a record of a half-year chooses from: the year's key tasks, and the lists of its policy. */
export async function frameOf(tx: Tx, district: number, period: string): Promise<Frame> {
  const cycle = await getCyclePack(tx, district, period)
  const plain = ({ code, zh, en }: Item): Item => ({ code, zh, en })
  const tasks = await allTasks(tx, district, [Number(period.slice(0, 4))])
  const { survey_ways: ways, survey_findings: findings } = cycle.pack.pack.lists
  return {
    state: cycle.state,
    due: calendarFor(cycle).visits.to,
    tasks: tasks.map(({ endedOn, ...task }) => ({ ...plain(task), ended: endedOn !== null })),
    ways: ways.items.map(plain),
    findings: findings.items.map(plain),
  }
}

const mayRecord = ({ actor }: Call, state: CycleState): boolean =>
  state !== 'published' && VISIT_WRITERS.some((one) => one === actor.role)

export type Place = z.output<typeof contract.listVisits.output>['place'] & { readonly area: number }

/** Some communities of a roster, in code order. @throws Refusal when one is not on it, or not the caller's. */
export async function getPlaces(tx: Tx, district: number, period: string, communities: readonly string[]) {
  const asked = [...new Set(communities)]
  const rows = await tx.run<Place>(
    `select community, code, short_name as name, street, street_name as "streetName", area from evaluation.roster
     where district = $1 and period = $2 and community = any($3::uuid[]) order by code`,
    [district, period, asked],
  )
  return rows.length === asked.length ? rows : refuse('visit.unknown-community', { period })
}

export async function getPlace(tx: Tx, district: number, period: string, community: string): Promise<Place> {
  const [place] = await getPlaces(tx, district, period, [community])
  return place ?? refuse('visit.unknown-community', { period })
}

/** The records in force of a half-year ($1 district, $2 period). */
const IN_FORCE = `(select * from (select distinct on (id) * from evaluation.visit where district = $1 and period = $2
  order by id, version desc) newest where not withdrawn)`

/** Each community of the roster with what it still lacks. */
export async function getBoard(
  call: Call,
  { period }: { period: string },
): Promise<z.input<typeof contract.getBoard.output>> {
  const { tx, district, clock } = call
  const { state, due, tasks } = await frameOf(tx, district, period)
  const current = tasks.filter(({ ended }) => !ended)
  const rows = await tx.run<Omit<Standing, 'open' | 'last'> & Record<string, unknown> & { checked: string[] | null }>(
    `with visit as materialized ${IN_FORCE}
     select r.community, r.code, r.short_name as name, r.street, r.street_name as "streetName",
            ${USES.map((use) => `v.${use}`).join(', ')}, coalesce(v.visits, 0) as visits, f.checked
     from evaluation.roster r
     left join (select community, count(*) as visits,
                  ${USES.map((use) => `max(visited_on) filter (where '${use}' = any(uses)) as ${use}`).join(', ')}
                from visit group by community) v on v.community = r.community
     left join (select community, array_agg(distinct task) as checked
                from visit cross join lateral jsonb_object_keys(findings) task group by community) f on f.community = r.community
     where r.district = $1 and r.period = $2 order by r.code`,
    [district, period],
  )
  const communities = rows.map(({ community, code, name, street, streetName, visits, checked, ...dates }) => ({
    community,
    code,
    name,
    street,
    streetName,
    visits,
    last: Object.fromEntries(USES.flatMap((use) => (dates[use] ? [[use, dates[use]]] : []))),
    open: current.map((task) => task.code).filter((task) => !checked?.includes(task)),
  }))
  const deadline = deadlineOf(clock.today(), due)
  return { tasks: [...current], communities, deadline, mayRecord: mayRecord(call, state) }
}

type Row = Omit<Visit, 'at'> & { readonly at: Date; readonly withdrawn: string | null }
export type StoredVisit = VisitFields &
  Pick<Row, 'id' | 'version' | 'by' | 'at' | 'withdrawn'> & {
    readonly period: string
    readonly community: string
    readonly area: number
  }

const COLUMNS = `v.id, v.version, v.period, v.community, v.area, v.visited_on as date, v.visitors, v.uses, v.ways, v.findings,
  v.seen, v.promised, v.evidence, v.reason as withdrawn, v.at, n.name as by`
const BY = 'left join kernel.account_name n on n.district = $1 and n.account = v.account'

const shown = ({ id, version, by, at, ...visit }: StoredVisit): Visit => {
  const { date, visitors, uses, ways, findings, seen, promised, evidence } = visit
  const fields = { date, visitors, uses, ways, findings, seen, promised, evidence }
  return { id, version, by, at: at.toISOString(), ...fields }
}

/** All versions of a record, newest first. */
function versionsOf(tx: Tx, district: number, id: string): Promise<StoredVisit[]> {
  return tx.run<StoredVisit>(
    `select ${COLUMNS} from evaluation.visit v ${BY} where v.district = $1 and v.id = $2 order by v.version desc`,
    [district, id],
  )
}

/** The newest version of a record, withdrawn or not. */
export async function findVisit(tx: Tx, district: number, id: string): Promise<StoredVisit | undefined> {
  const [newest] = await versionsOf(tx, district, id)
  return newest
}

export async function getVersions(
  { tx, district }: Call,
  { id }: { id: string },
): Promise<z.input<typeof contract.listVersions.output>> {
  const versions = await versionsOf(tx, district, id)
  if (versions.length === 0) refuse('visit.unknown')
  return { versions: versions.map((version) => ({ ...shown(version), withdrawn: version.withdrawn })) }
}

export async function getVisits(
  call: Call,
  { period, community }: { period: string; community: string },
): Promise<z.input<typeof contract.listVisits.output>> {
  const { tx, district } = call
  const { state, tasks, ways, findings } = await frameOf(tx, district, period)
  const { area: _, ...place } = await getPlace(tx, district, period, community)
  const visits = await tx.run<StoredVisit>(
    `select ${COLUMNS} from ${IN_FORCE} v ${BY} where v.community = $3 order by v.visited_on desc, v.id desc`,
    [district, period, community],
  )
  return {
    place,
    tasks: [...tasks],
    ways: [...ways],
    findings: [...findings],
    visits: visits.map(shown),
    mayRecord: mayRecord(call, state),
  }
}

/** Published half-years only, and without what may name residents: the database gives no more (rulings B4). */
export async function getOwnVisits({ tx, district }: Call): Promise<z.input<typeof contract.listOwnVisits.output>> {
  const rows = await tx.run<Pick<StoredVisit, 'period' | 'date' | 'uses' | 'ways' | 'findings'>>(
    `select period, visited_on as date, uses, ways, findings
     from (select distinct on (id) period, id, visited_on, uses, ways, findings, withdrawn from evaluation.visit
           where district = $1 order by id, version desc) newest
     where not withdrawn order by visited_on desc, id desc`,
    [district],
  )
  const frames = new Map<string, Frame>()
  for (const { period } of rows) {
    if (!frames.has(period)) frames.set(period, await frameOf(tx, district, period))
  }
  const named = (items: readonly Item[] | undefined, code: string): Item =>
    items?.find((one) => one.code === code) ?? { code, zh: code, en: code }
  return {
    visits: rows.map(({ period, date, uses, ways, findings }) => {
      const frame = frames.get(period)
      return {
        period,
        date,
        uses,
        ways: ways.map((way) => named(frame?.ways, way)),
        findings: Object.entries(findings).map(([task, finding]) => ({
          task: named(frame?.tasks, task),
          finding: named(frame?.findings, finding),
        })),
      }
    }),
  }
}
