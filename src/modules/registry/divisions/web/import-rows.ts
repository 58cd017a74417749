import type { DryRun } from '#web/kit/import.tsx'
import { type Decision, linksOf } from '../../successions/rules.ts'
import type { ImportReport, NamedDivision } from '../contract.ts'

/** A report as the import dialog counts it. */
export function dryRunOf({ rows, divisionsAdded, divisionsUnchanged, divisionsEnded, renamed }: ImportReport): DryRun {
  return {
    rows,
    good: divisionsAdded + renamed.length + divisionsEnded,
    unchanged: divisionsUnchanged,
    refused: 0,
    problems: [],
  }
}

export const CHANGES = ['added', 'ended', 'renamed', 'moved', 'merged', 'split', 'absent'] as const
/** What stands on both sides of an arrow, or one side alone. */
export type ChangeLine = { readonly before: readonly NamedDivision[]; readonly after: readonly NamedDivision[] }
export type Changes = Readonly<Record<(typeof CHANGES)[number], readonly ChangeLine[]>>

/** What a file changes, with the decisions as they stand: those that went into another neither end nor begin. */
export function changesOf(report: ImportReport, decisions: readonly Decision[]): Changes {
  const { added, renamed, absent, undecided, successors } = report
  const links = linksOf(decisions, new Set(added.map(({ code }) => code)))
  const known = new Map([...absent, ...undecided, ...successors, ...added].map((one) => [one.code, one]))
  const of = (codes: readonly number[]) => codes.map((code) => known.get(code)).filter((one) => one !== undefined)
  const [left, reached] = [new Set(links.map(({ from }) => from)), new Set(links.map(({ to }) => to))]
  const kindsOf = (kind: string) => links.filter((link) => link.kind === kind)
  const begun = added.filter(({ code }) => !reached.has(code)).map((one) => ({ before: [], after: [one] }))
  const gone = absent.filter(({ code }) => !left.has(code)).map((one) => ({ before: [one], after: [] }))
  const ends = report.divisionsEnded > 0
  return {
    added: begun,
    ended: ends ? gone : [],
    renamed: renamed.map(({ code, from, to }) => {
      const named = (name: string): NamedDivision => ({ code, name, level: 'community', parent: null })
      return { before: [named(from)], after: [named(to)] }
    }),
    moved: kindsOf('move').map(({ from, to }) => ({ before: of([from]), after: of([to]) })),
    merged: [...Map.groupBy(kindsOf('merge'), ({ to }) => to)].map(([to, parts]) => ({
      before: of(parts.map(({ from }) => from)),
      after: of([to]),
    })),
    split: [...Map.groupBy(kindsOf('split'), ({ from }) => from)].map(([from, parts]) => ({
      before: of([from]),
      after: of(parts.map(({ to }) => to)),
    })),
    absent: ends ? [] : gone,
  }
}

/** What the names suggest for all that is undecided. */
export function suggestedFor({ undecided }: ImportReport): readonly Decision[] {
  return undecided.map(({ code, suggested }) => ({ from: code, to: suggested }))
}
