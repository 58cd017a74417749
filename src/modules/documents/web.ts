import { FileWordOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

/** Official papers and their templates. */
export const documentsWeb: ModuleWeb = {
  name: 'documents',
  menu: [
    {
      group: 'policy',
      path: '/documents/templates',
      title: { zh: '文书模板', en: 'Templates' },
      icon: FileWordOutlined,
      roles: ['organization-head', 'organization-officer'],
    },
  ],
  pages: [
    {
      path: '/documents/templates',
      load: () => import('./templates/web/templates-page.tsx').then((file) => file.TemplatesPage),
    },
  ],
}
