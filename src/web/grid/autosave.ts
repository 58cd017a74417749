import { type Dispatch, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { clockTime } from '../format.ts'
import type { Cells, Content, Theirs } from './grid-model.ts'
import type { GridAction, Place } from './grid-state.ts'

/** One cell on its way to the server. */
export type CellChange = Place & Content & { readonly version: number; readonly revision: number }

/** What the server did with each of them. */
export type SaveAnswer = {
  readonly saved: readonly (Place & { readonly version: number })[]
  readonly conflicts?: readonly (Place & { readonly theirs: Theirs })[]
  readonly refused?: readonly (Place & { readonly sentence: string })[]
}

export type SaveState =
  | { readonly at: 'idle' }
  | { readonly at: 'saving' }
  | { readonly at: 'saved'; readonly time: string }
  | { readonly at: 'failed'; readonly sentence: string }

const WAIT_MS = 700
const RETRY_MS = 8000

/** Saves what was changed a moment after the last keystroke, one batch at a time, and tries again when it fails. */
export function useAutosave(
  cells: Cells,
  dispatch: Dispatch<GridAction>,
  onSave: (changes: readonly CellChange[]) => Promise<SaveAnswer>,
) {
  const [state, setState] = useState<SaveState>({ at: 'idle' })
  const isRunning = useRef(false)
  const changes = useMemo(() => changesOf(cells), [cells])
  const save = useCallback(async () => {
    if (isRunning.current || changes.length === 0) return
    isRunning.current = true
    setState({ at: 'saving' })
    try {
      const { saved, conflicts = [], refused = [] } = await onSave(changes)
      dispatch({ do: 'saved', cells: saved.flatMap((place) => withRevision(place, changes)) })
      if (conflicts.length > 0) dispatch({ do: 'conflict', cells: conflicts })
      if (refused.length > 0) dispatch({ do: 'refused', cells: refused })
      setState({ at: 'saved', time: clockTime(new Date()) })
    } catch (problem) {
      setState({ at: 'failed', sentence: problem instanceof Error ? problem.message : '' })
    } finally {
      isRunning.current = false
    }
  }, [changes, dispatch, onSave])
  const { at } = state
  useEffect(() => {
    const isDue = changes.length > 0 && at !== 'saving'
    const timer = isDue ? setTimeout(() => void save(), at === 'failed' ? RETRY_MS : WAIT_MS) : undefined
    return () => clearTimeout(timer)
  }, [changes, save, at])
  useEffect(() => guardLeaving(changes.length > 0), [changes.length])
  return { state, unsaved: changes.length, save }
}

/** A cell whose text is no score, or that waits for a decision between two, is not sent. */
export function changesOf(cells: Cells): readonly CellChange[] {
  const changes: CellChange[] = []
  for (const [row, ofRow] of Object.entries(cells)) {
    for (const [column, cell] of Object.entries(ofRow)) {
      if (!cell.isDirty || cell.error || cell.theirs) continue
      const { value, reason, document, version, revision } = cell
      changes.push({ row, column, value, reason, document, version, revision })
    }
  }
  return changes
}

function withRevision(place: Place & { readonly version: number }, changes: readonly CellChange[]) {
  const sent = changes.find(({ row, column }) => row === place.row && column === place.column)
  return sent ? [{ ...place, revision: sent.revision }] : []
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

function guardLeaving(isNeeded: boolean): (() => void) | undefined {
  if (!isNeeded) return undefined
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}
