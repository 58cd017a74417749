import { z } from 'zod'
import { ADMINISTRATORS, type Role, ROLE_NAMES, ROLES } from '#kernel/access.ts'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import { importEndpoints, type ImportDeclaration } from '#kernel/sheets/import-contract.ts'
import type { SheetColumn, SheetList } from '#kernel/sheets/list.ts'

// 批量开户: accounts from a workbook, each with a random password that exists on one sheet of paper alone (rulings D6).

const isAdministrator = (role: Role): boolean => (ADMINISTRATORS as readonly Role[]).includes(role)

/** Administrators are made singly (R-SEC-4). */
const ENROLLED_ROLES = ROLE_NAMES.filter((role) => !isAdministrator(role))

const column = (key: string, zh: string, en: string, rest: Partial<SheetColumn> = {}): SheetColumn => ({
  key,
  header: { zh, en },
  kind: 'text',
  ...rest,
})

export const ENROLMENT: SheetList = {
  id: 'accounts.enrolment',
  version: 1,
  name: { zh: '批量开户名单', en: 'Accounts to create' },
  keys: ['login'],
  columns: [
    column('login', '登录名', 'Sign-in name', {
      kind: 'code',
      required: true,
      width: 18,
      pattern: '[a-z0-9][a-z0-9._\\-]{1,63}',
      help: {
        zh: '2 至 64 位小写字母、数字、点、横线或下划线，以字母或数字开头；建立后不能更改。',
        en: '2 to 64 lower-case letters, digits, dots, hyphens or underscores, beginning with a letter or digit; it cannot be changed later.',
      },
    }),
    column('name', '姓名', 'Name', { required: true, width: 12, maxLength: 40 }),
    column('role', '身份', 'Role', {
      kind: 'choice',
      required: true,
      width: 18,
      choices: ENROLLED_ROLES.map((value) => ({ value, zh: ROLES[value].zh, en: ROLES[value].en })),
      help: {
        zh: '从列表中选择。系统、安全、审计三个管理员不能批量建立，请在账号页面逐个建立。',
        en: 'Choose from the list. The system, security and audit administrators are made one by one on the accounts page.',
      },
    }),
    column('organisation', '单位', 'Organisation', { width: 26, maxLength: 80 }),
    column('place', '街道或社区', 'Street or community', { width: 22, maxLength: 60 }),
    column('idNumber', '身份证号', 'ID number', { sensitive: true, optional: true, width: 22, maxLength: 40 }),
  ],
  instructions: [
    {
      zh: '一人一行。部门赋分须填机构名单中的单位；街道经办填街道，社区党组织书记填社区（名称或代码）；上级查看填单位和区划代码（省 2 位、市 4 位）。',
      en: 'One row per person. A department rater needs an organisation of the list; a street officer a street, a secretary a community (name or code); the level above an organisation and the division code (2 digits for a province, 4 for a city).',
    },
    {
      zh: '填身份证号，账号就与花名册中的本人对应：两人复核、回避按人认定，不按账号。',
      en: 'With an ID number the account belongs to the person in the register: two-person and kin rules go by the person, not by the account.',
    },
    {
      zh: '初始密码由系统随机生成，只印在首次登录凭条上，14 天内有效。凭条只能由上传名单的管理员在一小时内下载一次。',
      en: 'First passwords are random and stand on first-login slips alone, valid for 14 days. The slips can be downloaded once, within an hour, by who uploaded the list.',
    },
  ],
}

export const enrolmentImport = {
  slice: 'enrolment',
  list: ENROLMENT,
  who: ['security-admin'],
  as: 'auth',
  given: 'moved',
} as const satisfies ImportDeclaration

export const enrolmentEndpoints = importEndpoints(enrolmentImport)

export const getSlips = endpoint({
  id: 'enrolment.getSlips',
  kind: 'read',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '首次登录凭条是否可以下载', en: 'Whether first-login slips can be downloaded' },
  input: z.object({ batch: z.uuid() }),
  output: z.object({
    /** none: the import has written nothing yet. */
    state: z.enum(['none', 'ready', 'downloaded', 'destroyed', 'not-yours']),
    until: z.iso.datetime().nullable(),
  }),
  sample: { given: 'moved', input: (world) => ({ batch: world['enrolment.written'] }) },
})

/** The one download: a page for each person, and a list to sign on handing out. Destroys the passwords. */
export const downloadSlips = endpoint({
  id: 'enrolment.downloadSlips',
  kind: 'write',
  download: true,
  who: ['security-admin'],
  as: 'auth',
  stepUp: true,
  summary: { zh: '下载首次登录凭条（仅一次）', en: 'Download the first-login slips (once)' },
  input: z.object({
    batch: z.uuid(),
    /** Under which the administrator reaches the system; printed on the slips. */
    address: z.url({ protocol: /^https?$/ }).max(200),
  }),
  output: fileAnswer,
  sample: {
    given: 'moved',
    input: (world) => ({ batch: world['enrolment.written'], address: 'https://yanzhen.example' }),
  },
})
