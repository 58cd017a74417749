/** star-4 → 4; null for a community without a grade. */
export function levelOf(grade: string | null): number | null {
  const level = /^star-(\d)$/.exec(grade ?? '')?.[1]
  return level ? Number(level) : null
}
