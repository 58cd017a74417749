import { firstPasswordPage, type Me } from '#accounts/web'
import { createContext, lazy, type ReactNode, Suspense, use, useMemo } from 'react'
import { ROLES, type Role } from '#kernel/access.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { Text } from '#kernel/language.ts'
import { useRead } from './api.ts'
import { frontEndpoints, IDLE_MINUTES, type RoleGrant } from './front.ts'
import { IdleWatch } from './idle-watch.tsx'
import { Failed, Loading } from './kit/states.tsx'

/** One role in one organisation (rulings G4). */
export type Assignment = {
  readonly id: string
  readonly role: Role
  readonly title: Text
  readonly organisation: Text
}

export type Session = {
  readonly person: string
  readonly active: Assignment
  readonly assignments: readonly Assignment[]
  readonly district: Text
  /** The business date. */
  readonly today: string
  /** The data are invented. */
  readonly isDemo: boolean
  /** Half-years that exist, newest first. */
  readonly periods: readonly string[]
  /** Numbers in the menu, by an entry's `count`. */
  readonly counts: Readonly<Record<string, number>>
}

const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in, in which role; only under a SessionGate. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a SessionGate above it')
  return session
}

/** Whether the role that is active may call an endpoint: its declaration is the one source of that. */
export function useMay(): (endpoint: Pick<Endpoint, 'who'>) => boolean {
  const { active } = useSession()
  return ({ who }) => typeof who === 'string' || who.includes(active.role)
}

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Comes once in the life of an account. */
const FirstPassword = lazy(firstPasswordPage)

/** Lets pages through once the session is known; a 401 on the way leads to the sign-in page (see app.tsx). */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch } = useRead(frontEndpoints.getMe, {})
  if (data?.passwordDue) {
    return (
      <Suspense fallback={<Loading />}>
        <FirstPassword name={data.account.name} district={data.district.name} />
      </Suspense>
    )
  }
  if (data) return <Signed me={data}>{children}</Signed>
  if (!error || error.status === 401) return <Loading />
  return <Failed problem={error} onRetry={() => void refetch()} />
}

function Signed({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  // Administrators, the level above and the district commission have no half-years of their own to look at.
  const { role } = me.active
  const hasCycles = ['staff', 'rater', 'self'].includes(ROLES[role].class) && role !== 'district-commission'
  const { data: cycles } = useRead(frontEndpoints.listCycles, {}, { enabled: hasCycles })
  const { data: queue } = useRead(frontEndpoints.getQueue, {})
  const session = useMemo<Session>(
    () => ({
      person: me.account.name,
      active: assignmentOf(me.active),
      assignments: me.roles.map(assignmentOf),
      district: { zh: me.district.name, en: me.district.name },
      today: me.today,
      isDemo: me.district.mode === 'demo',
      periods: cycles?.cycles.map(({ period }) => period) ?? [],
      counts: { work: queue?.items.filter(({ list }) => list === 'todo').length ?? 0 },
    }),
    [me, cycles, queue],
  )
  return (
    <SessionProvider session={session}>
      {children}
      <IdleWatch seconds={IDLE_MINUTES * 60} />
    </SessionProvider>
  )
}

function assignmentOf({ id, role, zh, en, orgZh, orgEn, for: lender }: RoleGrant): Assignment {
  const title = lender ? { zh: `${zh}（代${lender}）`, en: `${en}, for ${lender}` } : { zh, en }
  return { id, role, title, organisation: { zh: orgZh, en: orgEn } }
}
