// Which communities a person means by a code or a name.

type Named = {
  readonly code: number
  readonly name: string
  readonly shortName: string
  readonly streetName?: string
}

/**
 * Finds communities by their code, full or short name, within the street where one is named. `keyOf` says when two
 * spellings are one. What to make of none or of several is for the caller to say.
 */
export function communitiesNamed<C extends Named>(
  communities: readonly C[],
  keyOf: (words: string) => string,
): (words: string, street?: string | null) => readonly C[] {
  const byKey = new Map<string, C[]>()
  for (const one of communities) {
    for (const key of new Set([String(one.code), keyOf(one.name), keyOf(one.shortName)])) {
      byKey.set(key, [...(byKey.get(key) ?? []), one])
    }
  }
  return (words, street) => {
    const named = byKey.get(keyOf(words)) ?? []
    return street ? named.filter(({ streetName = '' }) => keyOf(streetName) === keyOf(street)) : named
  }
}
