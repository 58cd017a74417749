import {
  ApartmentOutlined,
  BankOutlined,
  FieldTimeOutlined,
  FileExcelOutlined,
  FlagOutlined,
  HistoryOutlined,
  HomeOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'
import { useHits } from './search/web/use-hits.ts'
import { PEOPLE_READERS } from './people/contract.ts'
import { historyImport } from './history/contract.ts'
import { POST_READERS } from './posts/contract.ts'
import { rosterImport } from './roster/contract.ts'

export { listDivisions } from './divisions/contract.ts'
export { listOrganisations } from './organisations/contract.ts'

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
  useHits,
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
      path: '/registry/people',
      title: { zh: '人员', en: 'People' },
      icon: TeamOutlined,
      roles: PEOPLE_READERS,
    },
    {
      group: 'registry',
      path: '/registry/roster',
      title: { zh: '花名册', en: 'Roster' },
      icon: FileExcelOutlined,
      roles: rosterImport.who,
    },
    {
      group: 'registry',
      path: '/registry/history',
      title: { zh: '历史导入', en: 'Past records' },
      icon: HistoryOutlined,
      roles: historyImport.who,
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
    {
      group: 'registry',
      path: '/registry/vacancies',
      title: { zh: '岗位空缺', en: 'Vacancies' },
      icon: FieldTimeOutlined,
      roles: POST_READERS,
    },
    {
      group: 'registry',
      path: '/registry/going-live',
      title: { zh: '正式启用', en: 'Going live' },
      icon: FlagOutlined,
      roles: ['organization-head', 'organization-officer', 'discipline-officer'],
    },
  ],
  pages: [
    {
      path: '/registry/people',
      load: () => import('./people/web/people-page.tsx').then((file) => file.PeoplePage),
    },
    {
      path: '/registry/people/duplicates',
      load: () => import('./duplicates/web/duplicates-page.tsx').then((file) => file.DuplicatesPage),
    },
    {
      path: '/registry/people/$id',
      load: () => import('./people/web/person-page.tsx').then((file) => file.PersonPage),
    },
    {
      path: '/registry/communities/$id',
      load: () => import('./posts/web/community-page.tsx').then((file) => file.CommunityPage),
    },
    {
      path: '/registry/roster',
      load: () => import('./roster/web/roster-page.tsx').then((file) => file.RosterPage),
    },
    {
      path: '/registry/history',
      load: () => import('./history/web/history-page.tsx').then((file) => file.HistoryPage),
    },
    {
      path: '/registry/vacancies',
      load: () => import('./posts/web/vacancies-page.tsx').then((file) => file.VacanciesPage),
    },
    {
      path: '/registry/going-live',
      load: () => import('./posts/web/going-live-page.tsx').then((file) => file.GoingLivePage),
    },
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
