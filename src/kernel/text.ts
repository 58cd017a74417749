// Control characters but blanks and line ends; marks that have no width or turn the direction of what stands beside them.
// The two joiners are left: some scripts, and signs made of several, are not themselves without them.
const UNSEEN = /[^\P{Cc}\t\n\r]|[^\P{Cf}\u200c\u200d]/u

/**
 * Whether a text holds what nobody can see, or half of a character. Two names that look the same would be two, no database
 * keeps a NUL, and what turns directions can make one text look like another.
 */
export function hasUnseen(text: string): boolean {
  return !text.isWellFormed() || UNSEEN.test(text)
}
