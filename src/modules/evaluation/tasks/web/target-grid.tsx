import { useSay, useText } from '#web/language/language.tsx'
import { useNarrow } from '#web/narrow.ts'
import type { ListedTask } from '../contract.ts'
import { FillGaps } from './fill-gaps.tsx'
import { TargetCell } from './target-cell.tsx'
import { missingIn, type TargetRow } from './target-rows.ts'
import { TASKS_TEXTS } from './tasks-texts.ts'

export type GridProps = {
  readonly year: number
  /** In force. */
  readonly tasks: readonly ListedTask[]
  /** Of one street. */
  readonly rows: readonly TargetRow[]
  readonly isWritable: boolean
}

/** A street's communities × tasks: a table, on a phone a card per community. */
export function TargetGrid(props: GridProps) {
  const { year, rows, tasks, isWritable } = props
  const t = useText(TASKS_TEXTS)
  const isNarrow = useNarrow()
  const label = t('grid', { street: rows[0]?.streetName ?? '', year })
  const all = rows.length * tasks.length
  const given = all - rows.reduce((sum, row) => sum + missingIn(row, tasks).length, 0)
  return (
    <section className="yz-card yz-targets" aria-label={label}>
      <div className="yz-toolbar">
        <h2>{label}</h2>
        <span className="yz-help">{t('given', { given, all })}</span>
      </div>
      {isWritable && <p className="yz-help yz-targets-help">{t('gridHelp')}</p>}
      {isNarrow ? <Cards {...props} /> : <Table {...props} label={label} />}
    </section>
  )
}

function Table({ tasks, rows, isWritable, label }: GridProps & { readonly label: string }) {
  const t = useText(TASKS_TEXTS)
  return (
    <section className="yz-scroll" aria-label={label} tabIndex={0}>
      <table className="yz-table yz-target-table">
        <thead>
          <tr>
            <th scope="col">{t('community')}</th>
            {tasks.map((task) => (
              <th key={task.id} scope="col">
                <TaskHead task={task} />
                {isWritable && <FillGaps task={task} rows={rows} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.community}>
              <th scope="row">{row.name}</th>
              {tasks.map((task) => (
                <td key={task.id}>
                  <TargetCell task={task} row={row} below={rows[index + 1]} isWritable={isWritable} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TaskHead({ task }: { readonly task: ListedTask }) {
  const say = useSay()
  return (
    <span className="yz-task-head" title={task.target}>
      <span className="yz-task-code">{task.code}</span> {say(task)}
    </span>
  )
}

/** On a phone: one community at a time, all of its tasks beneath each other. */
function Cards({ tasks, rows, isWritable }: GridProps) {
  const t = useText(TASKS_TEXTS)
  return (
    <div className="yz-target-cards">
      {rows.map((row, index) => (
        <details key={row.community} open={rows.length === 1}>
          <summary>
            {row.name}
            <span className="yz-help">
              {t('given', { given: tasks.length - missingIn(row, tasks).length, all: tasks.length })}
            </span>
          </summary>
          <dl>
            {tasks.map((task) => (
              <div key={task.id}>
                <dt>
                  <TaskHead task={task} />
                </dt>
                <dd>
                  <TargetCell task={task} row={row} below={rows[index + 1]} isWritable={isWritable} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </div>
  )
}
