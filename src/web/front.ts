import type { Installation, Me, SetUpInput } from '#accounts/web'
import { useRead } from './api.ts'
import type { WebEndpoint } from './endpoint.ts'

// What the shell reads and writes itself. Types only: the contracts' zod objects stay out of the first load.

export type RoleGrant = Me['active']

export const FIRST_ROLES = ['organization-head', 'system-admin', 'security-admin', 'audit-admin'] as const
export type FirstRole = (typeof FIRST_ROLES)[number]
export type NewAccount = SetUpInput['accounts'][FirstRole]

type Cycles = { readonly cycles: readonly { readonly period: string }[] }
type Queue = { readonly items: readonly { readonly list: 'todo' | 'started' | 'done' }[] }
export type Nothing = Readonly<Record<string, never>>

type Shape<T> = WebEndpoint['input'] & { readonly _zod: { readonly input: T; readonly output: T } }
type Declared<I, O> = WebEndpoint & { readonly input: Shape<I>; readonly output: Shape<O> }

export function declared<I, O>(id: string, kind: 'read' | 'write'): Declared<I, O> {
  return { id, kind } as Declared<I, O>
}

export const frontEndpoints = {
  describeInstallation: declared<Nothing, Installation>('session.describeInstallation', 'read'),
  getMe: declared<Nothing, Me>('session.getMe', 'read'),
  signIn: declared<{ readonly login: string; readonly password: string }, Nothing>('session.signIn', 'write'),
  signOut: declared<Nothing, Nothing>('session.signOut', 'write'),
  switchRole: declared<{ readonly grant: string }, Me>('session.switchRole', 'write'),
  confirmPassword: declared<{ readonly password: string }, Nothing>('session.confirmPassword', 'write'),
  setUp: declared<SetUpInput, { readonly district: number }>('account.setUp', 'write'),
  listCycles: declared<Nothing, Cycles>('cycle.listCycles', 'read'),
  getQueue: declared<Nothing, Queue>('work.getQueue', 'read'),
}

/** Minutes without a call after which the server ends a session (R-SEC-3). */
export const IDLE_MINUTES = 15

export function useInstallation() {
  return useRead(frontEndpoints.describeInstallation, {})
}
