import { communitiesInForce, dutiesOf, dutyHolders } from '#registry'
import { countOf } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import { periodOf, periodTitle } from '#kernel/period.ts'
import type { WorkItem } from '#kernel/work.ts'
import { ORGANIZATION, reminderOf } from '../progress/reminder.ts'
import { departmentUnit, type Frame, frameOf } from '../progress/rules.ts'
import type { Sheet } from '../scoring/contract.ts'
import { getSheets } from '../scoring/queries.ts'
import { calendarFor } from './calendar.ts'
import { cycleOpeners, type CyclePack, type CycleRow, listCyclePacks } from './queries.ts'

// What the half-year asks of whom.

const CALENDAR: Text = { zh: '工作日历', en: 'Calendar' }
// The first working days of an opened half-year are for the departments; opening itself is due two weeks into it.
const OPENING_DAY: Readonly<Record<string, string>> = { H1: '06-15', H2: '12-15' }

export async function cycleWork(call: Call): Promise<readonly WorkItem[]> {
  const { role, scope } = call.actor
  if (scope.class === 'rater') return raterWork(call)
  return cycleOpeners.includes(role) ? organizationWork(call) : []
}

const openCycles = ({ tx, district }: Call) => listCyclePacks(tx, district, ['open', 'closing', 'closed', 'notice'])

async function raterWork(call: Call): Promise<WorkItem[]> {
  const held = call.actor.org ? await dutiesOf(call.tx, call.district, call.actor.org, 'SR-') : []
  const items: WorkItem[] = []
  for (const cycle of await openCycles(call)) {
    for (const sheet of await getSheets(call, cycle.period, held)) items.push(sheetItem(cycle, sheet))
  }
  return items
}

function sheetItem({ period, sheetsDue, state }: CycleRow, sheet: Sheet): WorkItem {
  const title = periodTitle(period)
  const left = sheet.cells - sheet.filled
  const submitted = sheet.state === 'submitted'
  const done = submitted || state !== 'open'
  const open =
    sheet.state === 'returned'
      ? {
          zh: `修改被退回的赋分表：${sheet.returnReason}`,
          en: `Correct the sheet that was sent back: ${sheet.returnReason}`,
        }
      : { zh: `填写星级赋分表，还有 ${left} 格`, en: `Fill in the star sheet, ${left} cells left` }
  const over = submitted
    ? { zh: '星级赋分表已提交', en: 'Star sheet submitted' }
    : { zh: '星级赋分表没有提交，本期已汇总', en: 'Star sheet not submitted; the half-year has been totalled' }
  return {
    id: `scoring.fill/${period}/${sheet.department}`,
    list: done ? 'done' : 'todo',
    what: done ? over : open,
    about: { zh: `${title.zh} · ${sheet.dimension.zh}`, en: `${title.en} · ${sheet.dimension.en}` },
    from: ORGANIZATION,
    action: done ? { zh: '查看', en: 'View' } : { zh: '去填写', en: 'Fill in' },
    link: `/star/sheets/${sheet.department}?period=${period}`,
    due: done ? null : sheetsDue,
  }
}

async function organizationWork(call: Call): Promise<WorkItem[]> {
  const cycles = await openCycles(call)
  const items = await Promise.all(cycles.map((cycle) => cycleItem(call, cycle)))
  const opening = await openingItem(call)
  const published = await publishedItem(call)
  return [...(opening ? [opening] : []), ...items.flat(), ...(published ? [published] : [])]
}

/** The half-year that was published last, as work done. */
async function publishedItem({ tx, district }: Call): Promise<WorkItem | undefined> {
  const last = await tx.query
    .selectFrom('evaluation.cycle')
    .select(['period', 'published_on as publishedOn'])
    .where('district', '=', district)
    .where('state', '=', 'published')
    .orderBy('period', 'desc')
    .executeTakeFirst()
  if (!last) return undefined
  return {
    id: `cycle.published/${last.period}`,
    list: 'done',
    what: {
      zh: `星级评定已于 ${last.publishedOn} 确认`,
      en: `Star rating confirmed on ${last.publishedOn}`,
    },
    about: periodTitle(last.period),
    from: CALENDAR,
    action: { zh: '查看结果', en: 'See the results' },
    link: `/star?period=${last.period}`,
    due: null,
  }
}

async function openingItem({ tx, district, clock }: Call): Promise<WorkItem | undefined> {
  const period = periodOf(clock.today())
  const opened = await tx.query
    .selectFrom('evaluation.cycle')
    .select('period')
    .where('district', '=', district)
    .where('period', '=', period)
    .executeTakeFirst()
  if (opened) return undefined
  // Before there is anything to open with, the first steps ask for that instead.
  const [communities, holders] = [await communitiesInForce(tx, district), await dutyHolders(tx, district, 'SR-')]
  if (communities.length === 0 || holders.size === 0) return undefined
  const title = periodTitle(period)
  return {
    id: `cycle.open/${period}`,
    list: 'todo',
    what: { zh: '开启本半年期的星级评定', en: 'Open the star rating of this half-year' },
    about: title,
    from: CALENDAR,
    action: { zh: '去开启', en: 'Open it' },
    link: `/star?period=${period}`,
    due: `${period.slice(0, 4)}-${OPENING_DAY[period.slice(4)]}`,
  }
}

/** Too many silent departments: nothing can be announced, whatever the streets propose. */
function silentItem({ period, pack }: CyclePack, silent: number): WorkItem[] {
  if (silent <= countOf(pack.pack, 'star.silent-most')) return []
  return [
    {
      id: `cycle.reopen/${period}`,
      list: 'todo',
      what: {
        zh: `${silent} 个部门没有赋分，不能公示：重新开放填报`,
        en: `${silent} departments have not scored, so nothing can be announced: reopen for their sheets`,
      },
      about: periodTitle(period),
      from: CALENDAR,
      action: { zh: '去重新开放', en: 'Reopen' },
      link: `/star?period=${period}`,
      due: null,
    },
  ]
}

async function cycleItem(call: Call, cycle: CyclePack): Promise<WorkItem[]> {
  const { period, state } = cycle
  const sheets = await getSheets(call, period)
  const late = sheets.filter((sheet) => sheet.state !== 'submitted')
  const base = { about: periodTitle(period), from: CALENDAR, link: `/star?period=${period}` }
  if (state === 'closed') return silentItem(cycle, late.length)
  if (state !== 'open') return []
  const frame = frameOf(cycle, calendarFor(cycle), call.clock.today())
  if (late.length > 0) return [{ ...base, ...waiting(frame, late), id: `cycle.wait/${period}` }]
  return [
    {
      ...base,
      id: `cycle.close/${period}`,
      list: 'todo',
      what: { zh: '部门已全部提交，可以汇总计分', en: 'All departments have submitted; total the scores' },
      action: { zh: '去汇总', en: 'Total' },
      due: frame.calendar.totalling.to,
    },
  ]
}

type Waiting = Pick<WorkItem, 'list' | 'what' | 'action' | 'due'> & { readonly reminder?: Text }

/** Sheets that are still out: to be watched, and to be urged once they are late. */
function waiting(frame: Frame, late: readonly Sheet[]): Waiting {
  const count = late.length
  const { period, today, calendar } = frame
  const due = calendar.sheets.to
  const units = late.map((sheet) => departmentUnit(frame, sheet))
  const reminder = reminderOf(period, today, ORGANIZATION, units)
  const rest = { action: { zh: '查看进度', en: 'See progress' }, due, ...(reminder ? { reminder } : {}) }
  if (due >= today) {
    const what = { zh: `等待 ${count} 个部门提交赋分表`, en: `${count} departments have not submitted their sheets` }
    return { ...rest, list: 'started', what }
  }
  const what = {
    zh: `催办：${count} 个部门逾期未提交赋分表`,
    en: `${count} departments are late with their sheets: urge them`,
  }
  return { ...rest, list: 'todo', what }
}
