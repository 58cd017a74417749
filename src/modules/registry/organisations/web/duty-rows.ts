import type { OutputOf } from '#web/endpoint.ts'
import type { listOrganisations } from '../contract.ts'
import type { PackDuty } from './pack.ts'

// The duties of the policy pack against the organisations that there are: who holds what, and what a dialog would change.

export type Organisation = OutputOf<typeof listOrganisations>['organisations'][number]

/** One line of the dialog: a duty, who holds it, and the organisation that is typed for it; no name: nobody. */
export type DutyRow = {
  readonly duty: PackDuty
  readonly holder: Organisation | undefined
  readonly zh: string
  readonly en: string
}

/** Proposed for each duty: who holds it, else the department that the pack names. What nobody holds comes first. */
export function rowsOf(duties: readonly PackDuty[], organisations: readonly Organisation[]): readonly DutyRow[] {
  const rows = duties.map((duty) => {
    const holder = organisations.find((one) => one.duties.includes(duty.code))
    const { zh, en } = holder ?? duty
    return { duty, holder, zh, en }
  })
  return [...rows.filter(({ holder }) => !holder), ...rows.filter(({ holder }) => holder)]
}

/** What becomes of a line: it stays, moves to another organisation, is given for the first time, or is left out. */
export type Fate = 'kept' | 'moved' | 'given' | 'left'

export function fateOf({ holder, zh }: DutyRow): Fate {
  const name = zh.trim()
  if (name === '') return 'left'
  if (!holder) return 'given'
  return holder.zh === name ? 'kept' : 'moved'
}

/** The lines that change something, as the endpoint takes them. */
export function changesOf(rows: readonly DutyRow[]): readonly { code: string; zh: string; en: string }[] {
  return rows
    .filter((row) => ['moved', 'given'].includes(fateOf(row)))
    .map(({ duty: { code }, zh, en }) => ({ code, zh: zh.trim(), en: en.trim() }))
}

/** Lines that the endpoint would not take: a name of one letter, or none in English. */
export function wrongRows(rows: readonly DutyRow[]): readonly DutyRow[] {
  return rows.filter((row) => {
    const [zh, en] = [row.zh.trim().length, row.en.trim().length]
    return ['moved', 'given'].includes(fateOf(row)) && (zh < 2 || zh > 60 || en < 2 || en > 120)
  })
}

/** The duties of the pack that nobody holds. */
export function openDuties(duties: readonly PackDuty[], organisations: readonly Organisation[]): readonly PackDuty[] {
  const held = new Set(organisations.flatMap((one) => one.duties))
  return duties.filter(({ code }) => !held.has(code))
}

/** Codes that follow each other as a span: JR-01–JR-18. */
export function spansOf(codes: readonly string[]): readonly string[] {
  const spans: [first: string, last: string][] = []
  for (const code of codes) {
    const span = spans.at(-1)
    if (span && nextOf(span[1]) === code) span[1] = code
    else spans.push([code, code])
  }
  return spans.map(([first, last]) => (first === last ? first : `${first}–${last}`))
}

function nextOf(code: string): string {
  const [letters = '', number = ''] = code.split('-')
  return `${letters}-${String(Number(number) + 1).padStart(2, '0')}`
}
