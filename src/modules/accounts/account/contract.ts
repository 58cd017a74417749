import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { password, role } from '../session/contract.ts'

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/)
const newAccount = z.object({ login, name: z.string().trim().min(1).max(40), password })

/** Province, city, district, street, community. */
const divisionCode = z
  .int()
  .positive()
  .refine((code) => [2, 4, 6, 9, 12].includes(String(code).length), 'a division code has 2, 4, 6, 9 or 12 digits')

/** What a role is held in: its organisation (departments) or division (streets, communities); neither: the district. */
export const newGrant = z.object({
  role,
  org: z.uuid().optional(),
  orgZh: z.string().min(1).max(80),
  orgEn: z.string().min(1).max(120),
  division: divisionCode.optional(),
  /** First and last day of the role, both inclusive; without a last day it stays. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})

export type NewGrant = z.output<typeof newGrant>

/** The first day: names the district and its first four accounts. Works once. */
export const setUp = endpoint({
  id: 'account.setUp',
  kind: 'write',
  who: 'anonymous',
  as: 'auth',
  districtOf: ({ district }) => district,
  notReplayed: true,
  summary: { zh: '初始化：登记本区和首批账号', en: 'Set up: the district and its first accounts' },
  input: z.object({
    district: z.int().min(110000).max(829999),
    name: z.string().trim().min(2).max(40),
    accounts: z.object({
      'system-admin': newAccount,
      'security-admin': newAccount,
      'audit-admin': newAccount,
      'organization-head': newAccount,
    }),
  }),
  output: z.object({ district: z.int() }),
  sample: {
    given: 'empty',
    input: () => {
      const account = (name: string) => ({ login: name, name, password: 'A-long-passphrase-1' })
      return {
        district: 370611,
        name: '福山区',
        accounts: {
          'system-admin': account('system'),
          'security-admin': account('security'),
          'audit-admin': account('audit'),
          'organization-head': account('head'),
        },
      }
    },
  },
})

export type SetUpInput = z.output<typeof setUp.input>

export const createAccount = endpoint({
  id: 'account.createAccount',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '新建账号', en: 'Create an account' },
  input: newAccount.extend({ grants: z.array(newGrant).min(1).max(10) }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'founded',
    input: () => ({
      login: 'new.officer',
      name: '新经办',
      password: 'A-long-passphrase-1',
      grants: [{ role: 'organization-officer', orgZh: '区委组织部', orgEn: 'Organization department' }],
    }),
  },
})

const heldRole = z.object({
  id: z.uuid(),
  role,
  /** The organisation of a department's role. */
  org: z.uuid().nullable(),
  orgZh: z.string(),
  orgEn: z.string(),
  from: z.iso.date(),
  /** The last day; null: open. */
  until: z.iso.date().nullable(),
  isHeldToday: z.boolean(),
})
export type HeldRole = z.output<typeof heldRole>

/** The auditor reads it too: acts on record name accounts by id. */
export const listAccounts = endpoint({
  id: 'account.listAccounts',
  kind: 'read',
  who: ['security-admin', 'audit-admin'],
  as: 'auth',
  summary: { zh: '账号列表', en: 'List accounts' },
  input: z.object({}),
  output: z.object({
    accounts: z.array(
      z.object({
        id: z.uuid(),
        login: z.string(),
        name: z.string(),
        locked: z.boolean(),
        disabled: z.boolean(),
        /** The owner has not yet replaced the password that an administrator set. */
        passwordDue: z.boolean(),
        /** Belongs to a person of the register. */
        linked: z.boolean(),
        roles: z.array(heldRole),
      }),
    ),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

export const disableAccount = endpoint({
  id: 'account.disableAccount',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '停用账号', en: 'Disable an account' },
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(200) }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.otherAccount, reason: '调离' }) },
})

export const enableAccount = endpoint({
  id: 'account.enableAccount',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '恢复启用账号', en: 'Enable an account again' },
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(200) }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.otherAccount, reason: '返岗' }) },
})

export const unlockAccount = endpoint({
  id: 'account.unlockAccount',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '解锁账号', en: 'Unlock an account' },
  input: z.object({ id: z.uuid() }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.otherAccount }) },
})

export const giveRole = endpoint({
  id: 'account.giveRole',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '授予身份', en: 'Give a role' },
  input: z.object({ id: z.uuid(), grant: newGrant }),
  output: z.object({ grant: z.uuid() }),
  sample: {
    given: 'founded',
    input: (world) => ({
      id: world.otherAccount,
      grant: { role: 'organization-officer', orgZh: '区委组织部', orgEn: 'Organization department' },
    }),
  },
})

export const endRole = endpoint({
  id: 'account.endRole',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '收回身份', en: 'End a role' },
  input: z.object({ grant: z.uuid(), reason: z.string().trim().min(1).max(200) }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ grant: world.otherGrant, reason: '岗位调整' }) },
})

/** For somebody who forgot the password: a new one, told once. Ends the account's sessions. */
export const resetPassword = endpoint({
  id: 'account.resetPassword',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  stepUp: true,
  summary: { zh: '重置密码', en: 'Reset a password' },
  input: z.object({ id: z.uuid(), password, reason: z.string().trim().min(1).max(200) }),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => ({ id: world.otherAccount, password: 'Another-passphrase-2', reason: '本人忘记密码' }),
  },
})

/** Says whose account it is: two-person and kin rules compare persons (rulings G3). Ends the account's sessions. */
export const linkPerson = endpoint({
  id: 'account.linkPerson',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '账号与花名册中的本人对应', en: 'Link an account to its person' },
  input: z.object({ id: z.uuid(), idNumber: z.string().trim().min(1).max(40) }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.otherAccount, idNumber: '370611197205120012' }) },
})
