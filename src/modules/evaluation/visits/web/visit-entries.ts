import type { CommunityVisits, Use, Visit, VisitFields } from '../contract.ts'

// What a form holds while it is typed in, and what becomes of it.

/** As VisitFields, but with lines of text for the papers, and visitors that have a key on the page. */
export type Entries = Omit<VisitFields, 'evidence' | 'visitors'> & {
  readonly evidence: string
  readonly visitors: readonly Visitor[]
}
export type Visitor = { readonly key: number; readonly name: string; readonly post: string }
/** Field of the form; each is the id of its first input. */
export type EntryField = 'visit-date' | 'visit-visitors' | 'visit-uses' | 'visit-ways' | 'visit-findings'

/** @param today the date of a new record. */
export function entriesOf(visit: Visit | undefined, today: string): Entries {
  if (!visit) {
    const nothing = { uses: [], ways: [], findings: {}, seen: '', promised: '', evidence: '' }
    return { date: today, visitors: [{ key: 0, name: '', post: '' }], ...nothing }
  }
  const { date, uses, ways, findings, seen, promised } = visit
  const visitors = visit.visitors.map((one, key) => ({ key, ...one }))
  return { date, uses, ways, findings, seen, promised, visitors, evidence: visit.evidence.join('\n') }
}

export function fieldsOf({ visitors, evidence, ...entries }: Entries): VisitFields {
  return {
    ...entries,
    visitors: visitors.map(({ name, post }) => ({ name: name.trim(), post: post.trim() })),
    evidence: evidence
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

export const toggled = <T>(chosen: readonly T[], value: T): T[] =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]

/** A finding on a task; `''` takes it back. */
export function withFinding(findings: VisitFields['findings'], task: string, finding: string): VisitFields['findings'] {
  const { [task]: _, ...others } = findings
  return finding === '' ? others : { ...others, [task]: finding }
}

/** Tasks that the form asks about: those in force, and ended ones on which the record has a finding. */
export function askedTasks(data: CommunityVisits, { findings }: Entries): CommunityVisits['tasks'] {
  return data.tasks.filter(({ code, ended }) => !ended || findings[code] !== undefined)
}

export const isUse = (value: string): value is Use => ['survey', 'reassessment', 'help'].includes(value)
