import { StarOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

/** The pages of 评: for now the star rating. */
export const evaluationWeb: ModuleWeb = {
  name: 'evaluation',
  menu: [
    {
      group: 'evaluation',
      path: '/star',
      title: { zh: '星级评定', en: 'Star rating' },
      icon: StarOutlined,
      roles: [
        'organization-head',
        'organization-officer',
        'discipline-officer',
        'street-officer',
        'department-rater',
        'secretary',
        'upper-viewer',
      ],
    },
  ],
  pages: [
    { path: '/star', load: () => import('./star/web/star-page.tsx').then((file) => file.StarPage) },
    {
      path: '/star/sheets/$department',
      load: () => import('./scoring/web/sheet-page.tsx').then((file) => file.SheetPage),
    },
  ],
}
