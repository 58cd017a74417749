import { isProvisional, workingDaysLeft } from '#kernel/clock.ts'
import type { Text } from '#kernel/language.ts'
import type { CycleState } from '../cycle/procedure.ts'
import { type Calendar, dueOf } from '../cycle/rules.ts'
import type { Sheet } from '../scoring/contract.ts'
import type { Asked, Part, Unit } from './contract.ts'
import type { Deadline } from './reminder.ts'

// What each unit still lacks in a half-year, in words. Pure.

export type Frame = {
  readonly period: string
  readonly deadlineTo: (date: string) => Deadline
  readonly today: string
  readonly state: CycleState
  readonly calendar: Calendar
}

type Asking = Pick<Frame, 'period' | 'state'>

/** Counts each date once: a province has hundreds of streets and a handful of dates, some of them a year away. */
export function frameOf({ period, state }: Asking, calendar: Calendar, today: string): Frame {
  const counted = new Map<string, Deadline>()
  const deadlineTo = (date: string): Deadline => {
    const deadline = counted.get(date) ?? deadlineOf(today, date)
    counted.set(date, deadline)
    return deadline
  }
  return { period, state, calendar, today, deadlineTo }
}

export function deadlineOf(today: string, due: string): Deadline {
  return { due, days: workingDaysLeft(today, due), provisional: isProvisional(due) }
}

/** The numbers of a round exist. */
export const isTotalled = (state: CycleState): boolean => state !== 'open' && state !== 'closing'

type Said = { readonly state: Part['state']; readonly words: Text; readonly due?: string | null }

const UNDATED: Pick<Part, keyof Deadline> = { due: null, days: null, provisional: false }

function part(frame: Frame, code: Asked, link: string, { state, words, due = null }: Said): Part {
  const isDue = due !== null && (state === 'missing' || state === 'waiting')
  return { code, state, words, link, ...(isDue ? frame.deadlineTo(due) : UNDATED) }
}

const none = (zh: string, en: string): Said => ({ state: 'none', words: { zh, en } })
const done = (zh: string, en: string): Said => ({ state: 'done', words: { zh, en } })
const waiting = (zh: string, en: string, due?: string | null): Said => ({
  state: 'waiting',
  words: { zh, en },
  ...(due ? { due } : {}),
})
const missing = (zh: string, en: string, due: string | null = null): Said => ({
  state: 'missing',
  words: { zh, en },
  due,
})

export function departmentUnit(frame: Frame, sheet: Sheet): Unit {
  const link = `/star/sheets/${sheet.department}?period=${frame.period}`
  const parts = [part(frame, 'sheet', link, sheetOf(frame, sheet))]
  return { kind: 'department', code: sheet.department, name: sheet.name, parts }
}

function sheetOf({ state, calendar }: Frame, { state: sheet, filled, cells, submittedOn }: Sheet): Said {
  const due = calendar.sheets.to
  if (sheet === 'submitted') return done(`赋分表已于 ${submittedOn} 提交`, `sheet submitted on ${submittedOn}`)
  if (state !== 'open') return none('没有赋分，本期已汇总', 'has not scored; the half-year has been totalled')
  if (sheet === 'returned') {
    return missing('赋分表被退回，待修改后重新提交', 'sheet was sent back, to be corrected and submitted', due)
  }
  if (filled === 0) return missing('赋分表尚未开始填写', 'sheet has not been begun', due)
  const left =
    filled === cells ? { zh: '已填齐', en: 'is complete' } : { zh: '已填', en: `filled, ${cells - filled} left` }
  return missing(
    `赋分表${left.zh} ${filled}/${cells} 格，尚未签名提交`,
    `sheet ${filled}/${cells} cells ${left.en}, not submitted`,
    due,
  )
}

export type StreetFacts = {
  readonly street: number
  readonly name: string
  readonly method: 'none' | 'waiting' | 'declined' | 'in-force'
  /** Communities that were given points of the street's own bonus; null: its method has no such items. */
  readonly awarded: number | null
  /** Null: the year has no key tasks. */
  readonly targets: { readonly missing: number; readonly communities: number; readonly due: string | null } | null
  /** Communities whose visits are incomplete. */
  readonly unvisited: number
  readonly proposal: 'due' | 'made'
}

export function streetUnit(frame: Frame, facts: StreetFacts): Unit {
  const { period } = frame
  const { street } = facts
  const parts = [
    part(frame, 'method', `/star/merits?period=${period}&section=method`, methodOf(frame, facts)),
    part(frame, 'targets', `/tasks?year=${period.slice(0, 4)}&view=targets&street=${street}`, targetsOf(facts)),
    part(frame, 'visits', `/visits?period=${period}&street=${street}&lacks=any`, visitsOf(frame, facts)),
    proposalPart(frame, facts),
  ]
  return streetOf(facts, parts)
}

type Proposing = Pick<StreetFacts, 'street' | 'name' | 'proposal'>

const streetOf = ({ street, name }: Proposing, parts: Part[]): Unit => {
  return { kind: 'street', code: String(street), name: { zh: name, en: name }, parts }
}

const proposalPart = (frame: Frame, facts: Proposing): Part =>
  part(frame, 'proposal', `/star?period=${frame.period}&view=stages&proposal=${facts.street}`, proposalOf(frame, facts))

/** A street that owes its proposal, and nothing said about the rest. */
export const proposingUnit = (frame: Frame, street: Omit<Proposing, 'proposal'>): Unit =>
  streetOf({ ...street, proposal: 'due' }, [proposalPart(frame, { ...street, proposal: 'due' })])

/** A street may have a method of its own; without one the district's frame holds, and nothing is missing. */
function methodOf({ state, calendar }: Frame, { method, awarded }: StreetFacts): Said {
  const due = calendar.merits.to
  if (state === 'open' && method === 'declined') {
    return missing('街道办法未获核准，可修改后再报', 'its method was declined; it may enter another', due)
  }
  if (state === 'open' && method === 'waiting')
    return waiting('街道办法等待核准', 'its method waits to be approved', due)
  if (method !== 'in-force') return none('沿用区级办法', 'district method holds')
  if (awarded === null) return done('街道办法已核准', 'method approved')
  return done(`街道办法已核准，已给 ${awarded} 个社区加分`, `method approved, ${awarded} communities awarded`)
}

function targetsOf({ targets }: StreetFacts): Said {
  if (targets === null) return none('本年没有重点任务', 'the year has no key tasks')
  if (targets.missing === 0) return done('目标已全部下达', 'all targets given')
  const { missing: count, communities, due } = targets
  return missing(
    `${communities} 个社区缺重点任务目标 ${count} 项`,
    `${count} targets missing in ${communities} communities`,
    due,
  )
}

function visitsOf({ state, calendar }: Frame, { unvisited }: StreetFacts): Said {
  if (unvisited === 0) return done('走访已齐', 'visits are complete')
  const [zh, en] = [`${unvisited} 个社区走访未齐`, `${unvisited} communities incomplete`]
  return state === 'published' ? none(zh, en) : missing(zh, en, calendar.visits.to)
}

function proposalOf({ state, calendar }: Frame, { proposal }: Proposing): Said {
  if (!isTotalled(state)) return none('汇总后拟评', 'after the totals')
  if (proposal === 'made') return done('已拟评', 'proposed')
  return missing('尚未提交拟评意见', 'stars not proposed', dueOf(state, calendar, 'proposals'))
}

export type DistrictFacts = {
  /** What waits for a second person. */
  readonly honours: number
  readonly cases: number
  readonly methods: number
  /** Departments whose sheet does not count, and how many of them the policy bears. */
  readonly silent: number
  readonly silentMost: number
  readonly objections: number
  /** Communities to be announced, and streets that have not proposed. */
  readonly undecided: number
  readonly proposing: number
  readonly notice: 'none' | 'running' | 'paused' | 'over' | 'confirmed'
  /** Last days of the deferrals that stand. */
  readonly deferredUntil: readonly string[]
}

export function districtUnit(frame: Frame, name: Text, facts: DistrictFacts): Unit {
  const star = `/star?period=${frame.period}`
  const section = facts.cases > 0 ? 'caps' : facts.honours > 0 ? 'honours' : 'method'
  const parts = [
    part(
      frame,
      'reviews',
      `/star/merits?period=${frame.period}&section=${section}&state=waiting`,
      reviewsOf(frame, facts),
    ),
    part(frame, 'totals', `${star}&view=sheets`, totalsOf(frame, facts)),
    part(frame, 'objections', `${star}&view=stages`, objectionsOf(facts)),
    part(frame, 'announcement', `${star}&view=stages`, announcementOf(frame, facts)),
    part(frame, 'confirmation', `${star}&view=stages`, confirmationOf(frame, facts)),
    part(frame, 'deferrals', `${star}&view=stages`, deferralsOf(frame, facts)),
  ]
  return { kind: 'district', code: 'organization', name, parts }
}

function reviewsOf({ state, calendar }: Frame, { honours, cases, methods }: DistrictFacts): Said {
  if (state !== 'open' || honours + cases + methods === 0) return none('没有待复核事项', 'nothing waits for review')
  const counts = [
    { count: honours, zh: '荣誉加分', en: 'honours' },
    { count: cases, zh: '封顶情形', en: 'serious cases' },
    { count: methods, zh: '街道办法', en: 'methods' },
  ].filter(({ count }) => count > 0)
  const zh = counts.map((one) => `${one.zh} ${one.count} 项`).join('、')
  const en = counts.map((one) => `${one.en} ${one.count}`).join(', ')
  return missing(`待第二人复核：${zh}`, `to be reviewed by a second person: ${en}`, calendar.merits.to)
}

function totalsOf({ state, calendar }: Frame, { silent, silentMost }: DistrictFacts): Said {
  const due = calendar.totalling.to
  if (state === 'closing') return waiting('正在汇总', 'totalling')
  if (state === 'open' && silent === 0)
    return missing('部门已全部提交，可以汇总计分', 'all sheets are in: total them', due)
  if (state === 'open') return waiting(`还有 ${silent} 个部门未提交`, `${silent} departments have not submitted`, due)
  if (state === 'closed' && silent > silentMost) {
    return missing(`${silent} 个部门没有赋分，须重新开放填报`, `${silent} departments have not scored: reopen`)
  }
  return done('已汇总', 'totalled')
}

function objectionsOf({ objections }: DistrictFacts): Said {
  if (objections === 0) return none('没有待答复的异议', 'no objection waits for an answer')
  return missing(`${objections} 件公示异议待答复，公示期暂停`, `${objections} objections to answer; the notice pauses`)
}

function announcementOf({ state, calendar }: Frame, { undecided, proposing }: DistrictFacts): Said {
  const due = dueOf(state, calendar, 'check')
  if (!isTotalled(state)) return none('拟评后核定', 'after the proposals')
  if (undecided === 0) return done('已核定公示', 'announced')
  if (proposing > 0) return waiting(`还有 ${proposing} 个街道未拟评`, `${proposing} streets have not proposed`, due)
  return missing(`${undecided} 个社区待核定公示`, `${undecided} communities to check and announce`, due)
}

function confirmationOf({ calendar }: Frame, { notice }: DistrictFacts): Said {
  const due = calendar.confirmation.to
  if (notice === 'none') return none('公示期满后确认', 'after the notice')
  if (notice === 'confirmed') return done('已确认', 'confirmed')
  if (notice === 'over') return missing('公示期满，待确认星级', 'the notice is over: confirm the stars', due)
  return waiting(
    notice === 'paused' ? '公示期暂停计算' : '公示中',
    notice === 'paused' ? 'the notice stands still' : 'on public notice',
    due,
  )
}

function deferralsOf({ today }: Frame, { deferredUntil }: DistrictFacts): Said {
  const [first] = deferredUntil.toSorted()
  if (first === undefined) return none('没有暂缓评定', 'nothing is deferred')
  const count = deferredUntil.length
  const [zh, en] = [`${count} 个社区暂缓评定`, `${count} communities are deferred`]
  return first < today ? missing(zh, en, first) : waiting(zh, en, first)
}
