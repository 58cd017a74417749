import { z } from 'zod'
import { ROLE_NAMES, type Role } from '#kernel/access.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'

export const role = z.enum(ROLE_NAMES as [Role, ...Role[]])

/** Typed in full width or in half, it is the same password (NFKC). */
export const password = z.string().min(1).max(200).normalize('NFKC')

const roleGrant = z.object({
  id: z.uuid(),
  role,
  zh: z.string(),
  en: z.string(),
  orgZh: z.string(),
  orgEn: z.string(),
  /** Whose role it is, when the caller acts for somebody. */
  for: z.string().nullable(),
})

const me = z.object({
  account: z.object({ id: z.uuid(), login: z.string(), name: z.string() }),
  active: roleGrant,
  roles: z.array(roleGrant),
  org: z.uuid().nullable(),
  district: z.object({ code: z.int(), name: z.string(), mode: z.enum(['demo', 'empty']) }),
  today: z.iso.date(),
  /** The password was set by an administrator and has to be changed before anything else. */
  passwordDue: z.boolean(),
})
export type Me = z.output<typeof me>

export const describeInstallation = endpoint({
  id: 'session.describeInstallation',
  kind: 'read',
  who: 'anonymous',
  as: 'auth',
  summary: {
    zh: '登录页需要知道的：演示还是正式、是否待初始化',
    en: 'What the sign-in page needs: demo or real, set up or not',
  },
  input: z.object({}),
  output: z.object({
    needsSetup: z.boolean(),
    mode: z.enum(['demo', 'empty']),
    districtName: z.string().nullable(),
    today: z.iso.date(),
    /** Only in demo mode. */
    demo: z
      .object({
        password: z.string(),
        accounts: z.array(z.object({ login: z.string(), name: z.string(), zh: z.string(), en: z.string() })),
      })
      .nullable(),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

/** What anybody may know before signing in. */
export type Installation = z.output<typeof describeInstallation.output>

export const signIn = endpoint({
  id: 'session.signIn',
  kind: 'write',
  who: 'anonymous',
  as: 'auth',
  notReplayed: true,
  summary: { zh: '登录', en: 'Sign in' },
  input: z.object({ login: z.string().trim().toLowerCase().min(1).max(64), password }),
  /** The bearer goes into a cookie for browsers; the command line keeps it itself. */
  output: z.object({ bearer: z.string().nullable(), me }),
  sample: { given: 'founded', input: (world) => ({ login: world.login, password: world.password }) },
})

export const getMe = endpoint({
  id: 'session.getMe',
  kind: 'read',
  who: 'signed-in',
  as: 'auth',
  summary: { zh: '当前身份', en: 'Who I am signed in as' },
  input: z.object({}),
  output: me,
  sample: { given: 'founded', input: () => ({}) },
})

export const signOut = endpoint({
  id: 'session.signOut',
  kind: 'write',
  who: 'signed-in',
  as: 'auth',
  notReplayed: true,
  summary: { zh: '退出', en: 'Sign out' },
  input: z.object({}),
  output: nothing,
  sample: { given: 'founded', input: () => ({}) },
})

export const switchRole = endpoint({
  id: 'session.switchRole',
  kind: 'write',
  who: 'signed-in',
  as: 'auth',
  notReplayed: true,
  summary: { zh: '切换身份', en: 'Switch role' },
  input: z.object({ grant: z.uuid() }),
  output: me,
  sample: { given: 'founded', input: (world) => ({ grant: world.ownGrant }) },
})

export const confirmPassword = endpoint({
  id: 'session.confirmPassword',
  kind: 'write',
  who: 'signed-in',
  as: 'auth',
  notReplayed: true,
  summary: { zh: '签名前再次输入密码', en: 'Give the password again before signing' },
  input: z.object({ password }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ password: world.password }) },
})

export const changePassword = endpoint({
  id: 'session.changePassword',
  kind: 'write',
  who: 'signed-in',
  as: 'auth',
  notReplayed: true,
  summary: { zh: '修改密码', en: 'Change the password' },
  input: z.object({ password, next: password }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ password: world.password, next: 'Another-passphrase-2' }) },
})

/** All that is answered while the password is one that an administrator has set. */
export const OPEN_WHILE_PASSWORD_DUE: readonly string[] = [getMe.id, changePassword.id, signOut.id]

export const listSessions = endpoint({
  id: 'session.listSessions',
  kind: 'read',
  who: 'signed-in',
  as: 'auth',
  summary: { zh: '我的登录会话', en: 'My sessions' },
  input: z.object({}),
  output: z.object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        client: z.string(),
        createdAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
        current: z.boolean(),
      }),
    ),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

export const revokeSession = endpoint({
  id: 'session.revokeSession',
  kind: 'write',
  who: 'signed-in',
  as: 'auth',
  summary: { zh: '结束一个会话', en: 'End a session' },
  input: z.object({ id: z.uuid() }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.ownSession }) },
})
