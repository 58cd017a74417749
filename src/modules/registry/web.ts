import { ApartmentOutlined, BankOutlined, HomeOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'

export { listDivisions } from './divisions/contract.ts'

const READERS = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'street-officer',
  'system-admin',
] as const

/** 基础: communities, divisions, organisations and their duties. */
export const registryWeb: ModuleWeb = {
  name: 'registry',
  menu: [
    {
      group: 'registry',
      path: '/registry',
      title: { zh: '社区', en: 'Communities' },
      icon: HomeOutlined,
      roles: READERS,
    },
    {
      group: 'registry',
      path: '/registry/divisions',
      title: { zh: '区划', en: 'Divisions' },
      icon: ApartmentOutlined,
      roles: READERS,
    },
    {
      group: 'registry',
      path: '/registry/organisations',
      title: { zh: '机构与职责', en: 'Organisations and duties' },
      icon: BankOutlined,
      roles: [...READERS, 'security-admin'],
    },
  ],
  pages: [
    {
      path: '/registry',
      load: () => import('./communities/web/communities-page.tsx').then((file) => file.CommunitiesPage),
    },
    {
      path: '/registry/divisions',
      load: () => import('./divisions/web/divisions-page.tsx').then((file) => file.DivisionsPage),
    },
    {
      path: '/registry/organisations',
      load: () => import('./organisations/web/organisations-page.tsx').then((file) => file.OrganisationsPage),
    },
  ],
}
