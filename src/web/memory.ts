import { useCallback, useState } from 'react'

// What a browser remembers for one person: choices only, never data. A browser that forbids storage simply forgets.

const PREFIX = 'yanzhen.'

export function recall(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(PREFIX + key) ?? undefined
  } catch {
    return undefined
  }
}

export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(PREFIX + key, value)
  } catch {
    // Private windows and full disks: the choice holds until the page is left.
  }
}

/** A state that survives the page, as JSON. A stored value of another form counts as absent. */
export function useRemembered<T>(key: string, first: T, isValid: (value: unknown) => value is T) {
  const [value, setValue] = useState<T>(() => read(key, isValid) ?? first)
  const store = useCallback(
    (next: T) => {
      setValue(next)
      remember(key, JSON.stringify(next))
    },
    [key],
  )
  return [value, store] as const
}

function read<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  const text = recall(key)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isValid(value) ? value : undefined
  } catch {
    return undefined
  }
}
