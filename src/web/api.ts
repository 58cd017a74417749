import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { InputOf, OutputOf, WebEndpoint } from './endpoint.ts'
import { asFailure, type Failure, isUncertain } from './failure.ts'
import { call, download, newKey } from './transport.ts'

// How a page talks to the server: useRead, useWrite, useUpload, useDownload, each with an endpoint's own contract.

type ReadOptions = {
  /** False while something it depends on is not known yet. */
  readonly enabled?: boolean
  /** Ask again every so many seconds, without keeping the session alive. */
  readonly every?: number
}

/** Reads, keeps the old answer on screen while a new one loads. */
export function useRead<E extends WebEndpoint>(endpoint: E, input: InputOf<E>, options: ReadOptions = {}) {
  const client = useQueryClient()
  const queryKey = [endpoint.id, input] as const
  return useQuery<OutputOf<E>, Failure>({
    queryKey,
    queryFn: ({ signal }) => {
      const again = client.getQueryState(queryKey)?.data !== undefined
      return call<OutputOf<E>>({ endpoint, input, signal, background: again && options.every !== undefined })
    },
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    refetchInterval: options.every ? options.every * 1000 : false,
  })
}

type WriteOptions = {
  /** Ids of the reads that it changes; all reads when absent. */
  readonly touches?: readonly string[]
}

/** Writes. A try whose fate is unknown is repeated under its old key, so that nothing happens twice. */
export function useWrite<E extends WebEndpoint>(endpoint: E, options: WriteOptions = {}) {
  const send = useKeyed(endpoint)
  const refresh = useRefresh(options.touches)
  return useMutation<OutputOf<E>, Failure, InputOf<E>>({ mutationFn: send, onSuccess: refresh })
}

export type Many = {
  readonly isRunning: boolean
  readonly done: number
  readonly total: number
  /** What was refused or not tried any more, by key. */
  readonly left: ReadonlyMap<string, Failure>
}
const NONE: Many = { isRunning: false, done: 0, total: 0, left: new Map() }

/**
 * Writes many, each for itself, one after the other: what is refused stays as it was, and the others go on. Stops where no
 * answer comes at all.
 */
export function useMany<E extends WebEndpoint>(endpoint: E, options: WriteOptions = {}) {
  const refresh = useRefresh(options.touches)
  const [state, setState] = useState(NONE)
  const start = useCallback(
    async (wishes: readonly { readonly key: string; readonly input: InputOf<E> }[]) => {
      const left = new Map<string, Failure>()
      const total = wishes.length
      for (const [done, { key, input }] of wishes.entries()) {
        setState({ isRunning: true, done, total, left })
        const problem = await call<OutputOf<E>>({ endpoint, input, key: newKey() }).then(() => undefined, asFailure)
        if (problem) left.set(key, problem)
        if (!problem || !isUncertain(problem)) continue
        for (const untried of wishes.slice(done + 1)) left.set(untried.key, problem)
        break
      }
      setState({ isRunning: false, done: total - left.size, total, left })
      await refresh()
      return left
    },
    [endpoint, refresh],
  )
  return { ...state, start }
}

/** Uploads one file together with its input. */
export function useUpload<E extends WebEndpoint>(endpoint: E, options: WriteOptions = {}) {
  type Upload = { readonly input: InputOf<E>; readonly file: File }
  const send = useCallback(
    ({ input, file }: Upload) => call<OutputOf<E>>({ endpoint, input, file, key: newKey() }),
    [endpoint],
  )
  const refresh = useRefresh(options.touches)
  return useMutation<OutputOf<E>, Failure, Upload>({ mutationFn: send, onSuccess: refresh })
}

/** Saves the file that an endpoint answers with, such as an export, or an uploaded workbook with its problems marked. */
export function useDownload<E extends WebEndpoint>(endpoint: E) {
  type Wish = { readonly input: InputOf<E>; readonly file?: File }
  return useMutation<void, Failure, Wish>({
    mutationFn: (wish) => download({ endpoint, ...wish, ...(endpoint.kind === 'write' ? { key: newKey() } : {}) }),
  })
}

/** Gives each act one key: the same input after an unknown fate keeps it, any answer ends it. */
function useKeyed<E extends WebEndpoint>(endpoint: E) {
  const open = useRef<{ text: string; key: string } | undefined>(undefined)
  return useCallback(
    async (input: InputOf<E>): Promise<OutputOf<E>> => {
      const text = JSON.stringify(input)
      const attempt = open.current?.text === text ? open.current : { text, key: newKey() }
      open.current = attempt
      try {
        const answer = await call<OutputOf<E>>({ endpoint, input, key: attempt.key })
        open.current = undefined
        return answer
      } catch (problem) {
        if (!isUncertain(problem)) open.current = undefined
        throw problem
      }
    },
    [endpoint],
  )
}

function useRefresh(touches: readonly string[] | undefined) {
  const client = useQueryClient()
  return useCallback(async () => {
    await client.invalidateQueries({
      predicate: ({ queryKey }) => touches === undefined || touches.includes(String(queryKey[0])),
    })
  }, [client, touches])
}

/** Reads everything again when what is done elsewhere, in a job or by somebody else, has come to another stage. */
export function useRefreshAt(stage: string): void {
  const refresh = useRefresh(undefined)
  const known = useRef(stage)
  useEffect(() => {
    if (known.current === stage) return
    known.current = stage
    void refresh()
  }, [stage, refresh])
}

const retry = (failures: number, problem: Error) => failures < 2 && isUncertain(problem)

/** Reads retry on a lost network; writes retry under one key, so that both are safe. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry, staleTime: 15_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry, networkMode: 'always' },
    },
  })
}
