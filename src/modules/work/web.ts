import { InboxOutlined, TeamOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'
import { PAIR_READERS } from './pairs/contract.ts'

/** Home: the work queue; and the page of the acts that take two persons. */
export const workWeb: ModuleWeb = {
  name: 'work',
  menu: [
    { group: 'home', path: '/', title: { zh: '工作台', en: 'Work queue' }, icon: InboxOutlined, count: 'work' },
    {
      group: 'system',
      path: '/pairs',
      title: { zh: '双人事项', en: 'Acts of two persons' },
      icon: TeamOutlined,
      roles: PAIR_READERS,
    },
  ],
  pages: [
    { path: '/', load: () => import('./web/queue-page.tsx').then((file) => file.QueuePage) },
    { path: '/pairs', load: () => import('./pairs/web/pairs-page.tsx').then((file) => file.PairsPage) },
  ],
}
