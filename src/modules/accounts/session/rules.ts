// Limits of R-SEC-2 and R-SEC-3 (domain.md §4.2). Minutes and hours of real time.

export const MOST_FAILURES = 5
export const LOCK_MINUTES = 15
export const IDLE_MINUTES = 15
export const SESSION_HOURS = 8
/** A signature needs the password given within this time (rulings G15). */
export const STEP_UP_MINUTES = 5

const MINUTE = 60_000

/** Whether a session may still be used. */
export function isAlive(session: { readonly created_at: Date; readonly seen_at: Date }, now: Date): boolean {
  const idle = now.getTime() - session.seen_at.getTime()
  const age = now.getTime() - session.created_at.getTime()
  return idle <= IDLE_MINUTES * MINUTE && age <= SESSION_HOURS * 60 * MINUTE
}

/** Whether a role is held on a day; `valid_until` is the first day on which it is not. */
export function isHeld(
  role: { readonly valid_from: string; readonly valid_until: string | null },
  day: string,
): boolean {
  return role.valid_from <= day && (role.valid_until === null || role.valid_until > day)
}

/** What a wrong password leads to: the new count, and until when the account is locked. */
export function afterFailure(failures: number, now: Date): { failures: number; lockedUntil: Date | null } {
  const next = failures + 1
  if (next < MOST_FAILURES) return { failures: next, lockedUntil: null }
  return { failures: 0, lockedUntil: new Date(now.getTime() + LOCK_MINUTES * MINUTE) }
}

/** How many minutes, begun ones included, an account stays locked; 0 when it is not. */
export function minutesLocked(lockedUntil: Date | null, now: Date): number {
  return lockedUntil ? Math.max(0, Math.ceil((lockedUntil.getTime() - now.getTime()) / MINUTE)) : 0
}

/** At least 12 characters of three kinds, or a passphrase of at least 20. */
export function isStrong(password: string): boolean {
  if (password.length >= 20) return true
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password))
  return password.length >= 12 && kinds.length >= 3
}
