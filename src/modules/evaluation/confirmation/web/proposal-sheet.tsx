import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useParameters } from '#web/address.ts'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Stars } from '#web/kit/figure.tsx'
import { Field } from '#web/kit/form.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { levelOf } from '../../star/web/levels.ts'
import { capWords } from '../cap-words.ts'
import { type Candidate, listCandidates, type ProposingStreet, proposeStars } from '../contract.ts'
import { STAGES_TOUCHED } from './stages-touched.ts'
import { SHEET_TEXTS } from './stage-texts.ts'

type Sheet = OutputOf<typeof listCandidates>
type Choice = { readonly grade?: string; readonly reason?: string }
type Choices = Readonly<Record<string, Choice>>

type Props = { readonly period: string; readonly round: number; readonly street: ProposingStreet }

/** One street's sheet: what the rules give, what the street proposes, and why where it is less. */
export function ProposalSheet({ period, round, street }: Props) {
  const { data, error, refetch } = useRead(listCandidates, { period, street: street.street })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <Filled period={period} round={round} street={street} sheet={data} />
}

function Filled({ period, round, street, sheet }: Props & { readonly sheet: Sheet }) {
  const t = useText(SHEET_TEXTS)
  const [, change] = useParameters()
  const [choices, setChoices] = useState<Choices>({})
  const choose = (community: string, choice: Choice) =>
    setChoices((all) => ({ ...all, [community]: { ...all[community], ...choice } }))
  return (
    <>
      <RecordTable
        id="evaluation.candidates"
        label={t('title', { street: street.name })}
        columns={useColumns(sheet, choices, choose)}
        rowKey={({ community }) => community}
        rows={sheet.candidates}
        toolbar={
          <>
            <Button onClick={() => change({ proposal: '' }, { replace: false })}>{t('back')}</Button>
            <h2>{t('title', { street: street.name })}</h2>
          </>
        }
        empty={{ title: t('none') }}
      />
      {sheet.mayPropose && <Submit period={period} round={round} street={street} sheet={sheet} choices={choices} />}
    </>
  )
}

const gradeOf = (row: Candidate, choices: Choices): string | null =>
  choices[row.community]?.grade ?? row.proposed ?? row.suggested

const reasonOf = (row: Candidate, choices: Choices): string => choices[row.community]?.reason ?? row.reason ?? ''

function useColumns(sheet: Sheet, choices: Choices, choose: Choose): readonly Column<Candidate>[] {
  const t = useText(SHEET_TEXTS)
  const say = useSay()
  const titleOf = (grade: string) => (sheet.titles[grade] ? say(sheet.titles[grade]) : grade)
  const isOpen = (row: Candidate) => sheet.mayPropose && !row.deferred && !row.noticed && row.given !== null
  const possible = (given: string | null) => sheet.grades.slice(given ? sheet.grades.indexOf(given) : 0)
  return [
    { key: 'name', title: t('community'), width: 140, cell: ({ name }) => name },
    { key: 'total', title: t('total'), width: 80, align: 'end', cell: ({ total }) => total ?? '—' },
    { key: 'given', title: t('given'), width: 120, cell: ({ given }) => <Stars count={levelOf(given)} /> },
    {
      key: 'star',
      title: t('star'),
      width: 130,
      cell: (row) =>
        isOpen(row) ? (
          <Select
            aria-label={`${row.name} ${t('star')}`}
            size="small"
            className="yz-fill"
            value={gradeOf(row, choices)}
            onChange={(grade) => choose(row.community, { grade })}
            options={possible(row.given).map((value) => ({ value, label: titleOf(value) }))}
          />
        ) : (
          <Stars count={levelOf(row.deferred ? null : gradeOf(row, choices))} />
        ),
    },
    {
      key: 'reason',
      title: t('reason'),
      width: 220,
      cell: (row) =>
        isOpen(row) && gradeOf(row, choices) !== row.given ? (
          <Reason row={row} choices={choices} choose={choose} />
        ) : (
          row.reason
        ),
    },
    { key: 'marks', title: t('marks'), width: 260, cell: (row) => <Marks row={row} titles={sheet.titles} /> },
  ]
}

type Choose = (community: string, choice: Choice) => void

function Reason({
  row,
  choices,
  choose,
}: {
  readonly row: Candidate
  readonly choices: Choices
  readonly choose: Choose
}) {
  const t = useText(SHEET_TEXTS)
  return (
    <Input
      aria-label={`${row.name} ${t('reason')}`}
      size="small"
      placeholder={t('reasonHint')}
      value={reasonOf(row, choices)}
      onChange={({ target }) => choose(row.community, { reason: target.value })}
    />
  )
}

function Marks({ row, titles }: { readonly row: Candidate; readonly titles: Sheet['titles'] }) {
  const t = useText(SHEET_TEXTS)
  const say = useSay()
  return (
    <span className="yz-marks">
      {row.deferred && <Status tone="warn">{t('deferred')}</Status>}
      {row.confirmedOn && <Status tone="good">{t('confirmed', { date: row.confirmedOn })}</Status>}
      {row.noticed && !row.confirmedOn && <Status tone="info">{t('noticed')}</Status>}
      {row.caps.map((cap) => (
        <Status key={cap.rule} tone="warn">
          {say(capWords(cap, titles))}
        </Status>
      ))}
      {row.tied && <Status tone="warn">{t('tied')}</Status>}
      {!row.tied && row.suggested !== row.given && <Status tone="warn">{t('quota')}</Status>}
      {row.edge && <Status tone="info">{t('edge')}</Status>}
      {row.silent > 0 && <Status tone="warn">{t('silent', { count: row.silent })}</Status>}
    </span>
  )
}

function Submit({
  period,
  round,
  street,
  sheet,
  choices,
}: Props & { readonly sheet: Sheet; readonly choices: Choices }) {
  const t = useText(SHEET_TEXTS)
  const [document, setDocument] = useState('')
  const propose = useWrite(proposeStars, { touches: [...STAGES_TOUCHED.touches, 'confirmation.listCandidates'] })
  const stars = sheet.candidates.flatMap((row) => {
    const grade = gradeOf(row, choices)
    const reason = reasonOf(row, choices).trim()
    if (row.deferred || row.noticed || !grade) return []
    return [{ community: row.community, grade, ...(grade !== row.given && reason ? { reason } : {}) }]
  })
  const submit = async () => {
    if (!document.trim()) throw new Error(t('missing'))
    await propose.mutateAsync({ period, round, street: street.street, document, stars })
  }
  return (
    <div className="yz-proposal-foot">
      <Field label={t('document')} required>
        {(aria) => <Input {...aria} value={document} onChange={({ target }) => setDocument(target.value)} />}
      </Field>
      <ConfirmButton
        isPrimary
        label={t('submit')}
        title={t('submit')}
        confirm={t('submit')}
        isDisabled={!document.trim()}
        consequence={t('consequence')}
        onConfirm={submit}
      />
    </div>
  )
}
