import { useState } from 'react'
import { Button } from 'antd'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { getMatrix } from '../contract.ts'
import { MatrixLegend, MatrixTable } from './matrix-table.tsx'
import { MATRIX_TEXTS } from './matrix-texts.ts'
import { NameReaders } from './name-readers.tsx'
import { ReviewDrawer } from './review-drawer.tsx'
import './review.css'

type Matrix = OutputOf<typeof getMatrix>

/** `/review`: how far the departments are, and what has to be decided. */
export function MatrixPage() {
  const t = useText(MATRIX_TEXTS)
  const [{ filing }, change] = useParameters()
  const { data, error, refetch } = useRead(getMatrix, {})
  const opened = data?.rows.find((row) => row.filing === filing)
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Readers data={data} />
          {data.rows.length === 0 ? (
            <Empty title={t('none')} next={t('noneNext')} />
          ) : (
            <>
              <Late data={data} />
              <MatrixLegend departments={data.departments} rows={data.rows} />
              <MatrixTable {...data} onOpen={(row) => change({ filing: row.filing })} />
            </>
          )}
          <ReviewDrawer row={opened} onClose={() => change({ filing: '' })} />
        </>
      )}
    </Page>
  )
}

function Readers({ data: { readers } }: { readonly data: Matrix }) {
  const t = useText(MATRIX_TEXTS)
  const { active } = useSession()
  const [isOpen, setOpen] = useState(false)
  const names = readers.map(({ name, on }) => t('reader', { name, on }))
  return (
    <div className="yz-card yz-review-late">
      <strong>{t('readers')}</strong>
      {names.length > 0 ? <span>{names.join(' · ')}</span> : <Status tone="warn">{t('noReaders')}</Status>}
      {active.role === 'organization-head' && <Button onClick={() => setOpen(true)}>{t('name')}</Button>}
      {isOpen && <NameReaders onClose={() => setOpen(false)} />}
    </div>
  )
}

/** Departments that are late, with the words to urge them: units, number, day; no names of people (rulings D4). */
function Late({ data: { departments, rows } }: { readonly data: Matrix }) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const late = rows.flatMap(({ cells, dueOn }) =>
    cells.filter(({ state }) => state === 'late').map(({ department }) => ({ department, dueOn })),
  )
  if (late.length === 0) return null
  const codes = new Set(late.map(({ department }) => department))
  const names = departments
    .filter(({ code }) => codes.has(code))
    .map((one) => say(one))
    .join(say({ zh: '、', en: ', ' }))
  const [due = ''] = late.map(({ dueOn }) => dueOn).toSorted()
  return (
    <div className="yz-card yz-review-late">
      <Status tone="bad">{t('late', { names })}</Status>
      <CopyReminder isLabelled text={t('reminder', { names, due, count: late.length })} />
    </div>
  )
}
