import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { WorkItem } from '#kernel/work.ts'
import { type CycleRow, getCycle } from '../cycle/queries.ts'
import { storedResults } from '../star/queries.ts'
import { deferralsOf, isOpen, noticesOf, proposedStars, proposers, stateOf, undecided } from './queries.ts'

// What the stages ask of whom: streets to propose, the district to announce, to answer, to confirm.

const ORGANIZATION: Text = { zh: '区委组织部', en: 'Organization department' }
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
  for (const { period } of rows) items.push(...(await itemsOf(call, await getCycle(tx, district, period))))
  return items
}

type Street = { readonly street: number; readonly name: string }

async function itemsOf(call: Call, cycle: CycleRow): Promise<WorkItem[]> {
  const { tx, district, actor } = call
  const base = { about: periodTitle(cycle.period), link: `/star?period=${cycle.period}&view=stages`, due: null }
  const open = await undecided(call, cycle.period, await storedResults(tx, district, cycle.period, cycle.round))
  const proposed = new Set((await proposedStars(tx, district, cycle)).map(({ community }) => community))
  const missing = new Map(
    open.filter(({ community }) => !proposed.has(community)).map(({ street, streetName }) => [street, streetName]),
  )
  const streets = [...missing].map(([street, name]): Street => ({ street, name }))
  if (actor.role === 'street-officer') return streets.map((street) => proposeItem(cycle, street, base))
  const next = streets.length > 0 ? [waitingItem(cycle, streets, base)] : [announceItem(cycle, base)]
  return [
    ...(open.length > 0 ? next : []),
    ...(await noticeItems(call, cycle, base)),
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

type Base = Pick<WorkItem, 'about' | 'link' | 'due'>

function proposeItem({ period }: CycleRow, { street, name }: Street, base: Base): WorkItem {
  return {
    ...base,
    id: `confirmation.propose/${period}/${street}`,
    list: 'todo',
    what: { zh: `拟评${name}各社区的星级`, en: `Propose the stars of ${name}` },
    from: ORGANIZATION,
    action: { zh: '去拟评', en: 'Propose' },
    link: `${base.link}&proposal=${street}`,
  }
}

function waitingItem({ period }: CycleRow, open: readonly Street[], base: Base): WorkItem {
  const names = (comma: string) => open.map(({ name }) => name).join(comma)
  return {
    ...base,
    id: `confirmation.wait/${period}`,
    list: 'started',
    what: {
      zh: `等待 ${open.length} 个街道拟评：${names('、')}`,
      en: `${open.length} streets have not proposed: ${names(', ')}`,
    },
    from: STREETS,
    action: { zh: '查看进展', en: 'See progress' },
    reminder: {
      zh: `${names('、')}：本半年社区党组织星级评定已完成汇总，请尽快集体研究并提交拟评意见。`,
      en: `${names(', ')}: the star totals of this half-year are ready. Please decide and submit your proposal.`,
    },
  }
}

function announceItem({ period }: CycleRow, base: Base): WorkItem {
  return {
    ...base,
    id: `confirmation.announce/${period}`,
    list: 'todo',
    what: { zh: '各街道已拟评，核定并公示', en: 'All streets have proposed: check and announce' },
    from: STREETS,
    action: { zh: '去核定', en: 'Check' },
  }
}

async function noticeItems(call: Call, { period }: CycleRow, base: Base): Promise<WorkItem[]> {
  const { tx, district, actor, clock } = call
  const notices = await noticesOf(tx, district, period)
  return notices.flatMap((notice): WorkItem[] => {
    const state = stateOf(notice, clock.today())
    const item = { ...base, id: `confirmation.${state}/${notice.id}`, from: ORGANIZATION }
    if (state === 'paused') {
      const count = notice.objections.filter(({ answer }) => !answer).length
      const what = {
        zh: `答复 ${count} 件公示异议，公示期暂停计算`,
        en: `Answer ${count} objections; the notice stands still`,
      }
      return [{ ...item, list: 'todo', what, action: { zh: '去答复', en: 'Answer' } }]
    }
    if (state === 'over') {
      const list = actor.role === 'organization-head' ? 'todo' : 'started'
      return [
        {
          ...item,
          list,
          what: { zh: '公示期满，确认星级', en: 'The notice is over: confirm the stars' },
          action: { zh: '去确认', en: 'Confirm' },
        },
      ]
    }
    if (state !== 'running') return []
    const what = { zh: `星级公示中，至 ${notice.until}`, en: `Stars are on public notice until ${notice.until}` }
    return [{ ...item, list: 'started', what, action: { zh: '查看公示', en: 'See the notice' }, due: notice.until }]
  })
}
