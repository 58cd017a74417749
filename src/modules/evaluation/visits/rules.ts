import type { Text, TextFacts } from '#kernel/language.ts'
import { periodOf, periodTitle } from '#kernel/period.ts'
import { type Letter, letterTo } from '../progress/reminder.ts'
import type { Standing, Use, VisitFields } from './contract.ts'
import { USES } from './contract.ts'

// What makes a visit record right, and what a community still lacks; without I/O. Server and page ask the same question.

/** Against what a record is held. */
export type VisitFrame = {
  readonly period: string
  readonly today: string
  /** Codes. */
  readonly tasks: readonly string[]
  readonly ways: readonly string[]
  readonly findings: readonly string[]
}

export type VisitProblem =
  | 'visit.other-period'
  | 'visit.in-future'
  | 'visit.unknown-way'
  | 'visit.unknown-task'
  | 'visit.unknown-finding'

/** The first rule that a record breaks. */
export function visitProblem(
  { date, ways, findings }: Pick<VisitFields, 'date' | 'ways' | 'findings'>,
  frame: VisitFrame,
): { readonly code: VisitProblem; readonly facts: TextFacts } | undefined {
  const { period, today } = frame
  if (periodOf(date) !== period) return { code: 'visit.other-period', facts: { date, period } }
  if (date > today) return { code: 'visit.in-future', facts: { date, today } }
  const way = ways.find((one) => !frame.ways.includes(one))
  if (way) return { code: 'visit.unknown-way', facts: { way } }
  const task = Object.keys(findings).find((one) => !frame.tasks.includes(one))
  if (task) return { code: 'visit.unknown-task', facts: { task, year: period.slice(0, 4) } }
  const finding = Object.values(findings).find((one) => !frame.findings.includes(one))
  return finding ? { code: 'visit.unknown-finding', facts: { finding } } : undefined
}

/**
 * The last day of a half-year: until then a visit may be dated in it. It is no deadline: records are due by the calendar of
 * the half-year (domain.md §5.2: the survey comes before the report), which is `calendar.visits.to` everywhere.
 */
export function lastDay(period: string): string {
  return `${period.slice(0, 4)}-${period.endsWith('H1') ? '06-30' : '12-31'}`
}

/** What a community still lacks: uses that no visit served, and findings on key tasks. */
export function lacking({ last, open }: Pick<Standing, 'last' | 'open'>): readonly (Use | 'tasks')[] {
  const uses = USES.filter((use) => last[use] === undefined)
  return open.length > 0 ? [...uses, 'tasks'] : uses
}

export const isComplete = (standing: Standing): boolean => lacking(standing).length === 0

export const USE_WORDS: Readonly<Record<Use, { readonly zh: string; readonly en: string }>> = {
  survey: { zh: '调研核实', en: 'survey' },
  reassessment: { zh: '街道复评', en: 're-assessment' },
  help: { zh: '帮扶', en: 'help' },
}

/** 催办文字 (rulings D4): which street still owes what, until when. Undefined: nothing is missing. */
export function reminderOf(
  period: string,
  communities: readonly Standing[],
  letter: Omit<Letter, 'title'>,
): Text | undefined {
  const late = communities.filter((one) => !isComplete(one))
  const owing = [...Map.groupBy(late, ({ streetName }) => streetName)].map(([street, rows]) => ({
    name: { zh: street, en: street },
    owes: rows.map((row) => ({ words: { zh: lackOf(row, 'zh'), en: lackOf(row, 'en') } })),
  }))
  const { zh, en } = periodTitle(period)
  const title = { zh: `${zh}社区走访记录`, en: `Visit records, ${en.toLowerCase()}` }
  return letterTo(owing, { ...letter, title })
}

function lackOf(standing: Standing, language: 'zh' | 'en'): string {
  const tasks = {
    zh: `重点任务 ${standing.open.length} 项未核实`,
    en: `key tasks not checked: ${standing.open.length}`,
  }
  const words = lacking(standing).map((what) => (what === 'tasks' ? tasks : USE_WORDS[what])[language])
  return language === 'zh' ? `${standing.name}（${words.join('、')}）` : `${standing.name} (${words.join(', ')})`
}
