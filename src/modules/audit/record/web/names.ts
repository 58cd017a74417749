import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ROLES } from '#kernel/access.ts'
import type { Text } from '#kernel/language.ts'
import { useRead } from '#web/api.ts'
import { declared } from '#web/front.ts'

// Acts on record hold ids: of endpoints, accounts, roles. Here they get the names that people know them by.

type Named = { readonly id: string; readonly login: string; readonly name: string }

/** Of the accounts module, by its endpoint's name: the audit knows no other module (rulings G12). */
const listAccounts = declared<Readonly<Record<string, never>>, { readonly accounts: readonly Named[] }>(
  'account.listAccounts',
  'read',
)

type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string; 'x-summary': Text }>>>>
}

async function readActions(): Promise<ReadonlyMap<string, Text>> {
  const answer = await fetch('/api/openapi.json')
  const { paths } = (await answer.json()) as Description
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  return new Map(operations.map((operation) => [operation.operationId, operation['x-summary']]))
}

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>()

/** Names of acts and accounts; without them the ids stand there, and the record stays readable. */
export function useNames() {
  const { data: actions = NOTHING } = useQuery({ queryKey: ['openapi'], queryFn: readActions, staleTime: Infinity })
  const { data } = useRead(listAccounts, {})
  return useMemo(() => {
    const accounts = new Map(data?.accounts.map((account) => [account.id, account] as const))
    return { actions, accounts }
  }, [actions, data])
}

export type Names = ReturnType<typeof useNames>

export const actionName = ({ actions }: Names, action: string): Text =>
  actions.get(action) ?? { zh: action, en: action }

/** A role that is no longer among those of this version stays as it was written. */
export function roleName(role: string): Text {
  return role in ROLES ? ROLES[role as keyof typeof ROLES] : { zh: role, en: role }
}
