import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { WorkItem } from '#kernel/work.ts'
import { calendarFor } from '../cycle/calendar.ts'
import { type CyclePack, type CycleRow, getCyclePack } from '../cycle/queries.ts'
import { dueOf } from '../cycle/rules.ts'
import { ORGANIZATION, reminderOf } from '../progress/reminder.ts'
import { type Frame, frameOf, proposingUnit } from '../progress/rules.ts'
import { storedResults } from '../star/queries.ts'
import {
  deferralsOf,
  isOpen,
  type NoticeRow,
  noticesOf,
  proposedStars,
  proposers,
  spanOf,
  stateOf,
  undecided,
} from './queries.ts'

// What the stages ask of whom: streets to propose, the district to announce, to answer, to confirm.

const STREETS: Text = { zh: '各街道', en: 'Streets' }

export async function confirmationWork(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor } = call
  if (!proposers.includes(actor.role)) return []
  // A confirmed half-year is looked at again only while a community of it was put off.
  const rows = await tx.run<{ period: string }>(
    `select period from evaluation.cycle c where district = $1 and (state in ('closed', 'notice') or state = 'published' and exists (
       select from evaluation.star_deferral d where d.district = c.district and d.period = c.period and not exists (
         select from evaluation.star_publication p
         where p.district = d.district and p.period = d.period and p.community = d.community)))
     order by period desc`,
    [district],
  )
  const items: WorkItem[] = []
  for (const { period } of rows) items.push(...(await itemsOf(call, await getCyclePack(tx, district, period))))
  return items
}

type Street = { readonly street: number; readonly name: string }

async function itemsOf(call: Call, cycle: CyclePack): Promise<WorkItem[]> {
  const { tx, district, actor, clock } = call
  const { period, round } = cycle
  const open = await undecided(call, period, await storedResults(tx, district, period, round))
  const proposed = new Set((await proposedStars(tx, district, cycle)).map(({ community }) => community))
  const missing = new Map(
    open.filter(({ community }) => !proposed.has(community)).map(({ street, streetName }) => [street, streetName]),
  )
  const streets = [...missing].map(([street, name]): Street => ({ street, name }))
  const notices = await noticesOf(tx, district, period)
  const calendar = calendarFor(cycle, { notice: spanOf(notices.find(({ how }) => how !== 'withdrawn')) })
  const frame = frameOf(cycle, calendar, clock.today())
  const base = { about: periodTitle(period), link: `/star?period=${period}&view=stages` }
  if (actor.role === 'street-officer') return streets.map((street) => proposeItem(frame, street, base))
  const next = streets.length > 0 ? [waitingItem(frame, streets, base)] : [announceItem(frame, base)]
  return [
    ...(open.length > 0 ? next : []),
    ...notices.flatMap((notice) => noticeItem(call, frame, notice, base)),
    ...(await deferralItems(call, cycle, base)),
  ]
}

/** Put off: the confirming body is reminded when the time is up. */
async function deferralItems({ tx, district, clock }: Call, { period }: CycleRow, base: Base): Promise<WorkItem[]> {
  const deferrals = (await deferralsOf(tx, district, period)).filter(isOpen)
  return deferrals.map(({ id, name, until }) => ({
    ...base,
    id: `confirmation.deferred/${id}`,
    list: until < clock.today() ? 'todo' : 'started',
    what: { zh: `${name}暂缓评定，至 ${until}`, en: `${name} is deferred until ${until}` },
    from: ORGANIZATION,
    action: { zh: '查看', en: 'Open' },
    due: until,
  }))
}

type Base = Pick<WorkItem, 'about' | 'link'>

function proposeItem({ period, state, calendar }: Frame, { street, name }: Street, base: Base): WorkItem {
  return {
    ...base,
    id: `confirmation.propose/${period}/${street}`,
    list: 'todo',
    what: { zh: `拟评${name}各社区的星级`, en: `Propose the stars of ${name}` },
    from: ORGANIZATION,
    action: { zh: '去拟评', en: 'Propose' },
    link: `${base.link}&proposal=${street}`,
    due: dueOf(state, calendar, 'proposals'),
  }
}

/** Streets that have not proposed: to be watched, and to be urged once they are late. */
function waitingItem(frame: Frame, open: readonly Street[], base: Base): WorkItem {
  const { period, state, calendar, today } = frame
  const due = dueOf(state, calendar, 'proposals')
  const isLate = due !== null && due < today
  const names = (comma: string) => open.map(({ name }) => name).join(comma)
  const units = open.map((street) => proposingUnit(frame, street))
  const reminder = reminderOf(period, today, ORGANIZATION, units)
  return {
    ...base,
    id: `confirmation.wait/${period}`,
    list: isLate ? 'todo' : 'started',
    what: isLate
      ? {
          zh: `催办：${open.length} 个街道逾期未拟评：${names('、')}`,
          en: `${open.length} streets are late with their proposals, urge them: ${names(', ')}`,
        }
      : {
          zh: `等待 ${open.length} 个街道拟评：${names('、')}`,
          en: `${open.length} streets have not proposed: ${names(', ')}`,
        },
    from: STREETS,
    action: { zh: '查看进展', en: 'See progress' },
    due,
    ...(reminder ? { reminder } : {}),
  }
}

function announceItem({ period, state, calendar }: Frame, base: Base): WorkItem {
  return {
    ...base,
    id: `confirmation.announce/${period}`,
    list: 'todo',
    what: { zh: '各街道已拟评，核定并公示', en: 'All streets have proposed: check and announce' },
    from: STREETS,
    action: { zh: '去核定', en: 'Check' },
    due: dueOf(state, calendar, 'check'),
  }
}

function noticeItem({ actor }: Call, { calendar, today }: Frame, notice: NoticeRow, base: Base): WorkItem[] {
  const state = stateOf(notice, today)
  const item = { ...base, id: `confirmation.${state}/${notice.id}`, from: ORGANIZATION }
  if (state === 'paused') {
    const count = notice.objections.filter(({ answer }) => !answer).length
    const what = {
      zh: `答复 ${count} 件公示异议，公示期暂停计算`,
      en: `Answer ${count} objections; the notice stands still`,
    }
    return [{ ...item, list: 'todo', what, action: { zh: '去答复', en: 'Answer' }, due: null }]
  }
  if (state === 'over') {
    const list = actor.role === 'organization-head' ? 'todo' : 'started'
    const what = { zh: '公示期满，确认星级', en: 'The notice is over: confirm the stars' }
    return [{ ...item, list, what, action: { zh: '去确认', en: 'Confirm' }, due: calendar.confirmation.to }]
  }
  if (state !== 'running') return []
  const what = { zh: `星级公示中，至 ${notice.until}`, en: `Stars are on public notice until ${notice.until}` }
  return [{ ...item, list: 'started', what, action: { zh: '查看公示', en: 'See the notice' }, due: notice.until }]
}
