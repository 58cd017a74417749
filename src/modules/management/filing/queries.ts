import type { z } from 'zod'
import { communitiesInForce, type RosterCommunity } from '#registry'
import { countOf, loadPack, loadPacks, newestVersion, type StoredPack } from '#policy'
import { districtScope } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import { allowedEvents } from '#kernel/procedure.ts'
import { readAs } from '#kernel/read-as.ts'
import { latestReview, outcomeOf } from '../review/standing.ts'
import { shownStops, stopsOf } from '../supervision/standing.ts'
import type { Filing, FilingAct, FilingInFull, FilingObjection, getFiling, listFilings } from './contract.ts'
import { earlierSteps, filingProcedure, isStep, ONWARD, STEPS } from './procedure.ts'
import { hasKinInOffice } from './recusal.ts'
import { refuse } from './refusals.ts'
import { lastDayOf, STEP_LIMITS, talksOf } from './rules.ts'

/** A case as lists show it, with where it stands: its last act. */
type ListedRow = Omit<Filing, 'communityName' | 'streetName' | 'due'> & { readonly packVersion: string }

/** A case with all that is said of it. */
export type FilingRow = ListedRow &
  Pick<FilingInFull, 'street' | 'reason' | 'openedOn'> & {
    readonly leaves: Pick<NonNullable<FilingInFull['leaves']>, 'community' | 'postKind'> | null
    readonly area: number
  }

const LISTED = `f.id, f.community, f.person, f.person_name as "personName", f.post_kind as "postKind", f.kind, f.planned_on as "plannedOn",
  f.pack_version as "packVersion", a.to_state as state, a.seq as version, a.on_date as since, a.details ->> 'number' as number`
const IN_FULL = `${LISTED}, f.area, f.street, f.reason, f.opened_on as "openedOn",
  case when f.leaves_kind is null then null else jsonb_build_object('community', f.leaves_community, 'postKind', f.leaves_kind) end as leaves`
const STANDING = `management.filing f join lateral (
    select to_state, seq, on_date, details from management.filing_act
    where district = f.district and filing = f.id order by seq desc limit 1) a on true`

type Wanted = {
  readonly filings?: readonly string[]
  readonly street?: number
  readonly open?: boolean
  /** Part of the name of a paper. */
  readonly document?: string
}

function reading<Row extends ListedRow>(columns: string) {
  return (tx: Tx, district: number, { filings, street, open, document }: Wanted = {}): Promise<Row[]> =>
    tx.run<Row>(
      `select ${columns} from ${STANDING}
       where f.district = $1 and ($2::uuid[] is null or f.id = any($2)) and ($3::bigint is null or f.street = $3)
         and ($4::boolean is null or $4 = (a.to_state = any($5::text[])))
         and ($6::text is null or exists (select from management.filing_act
           where district = f.district and filing = f.id and strpos(document, $6) > 0))
       order by f.id desc limit 2000`,
      [district, filings ?? null, street ?? null, open ?? null, [...STEPS], document ?? null],
    )
}

/** Cases that the caller may see, newest first. */
export const filingsOf = reading<FilingRow>(IN_FULL)
const listedOf = reading<ListedRow>(LISTED)

/** @throws Refusal filing.unknown. */
export async function findFiling(tx: Tx, district: number, id: string): Promise<FilingRow> {
  const [row] = await filingsOf(tx, district, { filings: [id] })
  return row ?? refuse('filing.unknown')
}

export async function getFilings(
  { tx, district }: Call,
  input: z.output<(typeof listFilings)['input']>,
): Promise<z.input<(typeof listFilings)['output']>> {
  const { state: _state, open: _open, ...placed } = input
  const [all, communities, pack] = await Promise.all([
    listedOf(tx, district, placed),
    communitiesInForce(tx, district),
    newestVersion(tx, district),
  ])
  const wanted = all.filter(
    ({ state }) =>
      (input.state === undefined || state === input.state) &&
      (input.open === undefined || input.open === isStep(state)),
  )
  const counts = Map.groupBy(all, ({ state }) => state)
  // Nearly always all cases keep the newest policy, which was read already.
  const isNewest = pack && wanted.every(({ packVersion }) => packVersion === pack.id)
  const packs = isNewest ? new Map([[pack.id, pack]]) : await packsOf(tx, district, wanted)
  return {
    filings: named(wanted, placesOf(communities), packs),
    counts: Object.fromEntries([...counts].map(([state, own]) => [state, own.length])),
    kinds: pack ? pack.pack.lists.filing_kinds.items.map(itemOf) : [],
    reasons: pack ? pack.pack.lists.filing_reasons.items.map(itemOf) : [],
  }
}

const itemOf = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({ code, zh, en })

type Packs = ReadonlyMap<string, StoredPack>

/** The policies that these cases keep, by version. */
export async function packsOf(
  tx: Tx,
  district: number,
  rows: readonly Pick<FilingRow, 'packVersion'>[],
): Promise<Packs> {
  const versions = [...new Set(rows.map(({ packVersion }) => packVersion))].map((id) => ({ district, id }))
  return new Map((await loadPacks(tx, versions)).map((pack) => [pack.id, pack]))
}

/** With names of places and the last day of the step's limit. */
export async function described(tx: Tx, district: number, rows: readonly FilingRow[]): Promise<FilingInFull[]> {
  const [communities, packs] = await Promise.all([communitiesInForce(tx, district), packsOf(tx, district, rows)])
  return describe(rows, communities, packs)
}

/** The same, for a caller that has read the places and the cases' policies already. */
export function describe(
  rows: readonly FilingRow[],
  communities: readonly RosterCommunity[],
  packs: Packs,
): FilingInFull[] {
  const places = placesOf(communities)
  return named(rows, places, packs).map((row) => ({
    ...row,
    leaves: row.leaves && { ...row.leaves, communityName: places.get(row.leaves.community)?.shortName ?? '—' },
  }))
}

type Places = ReadonlyMap<string, RosterCommunity>
const placesOf = (communities: readonly RosterCommunity[]): Places => new Map(communities.map((one) => [one.id, one]))

function named<Row extends ListedRow>(rows: readonly Row[], places: Places, packs: Packs) {
  const dueDay = dueDays()
  return rows.map((row) => {
    const place = places.get(row.community)
    return {
      ...row,
      communityName: place?.shortName ?? '—',
      streetName: place?.streetName ?? '—',
      due: dueDay(row, packs.get(row.packVersion)),
    }
  })
}

/** The last day of a step's limit. Cases of a batch came to their step on the same day: each day is counted once. */
function dueDays(): (row: Pick<FilingRow, 'state' | 'since'>, pack: StoredPack | undefined) => string | null {
  const known = new Map<StoredPack, Map<string, string>>()
  return ({ state, since }, pack) => {
    const limit = STEP_LIMITS[state]
    if (!limit || !pack) return null
    const days = known.get(pack) ?? new Map<string, string>()
    known.set(pack, days)
    const key = limit + since
    const due = days.get(key) ?? deadlineAfter(since, countOf(pack.pack, limit))
    days.set(key, due)
    return due
  }
}

export async function actsOf(tx: Tx, district: number, filing: string): Promise<FilingAct[]> {
  return tx.run<FilingAct>(
    `select event, from_state as "from", to_state as "to", reason, document, details, account_name as by, on_date as "on"
     from management.filing_act where district = $1 and filing = $2 order by seq`,
    [district, filing],
  )
}

type ObjectionRow = FilingObjection & { readonly filing: string }

async function objectionsOf(tx: Tx, district: number, filings: readonly string[]): Promise<ObjectionRow[]> {
  return tx.run<ObjectionRow>(
    `select o.filing, o.id, o.received_on as "receivedOn", o.channel, o.summary,
            case when w.objection is null then null
              else jsonb_build_object('outcome', w.outcome, 'finding', w.finding, 'on', w.answered_on) end as answer
     from management.filing_objection o
     left join management.filing_objection_answer w on w.district = o.district and w.objection = o.id
     where o.district = $1 and o.filing = any($2::uuid[]) order by o.received_on, o.id`,
    [district, filings],
  )
}

/** The running notice of a case: its objections and its last day. */
export async function noticeOf({ tx, district }: Call, row: FilingRow, pack: StoredPack) {
  return runningNotice(row, pack, await objectionsOf(tx, district, [row.id]))
}

function runningNotice(row: FilingRow, { pack }: StoredPack, all: readonly ObjectionRow[]) {
  // An objection to an earlier notice of the same case stays on record and counts for that one.
  const objections = all.filter(({ filing, receivedOn }) => filing === row.id && receivedOn >= row.since)
  return { objections, until: lastDayOf(row.since, countOf(pack, 'notice.days'), objections) }
}

/** Last days of the notices of several cases; null while an objection is open. */
export async function noticeEnds(
  tx: Tx,
  district: number,
  rows: readonly FilingRow[],
  packs: Packs,
): Promise<ReadonlyMap<string, string | null>> {
  const objections = await objectionsOf(
    tx,
    district,
    rows.map(({ id }) => id),
  )
  return new Map(
    rows.flatMap((row): [string, string | null][] => {
      const pack = packs.get(row.packVersion)
      return pack ? [[row.id, runningNotice(row, pack, objections).until]] : []
    }),
  )
}

export async function getFilingInFull(
  call: Call,
  { filing: id }: z.output<(typeof getFiling)['input']>,
): Promise<z.input<(typeof getFiling)['output']>> {
  const { tx, district, actor } = call
  const row = await findFiling(tx, district, id)
  const pack = await loadPack(tx, district, row.packVersion)
  const communities = await communitiesInForce(tx, district)
  const [filing] = describe([row], communities, new Map([[pack.id, pack]]))
  const objections = await objectionsOf(tx, district, [id])
  // Streets read no table of the review; what they may know is read for them, without anything that was sealed.
  const review = await readAs(tx, districtScope('staff', district), () => latestReview(tx, district, id))
  const stops = shownStops(call, await stopsOf(tx, district, id), communities)
  const isStopped = stops.some(({ state }) => state === 'stands')
  const allowed = allowedEvents(filingProcedure, row.state, actor.role).filter(
    (event) => !isStopped || !ONWARD.includes(event),
  )
  const back =
    actor.role === 'organization-head' || actor.role === 'organization-officer' ? earlierSteps(row.state) : []
  const acts = await actsOf(tx, district, id)
  return {
    filing: filing ?? refuse('filing.unknown'),
    acts,
    objections: objections.map(({ filing: _filing, ...objection }) => objection),
    stops,
    noticeUntil: row.state === 'notice' ? runningNotice(row, pack, objections).until : null,
    review: outcomeOf(row.state, review),
    validUntil: review?.validUntil ?? null,
    kinToCheck: await hasKinInOffice(call, row),
    allowed: [...allowed, ...(back.length > 0 ? (['return'] as const) : [])],
    backTo: [...back],
    limits: {
      vetters: countOf(pack.pack, 'vetting.members'),
      talks: talksOf(pack.pack, row.kind),
      notice: countOf(pack.pack, 'notice.days'),
    },
    words: wordsOf(pack, row, acts, allowed.includes('reject')),
  }
}

/** What the codes of a case mean in its own policy. All clauses only for who may choose one; a street reads the one that was chosen. */
function wordsOf(
  { pack: { lists } }: StoredPack,
  { kind, reason }: FilingRow,
  acts: readonly FilingAct[],
  mayReject: boolean,
) {
  const said = acts.map(({ details }) => details['clause'])
  const clauses = [...lists.disqualifications.items, ...lists.separate_checks.items].filter(
    ({ code }) => mayReject || said.includes(code),
  )
  const titled = (items: readonly { code: string; zh: string; en: string }[], wanted: string) => {
    const { zh, en } = items.find(({ code }) => code === wanted) ?? { zh: wanted, en: wanted }
    return { zh, en }
  }
  return {
    kind: titled(lists.filing_kinds.items, kind),
    reason: titled(lists.filing_reasons.items, reason),
    clauses: clauses.map(itemOf),
  }
}
