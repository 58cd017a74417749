import { AuditOutlined, EyeOutlined, FieldTimeOutlined, FileProtectOutlined, SolutionOutlined } from '@ant-design/icons'
import type { ModuleWeb } from '#web/module-web.ts'
import { FILING_READERS } from './filing/contract.ts'
import { REVIEW_READERS } from './review/contract.ts'

/** The pages of 管: for now filing and its joint review. */
export const managementWeb: ModuleWeb = {
  name: 'management',
  menu: [
    {
      group: 'management',
      path: '/filing',
      title: { zh: '规范备案', en: 'Filing' },
      icon: FileProtectOutlined,
      roles: FILING_READERS,
    },
    {
      group: 'management',
      path: '/filing/radar',
      title: { zh: '期限雷达', en: 'Radar' },
      icon: FieldTimeOutlined,
      roles: FILING_READERS,
    },
    {
      group: 'management',
      path: '/review',
      title: { zh: '联审进度', en: 'Joint review' },
      icon: AuditOutlined,
      roles: REVIEW_READERS,
    },
    {
      group: 'management',
      path: '/supervision',
      title: { zh: '监督台', en: 'Supervision' },
      icon: EyeOutlined,
      roles: FILING_READERS,
    },
    {
      group: 'management',
      path: '/review/questions',
      title: { zh: '联审答复', en: 'Replies' },
      icon: SolutionOutlined,
      roles: ['department-reviewer'],
    },
  ],
  pages: [
    { path: '/filing', load: () => import('./filing/web/filings-page.tsx').then((file) => file.FilingsPage) },
    {
      path: '/filing/batch',
      load: () => import('./filing/web/batch-motion-page.tsx').then((file) => file.BatchMotionPage),
    },
    { path: '/filing/radar', load: () => import('./radar/web/radar-page.tsx').then((file) => file.RadarPage) },
    { path: '/filing/$filing', load: () => import('./filing/web/filing-page.tsx').then((file) => file.FilingPage) },
    {
      path: '/supervision',
      load: () => import('./supervision/web/supervision-page.tsx').then((file) => file.SupervisionPage),
    },
    {
      path: '/supervision/opinions/$opinion',
      load: () => import('./supervision/web/opinion-page.tsx').then((file) => file.OpinionPage),
    },
    { path: '/review', load: () => import('./review/web/matrix-page.tsx').then((file) => file.MatrixPage) },
    {
      path: '/review/questions',
      load: () => import('./review/web/questions-page.tsx').then((file) => file.QuestionsPage),
    },
  ],
}
