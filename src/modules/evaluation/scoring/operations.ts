import { dutiesOf } from '#registry'
import type { Call } from '#kernel/call.ts'
import { signAs } from '#kernel/signature.ts'
import type { Problem } from '#kernel/refusal.ts'
import type { StarDepartment } from '#policy'
import { type CycleRow, getCyclePack, holdCycle } from '../cycle/queries.ts'
import { type DraftCell, findSheet, getDepartment, listDrafts, rosterOf, type RosterRow } from './queries.ts'
import { CELL_PROBLEMS, refuse } from './refusals.ts'
import { cellProblem } from './rules.ts'

export type CellInput = {
  readonly community: string
  readonly indicator: string
  readonly points: string | null
  readonly reason: string | null
  readonly document: string | null
  readonly version: number
}
type Address = { readonly period: string; readonly department: string }
export type SheetContext = {
  readonly cycle: CycleRow
  readonly department: StarDepartment
  readonly org: string
  readonly roster: readonly RosterRow[]
}

/**
 * The sheet that the caller may write now; who submits holds it alone, who saves holds it together with colleagues.
 * @throws Refusal when the department is not the caller's, the period is not open, or the sheet was submitted.
 */
export async function openSheet(
  call: Call,
  { period, department: code }: Address,
  how: 'together' | 'alone' = 'together',
): Promise<SheetContext> {
  const { tx, district, actor } = call
  await holdSheet(call, { period, department: code }, how)
  const { pack, ...cycle } = await getCyclePack(tx, district, period)
  const department = getDepartment(pack, code)
  const held = actor.org ? await dutiesOf(tx, district, actor.org, 'SR-') : []
  if (!actor.org || !held.includes(code)) return refuse('scoring.not-your-department', { department: code })
  if (cycle.state !== 'open') refuse('scoring.not-open', { period })
  const sheet = await findSheet(tx, district, period, code)
  if (sheet && !sheet.returnReason) refuse('scoring.already-submitted', { department: code, date: sheet.submittedOn })
  return { cycle, department, org: actor.org, roster: await rosterOf(tx, district, period) }
}

/** Saves cells into the draft, all or none; a cell that somebody else has changed meanwhile is not overwritten. */
export async function saveCells(call: Call, { cells, ...address }: Address & { cells: readonly CellInput[] }) {
  const context = await openSheet(call, address)
  const saved = await writeCells(call, context, cells)
  return { savedAt: call.clock.now().toISOString(), cells: saved }
}

/** Checks and writes cells of an open sheet. */
export async function writeCells(call: Call, context: SheetContext, cells: readonly CellInput[]) {
  checkCells(context, cells)
  const { period } = context.cycle
  const areas = new Map(context.roster.map(({ community, code }) => [community, code]))
  const saved = await call.tx.run<{ community: string; indicator: string; version: number }>(
    `insert into evaluation.star_draft as d
       (district, period, community, indicator, department, org, area, points, reason, document, version, account, at)
     select $1, $2, c.community, c.indicator, $3, $4, c.area, c.points, c.reason, c.document, 1, $5, $6
     from unnest($7::uuid[], $8::text[], $9::bigint[], $10::numeric[], $11::text[], $12::text[], $13::int[])
       as c (community, indicator, area, points, reason, document, seen)
     order by c.community, c.indicator
     on conflict (district, period, community, indicator) do update
       set points = excluded.points, reason = excluded.reason, document = excluded.document,
           version = d.version + 1, account = excluded.account, at = excluded.at
       where d.version = (select seen from unnest($7::uuid[], $8::text[], $13::int[]) as v (community, indicator, seen)
                          where v.community = excluded.community and v.indicator = excluded.indicator)
     returning community, indicator, version`,
    [
      call.district,
      period,
      context.department.code,
      context.org,
      call.actor.account,
      call.clock.now(),
      cells.map(({ community }) => community),
      cells.map(({ indicator }) => indicator),
      cells.map(({ community }) => areas.get(community) ?? 0),
      cells.map(({ points }) => points),
      cells.map(({ reason }) => reason || null),
      cells.map(({ document }) => document || null),
      cells.map(({ version }) => version),
    ],
  )
  refuseStale(context, cells, saved)
  const object = { type: 'star-draft', id: `${period}/${context.department.code}` }
  await call.audit({ object, body: { cells } })
  return saved
}

function checkCells({ department, roster, cycle }: SheetContext, cells: readonly CellInput[]): void {
  const most = new Map(department.indicators.map(({ code, points }) => [code, String(points)]))
  const names = new Map(roster.map(({ community, shortName }) => [community, shortName]))
  const foreign = cells.find(({ indicator }) => !most.has(indicator))
  if (foreign) refuse('scoring.not-your-indicator', { indicator: foreign.indicator, department: department.code })
  const unknown = cells.filter(({ community }) => !names.has(community))
  if (unknown.length > 0) refuse('scoring.unknown-community', { count: unknown.length, period: cycle.period })
  const seen = new Set<string>()
  for (const { community, indicator } of cells) {
    const place = `${community}/${indicator}`
    if (seen.has(place)) refuse('scoring.cell-twice', { community: names.get(community), indicator })
    seen.add(place)
  }
  const problems = cells.flatMap((cell) => problemAt(cell, names.get(cell.community), most.get(cell.indicator), false))
  if (problems.length > 0) refuse('scoring.invalid-cells', { count: problems.length }, problems)
}

function problemAt(
  cell: Pick<CellInput, 'indicator' | 'points' | 'reason' | 'document'>,
  community = '',
  most = '0',
  final: boolean,
): Problem[] {
  const code = cellProblem(cell, most, final)
  if (!code) return []
  const facts = { community, indicator: cell.indicator, most, points: cell.points }
  return [{ code: `scoring.${code}`, ...CELL_PROBLEMS[code], facts, source: community, column: cell.indicator }]
}

/** A cell seen at version 0 was new to the caller; at another version it had to be the one that is stored. */
function refuseStale(
  { roster }: SheetContext,
  cells: readonly CellInput[],
  saved: readonly { community: string; indicator: string; version: number }[],
): void {
  const versions = new Map(saved.map(({ community, indicator, version }) => [`${community}/${indicator}`, version]))
  const names = new Map(roster.map(({ community, shortName }) => [community, shortName]))
  const stale = cells.filter(
    ({ community, indicator, version }) => versions.get(`${community}/${indicator}`) !== version + 1,
  )
  if (stale.length === 0) return
  const problems = stale.map(({ community, indicator }) => ({
    code: 'scoring.stale-cell',
    zh: '{community} · {indicator}:刚被同事修改过',
    en: '{community} · {indicator}: has just been changed by a colleague',
    facts: { community: names.get(community) ?? '', indicator },
    source: community,
    column: indicator,
  }))
  refuse('scoring.stale-cells', { count: stale.length }, problems)
}

/** Signs and submits: the draft becomes entries that nobody can change any more. */
export async function submitSheet(call: Call, address: Address): Promise<{ version: number; signature: string }> {
  const { tx, district } = call
  const context = await openSheet(call, address, 'alone')
  const drafts = await listDrafts(tx, district, address.period, address.department)
  refuseIncomplete(context, drafts)
  const before = await findSheet(tx, district, address.period, address.department)
  const version = (before?.version ?? 0) + 1
  const id = `${address.period}/${address.department}/${version}`
  const entries = drafts.map(({ community, indicator, points, reason, document }) => ({
    community,
    indicator,
    points,
    reason,
    document,
  }))
  const signature = await signAs(call, 'star-sheet.submitted', { type: 'star-sheet', id }, entries)
  await insertSheet(call, context, version, signature)
  await call.audit({
    object: { type: 'star-sheet', id },
    body: { digest: signature.digest.toString('hex'), signature: signature.id },
  })
  await call.emit('evaluation.star-sheet.submitted', { ...address, version })
  return { version, signature: signature.id }
}

async function insertSheet(
  { tx, district, actor, clock }: Call,
  { cycle: { period }, department, org }: SheetContext,
  version: number,
  signature: { readonly id: string; readonly digest: Buffer },
): Promise<void> {
  await tx.query
    .insertInto('evaluation.star_sheet')
    .values({
      district,
      period,
      department: department.code,
      version,
      org,
      digest: signature.digest,
      signature: signature.id,
      account: actor.account,
      account_name: actor.name,
      submitted_on: clock.today(),
      at: clock.now(),
    })
    .execute()
  await tx.run(
    `insert into evaluation.star_entry
       (district, period, community, indicator, department, version, org, area, points, reason, document)
     select d.district, d.period, d.community, d.indicator, d.department, $4, d.org, d.area, d.points,
            case when d.points < m.most then d.reason end, case when d.points < m.most then d.document end
     from evaluation.star_draft d
     join unnest($5::text[], $6::numeric[]) as m (indicator, most) on m.indicator = d.indicator
     where d.district = $1 and d.period = $2 and d.department = $3`,
    [
      district,
      period,
      department.code,
      version,
      department.indicators.map(({ code }) => code),
      department.indicators.map(({ points }) => String(points)),
    ],
  )
}

/**
 * Two submits of one sheet wait for each other, and the second finds it submitted; nobody saves between what a submit
 * checks, signs and seals; and the half-year does not close meanwhile. Always in this order.
 */
async function holdSheet(
  { tx, district }: Call,
  { period, department }: Address,
  how: 'together' | 'alone',
): Promise<void> {
  const lock = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared'
  await tx.run(`select ${lock}(hashtextextended($1, 0))`, [`star/${district}/${period}/${department}`])
  await holdCycle(tx, district, period, 'together')
}

function refuseIncomplete({ department, roster }: SheetContext, drafts: readonly DraftCell[]): void {
  const found = new Map(drafts.map((draft) => [`${draft.community}/${draft.indicator}`, draft]))
  const empty = { points: null, reason: null, document: null }
  const problems = roster.flatMap(({ community, shortName }) =>
    department.indicators.flatMap(({ code, points }) => {
      const draft = found.get(`${community}/${code}`) ?? empty
      return problemAt({ ...draft, indicator: code }, shortName, String(points), true)
    }),
  )
  if (problems.length > 0) refuse('scoring.incomplete', { count: problems.length }, problems.slice(0, 200))
}

/** The organization department sends a sheet back with a reason; the department may then write again. */
export async function returnSheet(call: Call, { reason, ...address }: Address & { reason: string }) {
  const { tx, district, actor, clock } = call
  await holdSheet(call, address, 'alone')
  const { pack, ...cycle } = await getCyclePack(tx, district, address.period)
  getDepartment(pack, address.department)
  if (cycle.state !== 'open') refuse('scoring.not-open', { period: address.period })
  const sheet = await findSheet(tx, district, address.period, address.department)
  if (!sheet || sheet.returnReason) return refuse('scoring.not-submitted', { department: address.department })
  const { version, org } = sheet
  await tx.query
    .insertInto('evaluation.star_return')
    .values({ district, ...address, version, org, reason, account: actor.account, at: clock.now() })
    .execute()
  const object = { type: 'star-sheet', id: `${address.period}/${address.department}/${version}` }
  await call.audit({ object, body: { returned: reason } })
  await call.emit('evaluation.star-sheet.returned', { ...address, version })
  return { version }
}
