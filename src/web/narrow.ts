import { useSyncExternalStore } from 'react'
import { NARROW } from './theme.ts'

const query = globalThis.matchMedia?.(`(max-width: ${NARROW}px)`)

function subscribe(changed: () => void): () => void {
  query?.addEventListener('change', changed)
  return () => query?.removeEventListener('change', changed)
}

/** True on a phone-wide window. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query?.matches ?? false)
}
