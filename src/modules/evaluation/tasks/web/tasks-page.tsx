import { Segmented, Select } from 'antd'
import type { Role } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { ListImport } from '#web/kit/list-import.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import type { OutputOf } from '#web/endpoint.ts'
import { listTasks, TARGET_READERS, TARGET_WRITERS, targetEndpoints } from '../contract.ts'
import { AddTask } from './task-acts.tsx'
import { TaskList } from './task-list.tsx'
import { TargetsView } from './targets-view.tsx'
import { TASKS_TEXTS } from './tasks-texts.ts'
import './tasks.css'

export type Listed = OutputOf<typeof listTasks>

const VIEWS = ['list', 'targets', 'excel'] as const
type View = (typeof VIEWS)[number]

const isOneOf = (roles: readonly Role[], role: Role): boolean => roles.includes(role)

/** A secretary reads the own targets in the list; a department has no part in targets. */
function viewsOf(role: Role): readonly View[] {
  if (isOneOf(TARGET_WRITERS, role)) return VIEWS
  return role !== 'secretary' && isOneOf(TARGET_READERS, role) ? ['list', 'targets'] : ['list']
}

/** `/tasks`: the key tasks of a year, and what communities have to reach for them. */
export function TasksPage() {
  const t = useText(TASKS_TEXTS)
  const { active, today } = useSession()
  const [parameters, change] = useParameters()
  const current = Number(today.slice(0, 4))
  const year = Number(parameters['year']) || current
  const views = viewsOf(active.role)
  const view = views.find((one) => one === parameters['view']) ?? 'list'
  const { data, error, refetch } = useRead(listTasks, { year })
  const listed = data?.tasks.every((task) => task.year === year) ? data : undefined
  return (
    <Page
      title={t('title')}
      lead={listed && <Lead listed={listed} year={year} />}
      secondary={
        <Select
          aria-label={t('year')}
          value={year}
          options={[current + 1, current, current - 1].map((one) => ({
            value: one,
            label: t('yearOption', { year: one }),
          }))}
          onChange={(next) => change({ year: String(next), street: '' }, { replace: false })}
        />
      }
      primary={listed?.writable && <AddTask year={year} listed={listed} />}
    >
      {views.length > 1 && (
        <Segmented
          aria-label={t('view')}
          className="yz-views yz-task-views"
          value={view}
          onChange={(next) => change({ view: next, batch: '' }, { replace: false })}
          options={views.map((value) => ({ value, label: t(value) }))}
        />
      )}
      {error && !listed && <Failed problem={error} onRetry={() => void refetch()} />}
      {!listed && !error && <Loading />}
      {listed && view === 'list' && <TaskList year={year} listed={listed} />}
      {listed && view === 'targets' && <TargetsView year={year} tasks={listed.tasks} />}
      {view === 'excel' && (
        <ListImport endpoints={targetEndpoints} wanted={t('wanted')} next={<ToTargets year={year} />} />
      )}
    </Page>
  )
}

function ToTargets({ year }: { readonly year: number }) {
  const t = useText(TASKS_TEXTS)
  const [, change] = useParameters()
  return (
    <button
      type="button"
      className="yz-link"
      onClick={() => change({ year: String(year), view: 'targets', batch: '' }, { replace: false })}
    >
      {t('toTargets')}
    </button>
  )
}

function Lead({ listed, year }: { readonly listed: Listed; readonly year: number }) {
  const t = useText(TASKS_TEXTS)
  const count = listed.tasks.filter(({ endedOn }) => endedOn === null).length
  const { most, writable, needsDocument } = listed
  if (!writable || most === null) return <>{t('leadPlain', { year, count })}</>
  return (
    <>
      {t('lead', { year, count, most })}
      {needsDocument && ` ${t('afterFree')}`}
    </>
  )
}
