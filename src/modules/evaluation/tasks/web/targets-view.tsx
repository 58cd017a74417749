import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Deadline, Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { type ListedTask, listTargets } from '../contract.ts'
import { TargetGrid } from './target-grid.tsx'
import { isWritable } from '../rules.ts'
import { missingIn, type TargetRow } from './target-rows.ts'
import { TASKS_TEXTS } from './tasks-texts.ts'

type ViewProps = { readonly year: number; readonly tasks: readonly ListedTask[] }

/** Community × task: a street's own to fill in, the district's street by street. */
export function TargetsView({ year, tasks }: ViewProps) {
  const t = useText(TASKS_TEXTS)
  const { active, today } = useSession()
  const { data, error, refetch } = useRead(listTargets, { year })
  const open = tasks.filter(({ endedOn }) => endedOn === null)
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (open.length === 0) {
    return (
      <div className="yz-card">
        <Empty title={t('none', { year })} next={t('noneNext')} />
      </div>
    )
  }
  if (active.role === 'street-officer') {
    return <TargetGrid year={year} tasks={open} rows={data.rows} isWritable={isWritable(year, today)} />
  }
  return <Streets year={year} tasks={open} rows={data.rows} />
}

type Street = {
  readonly code: number
  readonly name: string
  readonly rows: readonly TargetRow[]
  readonly complete: number
  readonly missing: number
  /** The one of them that is due first. */
  readonly first: ListedTask | undefined
}

function streetsOf(rows: readonly TargetRow[], tasks: readonly ListedTask[]): Street[] {
  return [...Map.groupBy(rows, ({ street }) => street)].map(([code, own]) => {
    const missing = own.map((row) => missingIn(row, tasks))
    return {
      code,
      name: own[0]?.streetName ?? '',
      rows: own,
      complete: missing.filter((open) => open.length === 0).length,
      missing: missing.flat().length,
      first: missing.flat().toSorted((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0))[0],
    }
  })
}

/** The district's board: what each street still has to give, and the street that is open beneath. */
function Streets({ year, tasks, rows }: ViewProps & { readonly rows: readonly TargetRow[] }) {
  const t = useText(TASKS_TEXTS)
  const [parameters, change] = useParameters()
  const streets = streetsOf(rows, tasks)
  const open = streets.find(({ code }) => String(code) === parameters['street'])
  const reminder = ({ name, missing, first }: Street) => {
    const facts = { street: name, year, count: missing }
    return first?.due ? t('reminder', { ...facts, due: first.due }) : t('reminderSoon', facts)
  }
  return (
    <>
      <RecordTable
        id="evaluation.tasks.streets"
        label={t('progress')}
        columns={[
          { key: 'street', title: t('street'), width: 160, cell: ({ name }: Street) => name },
          { key: 'complete', title: t('complete'), width: 150, align: 'end', cell: completeOf },
          {
            key: 'missing',
            title: t('missing'),
            width: 120,
            cell: ({ missing }) =>
              missing === 0 ? (
                <Status tone="good">{t('allGiven')}</Status>
              ) : (
                <Status tone="warn">{t('missingCount', { count: missing })}</Status>
              ),
          },
          { key: 'due', title: t('due'), width: 180, cell: dueOf },
        ]}
        rowKey={({ code }) => String(code)}
        rows={streets}
        onOpen={({ code }) => change({ street: String(code) })}
        openKey={open && String(open.code)}
        actions={(street) => street.missing > 0 && <CopyReminder text={reminder(street)} />}
        toolbar={<span className="yz-help">{t('open')}</span>}
        empty={{ title: t('none', { year }) }}
      />
      {open && (
        <div className="yz-open-street">
          <TargetGrid year={year} tasks={tasks} rows={open.rows} isWritable={false} />
        </div>
      )}
    </>
  )
}

function dueOf({ first }: Street) {
  if (!first || first.due === null || first.daysLeft === null) return '—'
  return <Deadline date={first.due} days={first.daysLeft} provisional={first.provisional} />
}

const completeOf = ({ complete, rows }: Street): string => `${complete}/${rows.length}`
