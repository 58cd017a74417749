import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { periodOf } from '#kernel/period.ts'
import { useSession } from './session.tsx'

// A page's state that a colleague should see lives in its address: period, filters, the open row.

export type Parameters = Readonly<Record<string, string>>

/** Plain strings both ways, no JSON in addresses. */
export function parseAddress(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function writeAddress(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '')
  const text = new URLSearchParams(kept as [string, string][]).toString()
  return text === '' ? '' : `?${text}`
}

/** The parameters of the address and a way to change some of them; an empty string removes one. */
export function useParameters() {
  const parameters = useRouterState({ select: ({ location }) => location.search as Parameters })
  const navigate = useNavigate()
  const change = useCallback(
    (some: Parameters, how: { readonly replace?: boolean } = { replace: true }) => {
      const search = (before: Parameters) => ({ ...before, ...some })
      void navigate({ to: '.', search, replace: how.replace ?? false } as never)
    },
    [navigate],
  )
  return useMemo(() => [parameters, change] as const, [parameters, change])
}

/** The half-year that rules this page, from the address, else the newest that exists. */
export function usePeriod() {
  const session = useSession()
  const [parameters, change] = useParameters()
  const asked = parameters['period']
  const newest = session.periods[0] ?? periodOf(session.today)
  const period = asked && session.periods.includes(asked) ? asked : newest
  const setPeriod = useCallback((next: string) => change({ period: next }, { replace: false }), [change])
  return [period, setPeriod] as const
}
