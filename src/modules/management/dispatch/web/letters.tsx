import { SearchOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { Status } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { PrintLetters } from '../../papers/web/print-menu.tsx'
import { type Dispatch, listDispatches, openDispatch } from '../contract.ts'
import { sameNumber } from '../rules.ts'
import { LetterDrawer } from './letter-drawer.tsx'
import { LETTER_TEXTS } from './letter-texts.ts'
import { OpenLetter } from './open-letter.tsx'
import './letters.css'

/** 函询与登记: what went out under a number, and how far its reply is. */
export function Letters() {
  const t = useText(LETTER_TEXTS)
  const may = useMay()
  const { data, error, isFetching, refetch } = useRead(listDispatches, {})
  const [{ letter = '' }, change] = useParameters()
  const [isOpening, setOpening] = useState(false)
  const open = (dispatch: string) => change({ letter: dispatch })
  const columns = useColumns()
  const waiting = (data?.dispatches ?? []).filter(({ state }) => state === 'waiting').map(({ id }) => id)
  return (
    <>
      <div className="yz-letter-bar">
        <Find dispatches={data?.dispatches} onFound={open} />
        <PrintLetters dispatches={waiting} />
        {may(openDispatch) && (
          <Button type="primary" disabled={!data} onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )}
      </div>
      <LateLetters dispatches={data?.dispatches ?? []} />
      <RecordTable
        id="review.letters"
        label={t('table')}
        columns={columns}
        rowKey={({ id }) => id}
        rows={data?.dispatches}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        onOpen={({ id }) => open(id)}
        openKey={letter}
        empty={{ title: t('none'), next: t('noneNext') }}
      />
      {isOpening && data && (
        <OpenLetter
          departments={data.departments}
          onDone={(id) => {
            setOpening(false)
            open(id)
          }}
          onClose={() => setOpening(false)}
        />
      )}
      <LetterDrawer letter={data?.dispatches.find(({ id }) => id === letter)} onClose={() => open('')} />
    </>
  )
}

type FindProps = { readonly dispatches: readonly Dispatch[] | undefined; readonly onFound: (dispatch: string) => void }

/** A scanner types the number and Enter. */
function Find({ dispatches, onFound }: FindProps) {
  const t = useText(LETTER_TEXTS)
  const [number, setNumber] = useState('')
  const [missed, setMissed] = useState('')
  const find = () => {
    const found = dispatches?.find((one) => one.number === sameNumber(number))
    setMissed(found || !number.trim() ? '' : number)
    if (found) onFound(found.id)
  }
  return (
    <>
      <Input
        allowClear
        // Before the list is there every number would be unknown.
        disabled={!dispatches}
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('find')}
        placeholder={t('find')}
        value={number}
        status={missed ? 'error' : ''}
        onChange={({ target }) => setNumber(target.value)}
        onPressEnter={find}
      />
      {missed && (
        <span role="alert" className="yz-error">
          {t('notFound', { number: missed })}
        </span>
      )}
    </>
  )
}

function useColumns(): readonly Column<Dispatch>[] {
  const t = useText(LETTER_TEXTS)
  const say = useSay()
  return [
    { key: 'number', title: t('number'), width: 190, cell: ({ number }) => number, titlesCard: true },
    { key: 'department', title: t('department'), cell: ({ departmentName }) => say(departmentName) },
    {
      key: 'people',
      title: t('people'),
      align: 'end',
      cell: ({ people, left }) => (left > 0 && left < people ? t('peopleLeft', { people, left }) : people),
    },
    { key: 'sent', title: t('sent'), cell: ({ openedOn }) => openedOn },
    { key: 'due', title: t('due'), cell: ({ dueOn }) => dueOn },
    { key: 'state', title: t('state'), cell: (row) => <LetterState letter={row} /> },
  ]
}

const TONES = { waiting: 'idle', second: 'warn', answered: 'good', closed: 'idle' } as const

export function LetterState({ letter: { state, late, registration } }: { readonly letter: Dispatch }) {
  const t = useText(LETTER_TEXTS)
  return (
    <>
      <Status tone={late ? 'bad' : TONES[state]}>{late ? t('late') : t(`state-${state}`)}</Status>
      {registration && (
        <span className="yz-help"> {t('registeredBy', { by: registration.by, on: registration.on })}</span>
      )}
    </>
  )
}

/** Who is late, and the words to urge them: units, count, day; no names of people (rulings D4). */
function LateLetters({ dispatches }: { readonly dispatches: readonly Dispatch[] }) {
  const t = useText(LETTER_TEXTS)
  const say = useSay()
  const { active, today } = useSession()
  const late = dispatches.filter((one) => one.late)
  if (late.length === 0) return null
  const lines = late.map(({ number: letter, departmentName, left, dueOn }, index) =>
    t('reminderLine', { number: index + 1, name: say(departmentName), letter, people: left, due: dueOn }),
  )
  const text = [t('reminder'), '', ...lines, '', t('reminderEnd'), say(active.organisation), today].join('\n')
  return (
    <section className="yz-card yz-review-late" aria-label={t('late')}>
      <Status tone="bad">{t('lateCount', { count: late.length })}</Status>
      <CopyReminder isLabelled text={text} />
    </section>
  )
}
