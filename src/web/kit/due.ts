// How urgent a piece of work is, for its place in the queue.

export const DUE = ['overdue', 'today', 'week', 'later', 'undated'] as const
export type Due = (typeof DUE)[number]

type Dated = { readonly date: string | null; readonly days: number | null }

/** Which group it stands in; weeks begin on Monday. What has no date is to be done at any time. */
export function dueOf({ date, days }: Dated, today: string): Due {
  if (date === null || days === null) return 'undated'
  if (days < 0) return 'overdue'
  if (days === 0) return 'today'
  return date <= sundayOf(today) ? 'week' : 'later'
}

/** The last day of the week of a date, both as 2026-07-10. */
function sundayOf(date: string): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + ((7 - at.getUTCDay()) % 7))
  return at.toISOString().slice(0, 10)
}
