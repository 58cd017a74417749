import { FileTextOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

export { listPackVersions } from './versions/contract.ts'

/** 政策: a version of the rules as a document. */
export const policyWeb: ModuleWeb = {
  name: 'policy',
  menu: [
    {
      group: 'policy',
      path: '/policy',
      title: { zh: '政策包', en: 'Policy pack' },
      icon: FileTextOutlined,
      roles: [
        'organization-head',
        'organization-officer',
        'discipline-officer',
        'street-officer',
        'department-rater',
        'secretary',
      ],
    },
  ],
  pages: [{ path: '/policy', load: () => import('./versions/web/policy-page.tsx').then((file) => file.PolicyPage) }],
}
