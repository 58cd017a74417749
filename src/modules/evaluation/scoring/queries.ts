import type { z } from 'zod'
import { dutiesOf } from '#registry'
import type { StarDepartment, StoredPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { isProvisional } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import { previousPeriod } from '#kernel/period.ts'
import type { CycleState } from '../cycle/procedure.ts'
import { getCyclePack } from '../cycle/queries.ts'
import type { Cell, Grid, getOverview, Sheet } from './contract.ts'
import { refuse } from './refusals.ts'

/** A department of the period's policy. @throws Refusal scoring.unknown-department. */
export function getDepartment({ pack }: StoredPack, code: string): StarDepartment {
  const department = pack.lists.star_departments.items.find((one) => one.code === code)
  return department ?? refuse('scoring.unknown-department', { department: code })
}

export type SubmittedSheet = {
  readonly department: string
  readonly version: number
  readonly org: string
  readonly submittedBy: string
  readonly submittedOn: string
  /** Set when this version was sent back. */
  readonly returnReason: string | null
}

/** The latest submitted version of each department's sheet that the caller may see. */
export function latestSheets(tx: Tx, district: number, period: string): Promise<SubmittedSheet[]> {
  return tx.run<SubmittedSheet>(
    `select distinct on (s.department) s.department, s.version, s.org, s.account_name as "submittedBy",
            s.submitted_on as "submittedOn", r.reason as "returnReason"
     from evaluation.star_sheet s
     left join evaluation.star_return r on r.district = s.district and r.period = s.period
       and r.department = s.department and r.version = s.version
     where s.district = $1 and s.period = $2
     order by s.department, s.version desc`,
    [district, period],
  )
}

export async function findSheet(
  tx: Tx,
  district: number,
  period: string,
  department: string,
): Promise<SubmittedSheet | undefined> {
  const sheets = await latestSheets(tx, district, period)
  return sheets.find((sheet) => sheet.department === department)
}

/** The departments whose sheet does not count: never submitted, or sent back. */
export async function silentDepartments(tx: Tx, district: number, period: string, pack: StoredPack): Promise<string[]> {
  const sheets = await latestSheets(tx, district, period)
  const counted = new Set(sheets.filter(({ returnReason }) => !returnReason).map(({ department }) => department))
  return pack.pack.lists.star_departments.items.map(({ code }) => code).filter((code) => !counted.has(code))
}

export type RosterRow = {
  readonly community: string
  readonly code: number
  readonly shortName: string
  readonly street: number
  readonly streetName: string
}

/** The frozen roster as the caller may see it, in code order. */
export function rosterOf(tx: Tx, district: number, period: string): Promise<RosterRow[]> {
  return tx.query
    .selectFrom('evaluation.roster')
    .select(['community', 'code', 'short_name as shortName', 'street', 'street_name as streetName'])
    .where('district', '=', district)
    .where('period', '=', period)
    .orderBy('code')
    .execute()
}

export type DraftCell = Omit<Cell, 'previous'> & { readonly community: string }

/** What stands in the draft of a department. */
export function listDrafts(tx: Tx, district: number, period: string, department: string): Promise<DraftCell[]> {
  return tx.query
    .selectFrom('evaluation.star_draft')
    .select(['community', 'indicator', 'points', 'reason', 'document', 'version'])
    .where('district', '=', district)
    .where('period', '=', period)
    .where('department', '=', department)
    .orderBy('community')
    .orderBy('indicator')
    .execute()
}

/** Submitted cells of the version that counts; of the version before last when that was sent back, none. */
function listEntries(tx: Tx, district: number, period: string, sheet: SubmittedSheet): Promise<DraftCell[]> {
  return tx.query
    .selectFrom('evaluation.star_entry')
    .select(['community', 'indicator', 'points', 'reason', 'document', 'version'])
    .where('district', '=', district)
    .where('period', '=', period)
    .where('department', '=', sheet.department)
    .where('version', '=', sheet.version)
    .orderBy('community')
    .orderBy('indicator')
    .execute()
}

/** All sheets of a period: what is filled, submitted, sent back. */
export async function getSheets({ tx, district }: Call, period: string, only?: readonly string[]): Promise<Sheet[]> {
  const { pack, state: stage } = await getCyclePack(tx, district, period)
  const roster = await rosterOf(tx, district, period)
  const submitted = new Map((await latestSheets(tx, district, period)).map((sheet) => [sheet.department, sheet]))
  const progress = new Map((await countDrafts(tx, district, period, pack)).map((row) => [row.department, row]))
  const dimensions = new Map(pack.pack.lists.star_dimensions.items.map((item) => [item.code, item]))
  const departments = pack.pack.lists.star_departments.items.filter(({ code }) => !only || only.includes(code))
  return departments.map(({ code, zh, en, dimension, indicators }) => {
    const sheet = submitted.get(code)
    const cells = roster.length * indicators.length
    const drafted = progress.get(code)
    const state = !sheet ? 'draft' : sheet.returnReason ? 'returned' : 'submitted'
    const { zh: dimensionZh = '', en: dimensionEn = '' } = dimensions.get(dimension) ?? {}
    return {
      department: code,
      name: { zh, en },
      dimension: { zh: dimensionZh, en: dimensionEn },
      points: indicators.reduce((sum, { points }) => sum + points, 0),
      state,
      missed: isMissed(state, stage),
      filled: state === 'submitted' ? cells : (drafted?.filled ?? 0),
      cells,
      deductions: drafted?.deductions ?? 0,
      version: sheet?.version ?? 0,
      submittedBy: sheet?.submittedBy ?? null,
      submittedOn: sheet?.submittedOn ?? null,
      returnReason: sheet?.returnReason ?? null,
    }
  })
}

const isMissed = (state: Sheet['state'], stage: CycleState): boolean =>
  state !== 'submitted' && stage !== 'open' && stage !== 'closing'

function countDrafts(tx: Tx, district: number, period: string, { pack }: StoredPack) {
  const indicators = pack.lists.star_departments.items.flatMap((department) => department.indicators)
  return tx.run<{ department: string; filled: number; deductions: number }>(
    `select d.department, count(d.points) as filled, count(*) filter (where d.points < m.most) as deductions
     from evaluation.star_draft d
     join unnest($3::text[], $4::numeric[]) as m (indicator, most) on m.indicator = d.indicator
     where d.district = $1 and d.period = $2
     group by d.department`,
    [district, period, indicators.map(({ code }) => code), indicators.map(({ points }) => String(points))],
  )
}

export async function getSheetOverview(
  call: Call,
  { period }: { period: string },
): Promise<z.input<(typeof getOverview)['output']>> {
  return { sheets: await getSheets(call, period) }
}

/** The caller's department's own sheets. */
export async function getOwnSheets(call: Call, { period }: { period: string }): Promise<{ sheets: Sheet[] }> {
  const { tx, district, actor } = call
  const held = actor.org ? await dutiesOf(tx, district, actor.org, 'SR-') : []
  return { sheets: await getSheets(call, period, held) }
}

type Address = { readonly period: string; readonly department: string }

/** A sheet as a grid: the draft for its department, what was submitted for the others. */
export async function getSheetGrid(call: Call, { period, department: code }: Address): Promise<Grid> {
  const { tx, district, actor } = call
  const { pack, ...cycle } = await getCyclePack(tx, district, period)
  const department = getDepartment(pack, code)
  const rater = actor.scope.class === 'rater'
  if (rater && !(await dutiesOf(tx, district, actor.org ?? actor.account, 'SR-')).includes(code)) {
    refuse('scoring.not-your-department', { department: code })
  }
  const sheet = await findSheet(tx, district, period, code)
  const state = !sheet ? 'draft' : sheet.returnReason ? 'returned' : 'submitted'
  const current = rater
    ? await listDrafts(tx, district, period, code)
    : sheet && state === 'submitted'
      ? await listEntries(tx, district, period, sheet)
      : []
  const previous = await previousEntries(call, period, code)
  const dimension = pack.pack.lists.star_dimensions.items.find((item) => item.code === department.dimension)
  return {
    period,
    department: code,
    name: { zh: department.zh, en: department.en },
    dimension: { zh: dimension?.zh ?? '', en: dimension?.en ?? '' },
    state,
    missed: isMissed(state, cycle.state),
    version: sheet?.version ?? 0,
    due: cycle.sheetsDue,
    provisional: isProvisional(cycle.sheetsDue),
    returnReason: sheet?.returnReason ?? null,
    writable: rater && cycle.state === 'open' && state !== 'submitted',
    indicators: department.indicators.map(({ code: indicator, zh, en, points }) => ({
      code: indicator,
      zh,
      en,
      points: String(points),
    })),
    rows: gridRows(await rosterOf(tx, district, period), department, current, previous),
  }
}

async function previousEntries({ tx, district }: Call, period: string, department: string): Promise<DraftCell[]> {
  const before = previousPeriod(period)
  const sheet = await findSheet(tx, district, before, department)
  return sheet && !sheet.returnReason ? listEntries(tx, district, before, sheet) : []
}

function gridRows(
  roster: readonly RosterRow[],
  { indicators }: StarDepartment,
  current: readonly DraftCell[],
  previous: readonly DraftCell[],
): Grid['rows'] {
  const keyOf = (cell: { community: string; indicator: string }) => `${cell.community}/${cell.indicator}`
  const now = new Map(current.map((cell) => [keyOf(cell), cell]))
  const before = new Map(previous.map((cell) => [keyOf(cell), cell.points]))
  return roster.map(({ community, code, shortName, streetName }) => ({
    community,
    code,
    name: shortName,
    street: streetName,
    cells: indicators.map(({ code: indicator }) => {
      const cell = now.get(`${community}/${indicator}`)
      return {
        indicator,
        points: cell?.points ?? null,
        reason: cell?.reason ?? null,
        document: cell?.document ?? null,
        version: cell?.version ?? 0,
        previous: before.get(`${community}/${indicator}`) ?? null,
      }
    }),
  }))
}
