import { App, Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import type { Person } from '../../people/contract.ts'
import { dotted } from '../../people/web/person-values.ts'
import { type Gap, getResume, type Period, removePeriod } from '../contract.ts'
import { PeriodDialog } from './period-dialog.tsx'
import { RESUME_TEXTS } from './resume-texts.ts'
import './resume.css'

/** 简历: periods by month, what overlaps and what is missing, and the text as the approval form has it. */
export function ResumeTab({ person }: { readonly person: Person }) {
  const t = useText(RESUME_TEXTS)
  const { data, error, refetch, isFetching } = useRead(getResume, { person: person.id })
  const [open, setOpen] = useState<Period | 'new'>()
  const add = person.mayChange && <Button onClick={() => setOpen('new')}>{t('add')}</Button>
  const isEmpty = data?.periods.length === 0
  return (
    <>
      {data && data.gaps.length > 0 && <Gaps gaps={data.gaps} />}
      <RecordTable
        id="registry.resume"
        label={t('resume')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rows={data?.periods}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        toolbar={!isEmpty && add}
        {...(person.mayChange ? { onOpen: setOpen, actions: (period: Period) => <Remove period={period} /> } : {})}
        empty={{ title: t('empty'), next: t('emptyNext'), action: add }}
      />
      {data && !isEmpty && <FormText text={data.text} />}
      {open && (
        <PeriodDialog
          person={person.id}
          birth={person.birth}
          period={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

function useColumns(): readonly Column<Period>[] {
  const t = useText(RESUME_TEXTS)
  return [
    { key: 'from', title: t('from'), width: 90, cell: ({ from }) => dotted(from) },
    { key: 'until', title: t('until'), width: 90, cell: ({ until }) => (until === null ? t('now') : dotted(until)) },
    { key: 'organisation', title: t('organisation'), cell: ({ organisation }) => organisation },
    { key: 'post', title: t('post'), cell: ({ post }) => post },
    { key: 'kind', title: t('kind'), width: 100, cell: ({ kind }) => t(kind) },
    {
      key: 'note',
      title: t('note'),
      cell: ({ note, overlaps }) => (
        <span className="yz-resume-note">
          {overlaps && <Status tone="warn">{t('overlaps')}</Status>}
          {note}
        </span>
      ),
    },
  ]
}

function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const t = useText(RESUME_TEXTS)
  return (
    <div className="yz-card yz-resume-gaps">
      <Status tone="warn">{t('gaps', { count: gaps.length })}</Status>
      <ul>
        {gaps.map(({ from, until, months }) => (
          <li key={from}>{t('gapOf', { from: dotted(from), to: dotted(until), months })}</li>
        ))}
      </ul>
    </div>
  )
}

function Remove({ period: { id, version, from, until, organisation } }: { readonly period: Period }) {
  const t = useText(RESUME_TEXTS)
  const remove = useWrite(removePeriod, { touches: ['resume.getResume', 'people.getPerson'] })
  const span = { from: dotted(from), until: until === null ? t('now') : dotted(until) }
  return (
    <ConfirmButton
      label={t('remove')}
      title={t('removeTitle')}
      consequence={t('removeWhat', { ...span, organisation })}
      confirm={t('remove')}
      isDestructive
      onConfirm={() => remove.mutateAsync({ id, version })}
    />
  )
}

function FormText({ text }: { readonly text: string }) {
  const t = useText(RESUME_TEXTS)
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    void message.success(t('copied'))
  }
  return (
    <section className="yz-card yz-resume-text">
      <header>
        <h2>{t('text')}</h2>
        {/* Browsers lend the clipboard to safe addresses only; elsewhere the text is selected by hand. */}
        {window.isSecureContext && <Button onClick={() => void copy()}>{t('copy')}</Button>}
      </header>
      <pre tabIndex={0}>{text}</pre>
    </section>
  )
}
