import type { ProblemPlace } from '#web/failure.ts'
import type { DryRun } from '#web/kit/import.tsx'
import type { Words } from '#web/language/language.tsx'
import type { ImportReport } from '../contract.ts'
import type { DIVISION_TEXTS } from './division-texts.ts'

type DivisionWords = Words<keyof (typeof DIVISION_TEXTS)['zh']>

/** A report as the import dialog shows it: counts, and beneath them what deserves a look before it is written. */
export function dryRunOf(report: ImportReport, t: DivisionWords): DryRun {
  const { rows, divisionsAdded, divisionsUnchanged, divisionsEnded, renamed } = report
  return {
    rows,
    good: divisionsAdded + renamed.length + divisionsEnded,
    unchanged: divisionsUnchanged,
    refused: 0,
    problems: noticesOf(report, t),
  }
}

function noticesOf(report: ImportReport, t: DivisionWords): readonly ProblemPlace[] {
  const { divisionsAdded: count, streetsAdded: streets, communitiesAdded: communities } = report
  const absent = report.divisionsEnded > 0 ? 'ended' : 'absent'
  return [
    ...(count > 0 ? [{ code: 'begun', sentence: t('begun', { count, streets, communities }) }] : []),
    ...report.renamed.map(({ code, from, to }) => ({
      code: 'renamed',
      source: String(code),
      sentence: t('renamed', { from, to }),
    })),
    ...report.absent.map(({ code, name }) => ({ code: absent, source: String(code), sentence: t(absent, { name }) })),
  ]
}
