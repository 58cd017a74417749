import { useRead } from '#web/api.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { listTasks } from '../contract.ts'
import { TASKS_TEXTS } from './tasks-texts.ts'
import './tasks.css'

/** The year's key tasks that a department answers for, folded; nothing where there are none. */
export function DepartmentTasks({ year, department }: { readonly year: number; readonly department: string }) {
  const t = useText(TASKS_TEXTS)
  const say = useSay()
  const { data } = useRead(listTasks, { year, department })
  const tasks = data?.tasks.filter(({ endedOn }) => endedOn === null) ?? []
  if (tasks.length === 0) return null
  return (
    <details className="yz-card yz-department-tasks">
      <summary>{t('department', { year, count: tasks.length })}</summary>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <strong>
              <span className="yz-task-code">{task.code}</span> {say(task)}
            </strong>
            <span>
              {t('target')}: {task.target}
            </span>
            {task.document && (
              <span className="yz-help">
                {t('document')}: {task.document}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
