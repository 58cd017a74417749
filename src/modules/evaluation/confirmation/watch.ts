import type { Call } from '#kernel/call.ts'
import { periodTitle } from '#kernel/period.ts'
import { WATCH_MOST, type WatchItem, type WatchSpan } from '#kernel/watch.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { viewers } from '../scoring/contract.ts'
import { starTitles } from '../star/queries.ts'

// What the star shows on the board: stars that were confirmed below what the rules gave, and objections to what was announced.

/** What discipline scores in the star: who signed it in a half-year does not supervise that one (rulings B8). */
const DISCIPLINE = 'SR-01'

export async function starWatch(call: Call, span: WatchSpan): Promise<readonly WatchItem[]> {
  if (!viewers.some((role) => role === call.actor.role)) return []
  const own = await scoredPeriods(call)
  return [...(await movedItems(call, span, own)), ...(await objectionItems(call, span, own))]
}

type Own = ReadonlySet<string>

async function scoredPeriods({ tx, district, actor }: Call): Promise<Own> {
  const rows = await tx.run<{ period: string }>(
    `select distinct t.period from evaluation.star_sheet t
     join kernel.signature s on s.district = t.district and s.id = t.signature
     where t.district = $1 and t.department = $2 and s.person = $3`,
    [district, DISCIPLINE, actor.person],
  )
  return new Set(rows.map(({ period }) => period))
}

type Placed = { readonly street: number; readonly streetName: string; readonly name: string; readonly period: string }
type Moved = Placed & {
  readonly community: string
  readonly on: string
  readonly given: string
  readonly confirmed: string
  readonly reason: string | null
  readonly by: string | null
}

const placeOf = ({ street, streetName, name }: Placed) => ({
  where: { zh: `${streetName} ${name}`, en: `${streetName} ${name}` },
  street,
})

async function movedItems(call: Call, span: WatchSpan, own: Own): Promise<WatchItem[]> {
  const { tx, district } = call
  const rows = await tx.run<Moved>(
    `select p.period, p.community, p.published_on as on, p.grade as confirmed, s.grade as given, r.street,
       r.street_name as "streetName", r.short_name as name, x.reason, x.by
     from evaluation.star_publication p
     join evaluation.star_result s using (district, period, community, round)
     join evaluation.roster r using (district, period, community)
     left join lateral (
       select d.reason, h.person_name as by from evaluation.star_proposed d
       join evaluation.star_proposal h using (district, period, round, street, version)
       where d.district = p.district and d.period = p.period and d.round = p.round and d.community = p.community
       order by d.version desc limit 1) x on true
     where p.district = $1 and p.grade <> s.grade and p.published_on between $2 and $3
     order by p.published_on desc limit $4`,
    [district, span.from, span.until, WATCH_MOST],
  )
  const titles = await titlesOf(call, rows)
  return rows.map((row) => {
    const { period, community, on, given, confirmed, reason, by } = row
    const [from, to] = [titles(period, given), titles(period, confirmed)]
    const half = periodTitle(period)
    return {
      id: `moved/${period}/${community}`,
      topic: 'moved',
      on,
      what: {
        zh: `${half.zh}：计算${from.zh}，确认${to.zh}；理由：${reason ?? '未写'}`,
        en: `${half.en}: computed ${from.en}, confirmed ${to.en}: ${reason ?? 'no reason'}`,
      },
      ...placeOf(row),
      by,
      state: null,
      link: `/star?period=${period}`,
      isOwn: own.has(period),
    }
  })
}

async function titlesOf({ tx, district }: Call, rows: readonly Pick<Moved, 'period'>[]) {
  const known = new Map<string, ReturnType<typeof starTitles>>()
  for (const period of new Set(rows.map((row) => row.period))) {
    known.set(period, starTitles((await getCyclePack(tx, district, period)).pack))
  }
  return (period: string, grade: string) => known.get(period)?.[grade] ?? { zh: grade, en: grade }
}

type ObjectionRow = Placed & {
  readonly id: string
  readonly on: string
  readonly summary: string
  readonly outcome: 'kept' | 'upheld' | null
  readonly answeredOn: string | null
}

async function objectionItems({ tx, district }: Call, span: WatchSpan, own: Own): Promise<WatchItem[]> {
  const rows = await tx.run<ObjectionRow>(
    `select o.id, o.received_on as on, o.summary, n.period, r.street, r.street_name as "streetName", r.short_name as name,
       a.outcome, a.answered_on as "answeredOn"
     from evaluation.star_objection o
     join evaluation.star_notice n on n.district = o.district and n.id = o.notice
     join evaluation.roster r on r.district = o.district and r.period = n.period and r.community = o.community
     left join evaluation.star_objection_answer a on a.district = o.district and a.objection = o.id
     where o.district = $1 and o.received_on between $2 and $3 order by o.received_on desc limit $4`,
    [district, span.from, span.until, WATCH_MOST],
  )
  return rows.map((row) => ({
    id: `objection/star/${row.id}`,
    topic: 'objection',
    on: row.on,
    what: { zh: `星级公示异议：${row.summary}`, en: `Objection to a star: ${row.summary}` },
    ...placeOf(row),
    by: null,
    state: answerWords(row),
    link: `/star?period=${row.period}&view=stages`,
    isOwn: own.has(row.period),
  }))
}

function answerWords({ outcome, answeredOn }: ObjectionRow): NonNullable<WatchItem['state']> {
  if (!outcome) return { isOpen: true, words: { zh: '未答复', en: 'open' } }
  const words =
    outcome === 'kept'
      ? { zh: `${answeredOn} 已答复：维持`, en: `answered ${answeredOn}: kept` }
      : { zh: `${answeredOn} 已答复：异议成立`, en: `answered ${answeredOn}: upheld` }
  return { isOpen: false, words }
}
