import { AuditOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

/** The record of acts, for the audit administrator. */
export const auditWeb: ModuleWeb = {
  name: 'audit',
  menu: [
    {
      group: 'system',
      path: '/audit',
      title: { zh: '审计记录', en: 'Audit record' },
      icon: AuditOutlined,
      roles: ['audit-admin'],
    },
  ],
  pages: [{ path: '/audit', load: () => import('./record/web/audit-page.tsx').then((file) => file.AuditPage) }],
}
