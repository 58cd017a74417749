import { InboxOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

/** Home: the work queue. */
export const workWeb: ModuleWeb = {
  name: 'work',
  menu: [{ group: 'home', path: '/', title: { zh: '工作台', en: 'Work queue' }, icon: InboxOutlined, count: 'work' }],
  pages: [{ path: '/', load: () => import('./web/queue-page.tsx').then((file) => file.QueuePage) }],
}
