import type { Gap, PeriodFields } from './contract.ts'

// A résumé in months: its order, what overlaps, what is missing, and how the approval form writes it.

type Span = Pick<PeriodFields, 'from' | 'until'>

/** From this age on a résumé accounts for every month. */
const ADULT = 18
/** One month between two posts is the way from one to the other. */
const ALLOWED = 1

/** Months since the year 0; a month counts as a whole. */
const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`

/** By first month; of two with the same one, the one that ends earlier comes first. */
export function inOrder<P extends Span>(periods: readonly P[]): P[] {
  const key = ({ from, until }: Span) => `${from}/${until ?? '9999'}`
  return periods.toSorted((a, b) => key(a).localeCompare(key(b)))
}

/** Whether each period shares more than the month of handing over with another one; in the order given. */
export function overlapsOf(periods: readonly Span[], thisMonth: string): boolean[] {
  const spans = periods.map(({ from, until }) => [numberOf(from), numberOf(until ?? thisMonth)] as const)
  return spans.map(([from, until], at) =>
    spans.some(([first, last], other) => other !== at && Math.min(until, last) - Math.max(from, first) + 1 > ALLOWED),
  )
}

/**
 * Months that no period accounts for, in runs longer than one: from the eighteenth birthday or the first period, whichever
 * comes first, to this month. Nothing is missing from a résumé that has not been begun.
 */
export function gapsOf(periods: readonly Span[], birth: string | null, thisMonth: string): Gap[] {
  const [first] = inOrder(periods)
  if (!first) return []
  const adult = birth === null ? numberOf(first.from) : numberOf(birth) + ADULT * 12
  const today = numberOf(thisMonth)
  const gaps: Gap[] = []
  let open = Math.min(adult, numberOf(first.from))
  const close = (next: number) => {
    const months = next - open
    if (months > ALLOWED) gaps.push({ from: monthOf(open), until: monthOf(next - 1), months })
  }
  for (const { from, until } of inOrder(periods)) {
    close(numberOf(from))
    open = Math.max(open, numberOf(until ?? thisMonth) + 1)
  }
  close(today + 1)
  return gaps
}

const dotted = (month: string): string => month.replace('-', '.')
/** As wide as the dates before it. */
const INDENT = ' '.repeat('1995.07—1998.09  '.length)

/** The official form: 1995.07—1998.09  organisation and post, remarks in brackets below. */
export function textOf(periods: readonly PeriodFields[]): string {
  return inOrder(periods)
    .map(({ from, until, organisation, post, note }) => {
      const line = `${dotted(from)}—${until === null ? ' '.repeat(7) : dotted(until)}  ${organisation}${post}`
      return note === null ? line : `${line}\n${INDENT}（${note}）`
    })
    .join('\n')
}

export type PeriodProblem = 'resume.backwards' | 'resume.future' | 'resume.before-birth'

/** What is wrong with a period in itself. */
export function periodProblem(
  { from, until }: Span,
  birth: string | null,
  thisMonth: string,
): PeriodProblem | undefined {
  if (until !== null && until < from) return 'resume.backwards'
  if ((until ?? from) > thisMonth) return 'resume.future'
  return birth !== null && from < birth.slice(0, 7) ? 'resume.before-birth' : undefined
}
