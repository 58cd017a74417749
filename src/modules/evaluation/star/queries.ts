import type { z } from 'zod'
import { type StoredPack, titlesOf } from '#policy'
import { divisionNames } from '#registry'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Text } from '#kernel/language.ts'
import { display, rational } from '#kernel/policy/rational.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { latestSheets } from '../scoring/queries.ts'
import type { Leaf, listFigures, listOwnResults, listResults, Result } from './contract.ts'
import { OVERLAY_TITLES } from '../merits/overlay.ts'
import { HONOURS, SERIOUS_CASES } from '../merits/rules.ts'
import { starFigures } from './figures.ts'
import { starPolicy } from './rules.ts'

export type StoredResult = {
  readonly community: string
  readonly code: number
  readonly name: string
  readonly street: number
  readonly streetName: string
  readonly total: string | null
  readonly display: string | null
  /** What the total gives. */
  readonly grade: string | null
  /** What was confirmed and published: a proposal may differ from the total, with a reason. */
  readonly confirmed: string | null
  readonly parts: Readonly<Record<string, string | null>>
  readonly capped: boolean
  readonly silent: string[]
  readonly digest: Buffer
}

const RESULT_COLUMNS = `r.community, r.code, r.short_name as name, r.street, r.street_name as "streetName", s.total,
  s.total_display as display, s.grade, p.grade as confirmed, s.parts, s.capped, s.silent, s.digest`
const RESULT_TABLES = `evaluation.roster r join evaluation.star_result s
  on s.district = r.district and s.period = r.period and s.community = r.community
  left join evaluation.star_publication p
  on p.district = s.district and p.period = s.period and p.community = s.community and p.round = s.round`
/** The star that counts. */
const STAR = 'coalesce(p.grade, s.grade)'

/** All results of one round that the caller may see, in code order. */
export function storedResults(tx: Tx, district: number, period: string, round: number): Promise<StoredResult[]> {
  return tx.run<StoredResult>(
    `select ${RESULT_COLUMNS} from ${RESULT_TABLES}
     where r.district = $1 and r.period = $2 and s.round = $3 order by r.code`,
    [district, period, round],
  )
}

type ListInput = z.output<(typeof listResults)['input']>
type ListOutput = z.input<(typeof listResults)['output']>

/** Results by code, or by total from the top, with filters; keyset pages. */
export async function getResults(call: Call, input: ListInput): Promise<ListOutput> {
  const { tx, district } = call
  const { pack, ...cycle } = await getCyclePack(tx, district, input.period)
  const filters = [district, input.period, cycle.round, input.street ?? null, input.grade ?? null, input.search ?? null]
  const where = `r.district = $1 and r.period = $2 and s.round = $3 and ($4::bigint is null or r.street = $4)
    and ($5::text is null or ${STAR} = $5) and ($6::text is null or position($6 in r.name) > 0)`
  const counts = await tx.run<{ grade: string | null; count: number }>(
    `select ${STAR} as grade, count(*) as count from ${RESULT_TABLES} where ${where} group by 1`,
    filters,
  )
  // The key of a page is "total/code" or "code"; a total orders downwards, and a missing one comes last.
  const [afterTotal, afterCode] = readKey(input.after)
  const byTotal = input.order === 'total'
  const order = byTotal ? 'coalesce(s.total_display, -1) desc, r.code' : 'r.code'
  const after = byTotal
    ? `($7::numeric is null or (-coalesce(s.total_display, -1), r.code) > (-$7::numeric, $8::bigint))`
    : `($8::bigint is null or r.code > $8) and $7::numeric is null`
  const rows = await tx.run<StoredResult>(
    `select ${RESULT_COLUMNS} from ${RESULT_TABLES} where ${where} and ${after} order by ${order} limit $9`,
    [...filters, byTotal ? afterTotal : null, afterCode, input.limit + 1],
  )
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    results: page.map(resultOf),
    next: rows.length > input.limit && last ? `${last.display ?? '-1'}/${last.code}` : null,
    grades: Object.fromEntries(counts.map(({ grade, count }) => [grade ?? '', count])),
    count: counts.reduce((sum, { count }) => sum + count, 0),
    titles: starTitles(pack),
    dimensions: starPolicy(pack).dimensions.map(({ code }) => code),
    published: cycle.state === 'published',
  }
}

function readKey(key: string | undefined): readonly [string | null, string | null] {
  const match = /^(-?\d+(?:\.\d+)?)\/(\d{12})$/.exec(key ?? '')
  return match ? [match[1] ?? null, match[2] ?? null] : [null, null]
}

function resultOf({ display, grade, confirmed, digest: _digest, total: _exact, ...result }: StoredResult): Result {
  return { ...result, total: display, grade: confirmed ?? grade, computed: grade, confirmed: confirmed !== null }
}

/** What pages need to name: rules, departments, indicators, grades of the star. */
export function starTitles({ pack, rules }: StoredPack): Record<string, Text> {
  const titles = titlesOf(pack)
  const star = [...(rules.get('star')?.keys() ?? [])].filter((code) => code.startsWith('star.'))
  const departments = pack.lists.star_departments.items.flatMap(({ code, indicators }) => [
    code,
    ...indicators.map((indicator) => indicator.code),
  ])
  const facts = [HONOURS, SERIOUS_CASES, 'star.residents-latest']
  const grades = pack.lists.star_grades.items.map(({ code }) => code)
  const wanted = [...star, ...departments, ...facts, ...grades]
  const named = wanted.flatMap((code): [string, Text][] => {
    const title = titles.get(code)
    return title ? [[code, title]] : []
  })
  return { ...OVERLAY_TITLES, ...Object.fromEntries(named) }
}

/** What stands at the leaves of the explanations: who deducted what, why, by which document. By community and indicator. */
export async function leavesOf(
  tx: Tx,
  district: number,
  period: string,
  { pack }: StoredPack,
  community?: string,
): Promise<ReadonlyMap<string, Record<string, Leaf>>> {
  const sheets = (await latestSheets(tx, district, period)).filter(({ returnReason }) => !returnReason)
  const names = new Map(pack.lists.star_departments.items.map(({ code, zh, en }) => [code, { zh, en }]))
  const submitted = new Map(sheets.map(({ department, submittedOn }) => [department, submittedOn]))
  const rows = await tx.run<LeafRow>(
    `select e.community, e.indicator, e.department, e.points, e.reason, e.document
     from evaluation.star_entry e
     join unnest($3::text[], $4::int[]) as s (department, version) on s.department = e.department and s.version = e.version
     where e.district = $1 and e.period = $2 and ($5::uuid is null or e.community = $5)`,
    [
      district,
      period,
      sheets.map(({ department }) => department),
      sheets.map(({ version }) => version),
      community ?? null,
    ],
  )
  const leaves = new Map<string, Record<string, Leaf>>()
  for (const { community: id, indicator, department, points, reason, document } of rows) {
    const own = leaves.get(id) ?? {}
    const name = names.get(department) ?? { zh: department, en: department }
    own[indicator] = { department, name, points, reason, document, submittedOn: submitted.get(department) ?? '' }
    leaves.set(id, own)
  }
  return leaves
}

type LeafRow = {
  readonly community: string
  readonly indicator: string
  readonly department: string
  readonly points: string
  readonly reason: string | null
  readonly document: string | null
}

/** What the secretary's own community was published with. */
export async function getOwnResults({ tx, district }: Call): Promise<z.input<(typeof listOwnResults)['output']>> {
  const rows = await tx.run<OwnRow>(
    `select p.community, r.short_name as name, p.period, p.total_display as total, p.grade, p.published_on as "publishedOn"
     from evaluation.star_publication p
     join evaluation.roster r on r.district = p.district and r.period = p.period and r.community = p.community
     where p.district = $1 order by p.period desc`,
    [district],
  )
  const latest = rows[0] && (await getCyclePack(tx, district, rows[0].period))
  return { results: rows, titles: latest ? starTitles(latest.pack) : {} }
}

type OwnRow = z.input<(typeof listOwnResults)['output']>['results'][number]

/** Published figures of the districts that the level above looks at: of one period or of all, newest first. */
export async function getFigures(
  { tx, actor }: Call,
  { period }: z.output<(typeof listFigures)['input']>,
): Promise<z.input<(typeof listFigures)['output']>> {
  const known = new Map(starFigures.map((figure) => [figure.code, figure]))
  const rows = await tx.query
    .selectFrom('kernel.figure_value')
    .select(['district', 'figure', 'period', 'value', 'as_of as asOf'])
    .where('district', '>=', actor.scope.districts[0])
    .where('district', '<=', actor.scope.districts[1])
    .$if(period !== undefined, (query) => query.where('period', '=', period ?? ''))
    .orderBy('district')
    .orderBy('period', 'desc')
    .orderBy('figure')
    .execute()
  const names = await divisionNames(tx, [...new Set(rows.map(({ district }) => district))])
  const figures = rows.flatMap((row) => {
    const declared = known.get(row.figure)
    if (!declared) return []
    const { title, definition } = declared
    const districtName = names.get(row.district) ?? String(row.district)
    // Stored exactly, as 14/1; these figures are counts.
    return [{ ...row, districtName, value: display(rational(row.value), 0), title, definition }]
  })
  return { figures }
}
