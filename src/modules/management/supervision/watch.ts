import { communitiesInForce } from '#registry'
import { newestVersion } from '#policy'
import { ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import { WATCH_MOST, type WatchItem, type WatchSpan } from '#kernel/watch.ts'
import { FILING_READERS } from '../filing/contract.ts'
import { lateDepartments } from '../review/standing.ts'
import { opinionItems } from './replies.ts'
import { answeredCases, stateOf, type StopRow, stopsOf } from './standing.ts'

// What filing and its review show on the board: stops, replies that are late, votes with recused members, objections, opinions.

const within = ({ from, until }: WatchSpan, day: string): boolean => day >= from && day <= until
const same = (words: string): Text => ({ zh: words, en: words })

type Place = (community: string) => Pick<WatchItem, 'where' | 'street'>

export async function filingWatch(call: Call, span: WatchSpan): Promise<readonly WatchItem[]> {
  const { actor, tx, district } = call
  if (!FILING_READERS.some((role) => role === actor.role)) return []
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const place: Place = (community) => {
    const one = places.get(community)
    return one
      ? { where: same(`${one.streetName} ${one.shortName}`), street: one.street }
      : { where: null, street: null }
  }
  const own = actor.role === 'discipline-officer' ? await answeredCases(call) : new Set<string>()
  return [
    ...(await stopItems(call, span, place, own)),
    ...(await lateItems(call, span)),
    ...(await recusalItems(call, span, place, own)),
    ...(await objectionItems(call, span, place, own)),
    ...(await opinionItems(call, span)),
  ]
}

type Own = ReadonlySet<string>

async function stopItems({ tx, district, clock }: Call, span: WatchSpan, place: Place, own: Own): Promise<WatchItem[]> {
  const stops = (await stopsOf(tx, district)).filter(({ from }) => within(span, from))
  return stops.map((stop) => ({
    id: `stop/${stop.id}`,
    topic: 'stop',
    on: stop.from,
    what: { zh: `叫停至 ${stop.until}：${stop.reason}`, en: `Stopped until ${stop.until}: ${stop.reason}` },
    person: stop.personName,
    ...place(stop.community),
    by: stop.by,
    state: stopWords(stop, clock.today()),
    link: `/filing/${stop.filing}`,
    isOwn: own.has(stop.filing),
  }))
}

function stopWords(stop: StopRow, today: string): WatchItem['state'] {
  const { lifted, overruled } = stop
  if (overruled) {
    const { on, document } = overruled
    return { isOpen: false, words: { zh: `${on} 区委否决（${document}）`, en: `overruled ${on} (${document})` } }
  }
  if (lifted) return { isOpen: false, words: { zh: `${lifted.on} 已解除`, en: `lifted ${lifted.on}` } }
  return stateOf(stop, today) === 'stands'
    ? { isOpen: true, words: { zh: '叫停中', en: 'stands' } }
    : { isOpen: false, words: { zh: '已到期', en: 'lapsed' } }
}

/** Departments past their day now: of the review streets read nothing. */
async function lateItems({ tx, district, clock, actor }: Call, span: WatchSpan): Promise<WatchItem[]> {
  if (ROLES[actor.role].level === 'street') return []
  const pack = (await newestVersion(tx, district))?.pack
  const names = new Map(pack?.lists.review_departments.items.map(({ code, zh, en }) => [code, { zh, en }]))
  const late = (await lateDepartments(tx, district, clock.today())).filter(({ since }) => within(span, since))
  return late.map(({ department, people, since }) => ({
    id: `late/${department}`,
    topic: 'late',
    on: since,
    what: { zh: `联审 ${people} 人未答复，应于 ${since} 前答复`, en: `Unanswered: ${people}, due by ${since}` },
    where: names.get(department) ?? same(department),
    street: null,
    by: null,
    state: { isOpen: true, words: { zh: '未答复', en: 'not answered' } },
    link: '/review',
  }))
}

type Vote = {
  readonly filing: string
  readonly seq: number
  readonly on: string
  readonly community: string
  readonly by: string
  readonly details: { readonly recused: readonly string[]; readonly present: number; readonly favour: number }
}

async function recusalItems({ tx, district }: Call, span: WatchSpan, place: Place, own: Own): Promise<WatchItem[]> {
  const rows = await tx.run<Vote>(
    `select a.filing, a.seq, a.on_date as on, f.community, a.account_name as by, a.details from management.filing_act a
     join management.filing f on f.district = a.district and f.id = a.filing
     where a.district = $1 and a.event = 'decide' and a.on_date between $2 and $3
       and jsonb_array_length(a.details -> 'recused') > 0 order by a.on_date desc limit $4`,
    [district, span.from, span.until, WATCH_MOST],
  )
  return rows.map(({ filing, seq, on, community, by, details: { recused, present, favour } }) => ({
    id: `recusal/${filing}/${seq}`,
    topic: 'recusal',
    on,
    what: {
      zh: `讨论决定时 ${recused.length} 人回避；到会 ${present} 人，同意 ${favour} 人`,
      en: `${recused.length} recused at the decision; ${present} present, ${favour} in favour`,
    },
    person: recused.join('、'),
    ...place(community),
    by,
    state: null,
    link: `/filing/${filing}`,
    isOwn: own.has(filing),
  }))
}

type ObjectionRow = {
  readonly id: string
  readonly filing: string
  readonly on: string
  readonly community: string
  readonly summary: string
  readonly outcome: 'kept' | 'upheld' | null
  readonly answeredOn: string | null
}

async function objectionItems({ tx, district }: Call, span: WatchSpan, place: Place, own: Own): Promise<WatchItem[]> {
  const rows = await tx.run<ObjectionRow>(
    `select o.id, o.filing, o.received_on as on, f.community, o.summary, w.outcome, w.answered_on as "answeredOn"
     from management.filing_objection o
     join management.filing f on f.district = o.district and f.id = o.filing
     left join management.filing_objection_answer w on w.district = o.district and w.objection = o.id
     where o.district = $1 and o.received_on between $2 and $3 order by o.received_on desc limit $4`,
    [district, span.from, span.until, WATCH_MOST],
  )
  return rows.map(({ id, filing, on, community, summary, outcome, answeredOn }) => ({
    id: `objection/filing/${id}`,
    topic: 'objection',
    on,
    what: { zh: `任前公示异议：${summary}`, en: `Objection to a notice of filing: ${summary}` },
    ...place(community),
    by: null,
    state: outcome
      ? {
          isOpen: false,
          words:
            outcome === 'kept'
              ? { zh: `${answeredOn} 已答复：不影响任职`, en: `answered ${answeredOn}: the case goes on` }
              : { zh: `${answeredOn} 已答复：异议成立`, en: `answered ${answeredOn}: upheld` },
        }
      : { isOpen: true, words: { zh: '未答复', en: 'open' } },
    link: `/filing/${filing}`,
    isOwn: own.has(filing),
  }))
}
