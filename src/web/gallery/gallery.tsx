import {
  ApartmentOutlined,
  AuditOutlined,
  CarryOutOutlined,
  FileTextOutlined,
  SafetyOutlined,
  StarOutlined,
} from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { MenuEntry, ModuleWeb } from '../module-web.ts'
import { SessionProvider } from '../session.tsx'
import { Shell } from '../shell/shell.tsx'
import { DoorPage, FirstDayPage } from './door-pages.tsx'
import { GridFullPage, GridPage } from './grid-pages.tsx'
import { ExplainedPage } from './explained-page.tsx'
import { ListEmptyPage, ListErrorPage, ListPage } from './list-pages.tsx'
import { PartsPage } from './parts-page.tsx'
import { QueueEmptyPage, QueuePage } from './queue-pages.tsx'
import { SESSION } from './samples.ts'

/** Every kit component, typical, empty, full and with errors: `/gallery/<section>`. Only in Vite's development mode. */
export function Gallery() {
  const { section = 'queue' } = useParams({ strict: false })
  const Outside = OUTSIDE[section]
  const Inside = INSIDE[section] ?? QueuePage
  return (
    <SessionProvider session={SESSION}>
      {Outside ? (
        <Outside />
      ) : (
        <Shell modules={[MODULE]}>
          <Inside key={section} />
        </Shell>
      )}
    </SessionProvider>
  )
}

const OUTSIDE: Readonly<Record<string, ComponentType>> = { 'sign-in': DoorPage, 'set-up': FirstDayPage }

const INSIDE: Readonly<Record<string, ComponentType>> = {
  queue: QueuePage,
  'queue-empty': QueueEmptyPage,
  star: ListPage,
  'star-empty': ListEmptyPage,
  'star-error': ListErrorPage,
  grid: GridPage,
  'grid-full': GridFullPage,
  explained: ExplainedPage,
  parts: PartsPage,
}

function entry(group: MenuEntry['group'], section: string, zh: string, en: string, icon: ComponentType): MenuEntry {
  return { group, path: `/gallery/${section}`, title: { zh, en }, icon }
}

const MODULE: ModuleWeb = {
  name: 'gallery',
  pages: [],
  menu: [
    { ...entry('home', 'queue', '工作台', 'Work queue', CarryOutOutlined), count: 'work' },
    entry('evaluation', 'star', '星级评定', 'Star rating', StarOutlined),
    entry('evaluation', 'grid', '部门赋分', 'Department scores', AuditOutlined),
    entry('policy', 'explained', '政策包', 'Policy pack', FileTextOutlined),
    entry('registry', 'parts', '区划与组织', 'Divisions and organisations', ApartmentOutlined),
    entry('user', 'star-empty', '会话与安全', 'Sessions and security', SafetyOutlined),
  ],
}
