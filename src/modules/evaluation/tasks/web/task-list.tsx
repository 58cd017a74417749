import { useRead } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { type ListedTask, listTargets } from '../contract.ts'
import { TaskActs } from './task-acts.tsx'
import type { Listed } from './tasks-page.tsx'
import { TASKS_TEXTS } from './tasks-texts.ts'

type TaskListProps = { readonly year: number; readonly listed: Listed }

/** The year's list; for a secretary with the own community's target beside each task. */
export function TaskList({ year, listed }: TaskListProps) {
  const t = useText(TASKS_TEXTS)
  const { active } = useSession()
  const isSecretary = active.role === 'secretary'
  const { data } = useRead(listTargets, { year }, { enabled: isSecretary })
  const own = new Map(data?.rows[0]?.targets.map(({ task, target }) => [task, target]))
  const columns = useTaskColumns(isSecretary ? own : undefined)
  const isRater = active.role === 'department-rater'
  return (
    <RecordTable
      id={`evaluation.tasks.${isSecretary ? 'own' : 'list'}`}
      label={t('title')}
      columns={columns}
      rowKey={({ id }) => id}
      rows={listed.tasks}
      {...(listed.writable
        ? { actions: (task: ListedTask) => task.endedOn === null && <TaskActs task={task} listed={listed} /> }
        : {})}
      empty={
        isRater
          ? { title: t('noneOwn', { year }), next: t('noneOwnNext') }
          : { title: t('none', { year }), next: listed.most === null ? t('noPolicy') : t('noneNext') }
      }
    />
  )
}

function useTaskColumns(own: ReadonlyMap<string, string | null> | undefined): Column<ListedTask>[] {
  const t = useText(TASKS_TEXTS)
  const say = useSay()
  const ownColumn: Column<ListedTask> = {
    key: 'own',
    title: t('own'),
    width: 220,
    cell: ({ id }) => <span className="yz-wrap">{own?.get(id) ?? <Status tone="idle">{t('notGiven')}</Status>}</span>,
  }
  const dueOf = ({ due, provisional }: ListedTask) => (due && provisional ? t('provisional', { due }) : (due ?? '—'))
  const dueColumn: Column<ListedTask> = { key: 'due', title: t('due'), width: 110, cell: dueOf }
  return [
    { key: 'measure', title: t('measure'), width: 240, cell: (task) => <Measure task={task} /> },
    ...(own ? [ownColumn] : []),
    { key: 'target', title: t('target'), width: 210, cell: ({ target }) => <span className="yz-wrap">{target}</span> },
    { key: 'org', title: t('org'), width: 140, cell: ({ orgName }) => say(orgName) },
    {
      key: 'document',
      title: t('document'),
      width: 150,
      cell: ({ document }) => <span className="yz-wrap">{document ?? '—'}</span>,
    },
    // The street's day, not the community's.
    ...(own ? [] : [dueColumn]),
    { key: 'state', title: t('state'), width: 100, cell: (task) => <State task={task} /> },
  ]
}

function Measure({ task }: { readonly task: ListedTask }) {
  const say = useSay()
  return (
    <span className="yz-wrap">
      <span className="yz-task-code">{task.code}</span> {say(task)}
    </span>
  )
}

function State({ task: { endedOn, endReason } }: { readonly task: ListedTask }) {
  const t = useText(TASKS_TEXTS)
  if (endedOn === null) return <Status tone="info">{t('inForce')}</Status>
  return (
    <span className="yz-wrap">
      <Status tone="idle">{t('ended', { date: endedOn, reason: endReason ?? '' })}</Status>
    </span>
  )
}
