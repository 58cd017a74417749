import {
  CalendarOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  ProfileOutlined,
  ScheduleOutlined,
  StarOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'
import { MERIT_READERS } from './merits/contract.ts'
import { viewers } from './scoring/contract.ts'
import { TASK_READERS } from './tasks/contract.ts'

/** The pages of 评: for now the star rating. */
export const evaluationWeb: ModuleWeb = {
  name: 'evaluation',
  menu: [
    {
      group: 'evaluation',
      path: '/tasks',
      title: { zh: '年度重点任务', en: 'Key tasks' },
      icon: ProfileOutlined,
      roles: TASK_READERS,
    },
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
    {
      group: 'evaluation',
      path: '/star/progress',
      title: { zh: '工作进度', en: 'Progress' },
      icon: ScheduleOutlined,
      roles: viewers,
    },
    {
      group: 'evaluation',
      path: '/star/year',
      title: { zh: '年度星级', en: 'Stars by year' },
      icon: CalendarOutlined,
      roles: viewers,
    },
    {
      group: 'evaluation',
      path: '/star/merits',
      title: { zh: '加分与封顶', en: 'Bonus and caps' },
      icon: TrophyOutlined,
      roles: MERIT_READERS,
    },
    {
      group: 'evaluation',
      path: '/visits',
      title: { zh: '走访记录', en: 'Visits' },
      icon: EnvironmentOutlined,
      roles: [...viewers, 'secretary'],
    },
    {
      group: 'evaluation',
      path: '/burden',
      title: { zh: '负担计', en: 'Burden meter' },
      icon: DashboardOutlined,
      roles: viewers,
    },
  ],
  pages: [
    { path: '/tasks', load: () => import('./tasks/web/tasks-page.tsx').then((file) => file.TasksPage) },
    { path: '/burden', load: () => import('./burden/web/burden-page.tsx').then((file) => file.BurdenPage) },
    { path: '/visits', load: () => import('./visits/web/visits-page.tsx').then((file) => file.VisitsPage) },
    {
      path: '/visits/$community',
      load: () => import('./visits/web/community-visits-page.tsx').then((file) => file.CommunityVisitsPage),
    },
    {
      path: '/visits/$community/record',
      load: () => import('./visits/web/visit-form-page.tsx').then((file) => file.VisitFormPage),
    },
    { path: '/star', load: () => import('./star/web/star-page.tsx').then((file) => file.StarPage) },
    {
      path: '/star/progress',
      load: () => import('./progress/web/progress-page.tsx').then((file) => file.ProgressPage),
    },
    { path: '/star/year', load: () => import('./year/web/year-page.tsx').then((file) => file.YearPage) },
    { path: '/star/merits', load: () => import('./merits/web/merits-page.tsx').then((file) => file.MeritsPage) },
    {
      path: '/star/sheets/$department',
      load: () => import('./scoring/web/sheet-page.tsx').then((file) => file.SheetPage),
    },
  ],
}
