import { LaptopOutlined, SwapOutlined, TeamOutlined, UserSwitchOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

export type { SetUpInput } from './account/contract.ts'
export type { Installation, Me } from './session/contract.ts'
export { isStrong } from './session/rules.ts'

/** Instead of every page until a password that an administrator has set is changed. */
export const firstPasswordPage = () =>
  import('./session/web/first-password-page.tsx').then((file) => ({ default: file.FirstPasswordPage }))

/** The own sessions of everybody; the accounts for the security administrator. */
export const accountsWeb: ModuleWeb = {
  name: 'accounts',
  menu: [
    {
      group: 'system',
      path: '/accounts',
      title: { zh: '账号与身份', en: 'Accounts and roles' },
      icon: TeamOutlined,
      roles: ['security-admin'],
    },
    {
      group: 'user',
      path: '/sessions',
      title: { zh: '登录与密码', en: 'Sign-ins and password' },
      icon: LaptopOutlined,
    },
    {
      group: 'user',
      path: '/handovers',
      title: { zh: '接任的工作', en: 'Work taken over' },
      icon: SwapOutlined,
    },
    {
      group: 'user',
      path: '/delegations',
      title: { zh: '代办授权', en: 'Acting for' },
      icon: UserSwitchOutlined,
    },
  ],
  pages: [
    { path: '/accounts', load: () => import('./account/web/accounts-page.tsx').then((file) => file.AccountsPage) },
    {
      path: '/accounts/enrolment',
      load: () => import('./enrolment/web/enrolment-page.tsx').then((file) => file.EnrolmentPage),
    },
    { path: '/handovers', load: () => import('./handover/web/handovers-page.tsx').then((file) => file.HandoversPage) },
    {
      path: '/delegations',
      load: () => import('./delegation/web/delegations-page.tsx').then((file) => file.DelegationsPage),
    },
    { path: '/sessions', load: () => import('./session/web/sessions-page.tsx').then((file) => file.SessionsPage) },
  ],
}
