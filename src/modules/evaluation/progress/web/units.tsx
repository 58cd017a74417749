import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { daysLeft } from '#web/format.ts'
import { Status, type Tone } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { ASKED, type Part, type Unit, type Urged } from '../contract.ts'
import { missingParts } from '../reminder.ts'
import { PROGRESS_TEXTS } from './progress-texts.ts'

type UnitsProps = {
  readonly kind: Urged
  readonly units: readonly Unit[]
  readonly onlyMissing: boolean
  /** 催办文字 for one unit; undefined: it lacks nothing. */
  readonly reminderOf: (unit: Unit) => string | undefined
}

const SIZE = 100

/** Units of one kind × what is asked of them, in official order. */
export function Units({ kind, units, onlyMissing, reminderOf }: UnitsProps) {
  const t = useText(PROGRESS_TEXTS)
  const [page, setPage] = useState(0)
  const late = units.filter((unit) => missingParts(unit).length > 0)
  const rows = onlyMissing ? late : units
  const start = Math.min(page, Math.floor(Math.max(0, rows.length - 1) / SIZE)) * SIZE
  const after = start + SIZE
  return (
    <RecordTable
      id={`evaluation.progress.${kind}`}
      label={t(kind)}
      columns={useColumns(kind)}
      rowKey={({ code }) => code}
      rows={rows.slice(start, after)}
      toolbar={
        <>
          <h2>{t(kind)}</h2>
          <span className="yz-help">{t('unfinished', { late: late.length, all: units.length })}</span>
        </>
      }
      {...(rows.length > SIZE
        ? {
            pages: {
              size: SIZE,
              total: rows.length,
              onPrevious: start > 0 ? () => setPage(start / SIZE - 1) : undefined,
              onNext: rows.length > after ? () => setPage(start / SIZE + 1) : undefined,
            },
          }
        : {})}
      actions={(unit) => <Urge text={reminderOf(unit)} />}
      empty={units.length === 0 ? { title: t('noUnits') } : { title: t('nothing'), next: t('nothingNext') }}
    />
  )
}

const Urge = ({ text }: { readonly text: string | undefined }) => (text ? <CopyReminder text={text} /> : null)

function useColumns(kind: Urged): readonly Column<Unit>[] {
  const t = useText(PROGRESS_TEXTS)
  const say = useSay()
  const asked = ASKED[kind].map((code): Column<Unit> => ({
    key: code,
    title: t(`part_${code}`),
    width: WIDTHS[code],
    cell: ({ parts }) => <PartCell part={parts.find((one) => one.code === code)} />,
  }))
  return [{ key: 'unit', title: t('unit'), width: 170, cell: ({ name }) => say(name) }, ...asked]
}

const WIDTHS = { sheet: 560, method: 200, targets: 230, visits: 200, proposal: 160 } as const

type DistrictProps = { readonly units: readonly Unit[]; readonly onlyMissing: boolean }

/** What the organization department itself still has to do: a line each. */
export function DistrictParts({ units, onlyMissing }: DistrictProps) {
  const t = useText(PROGRESS_TEXTS)
  const parts = units.filter(({ kind }) => kind === 'district').flatMap((unit) => unit.parts)
  return (
    <RecordTable
      id="evaluation.progress.district"
      label={t('district')}
      columns={[
        { key: 'item', title: t('item'), width: 170, cell: ({ code }) => t(`part_${code}`) },
        { key: 'standing', title: t('standing'), width: 560, cell: (part) => <PartCell part={part} /> },
      ]}
      rowKey={({ code }) => code}
      rows={onlyMissing ? parts.filter(({ state }) => state === 'missing') : parts}
      toolbar={<h2>{t('district')}</h2>}
      empty={{ title: t('nothing') }}
    />
  )
}

const TONES: Readonly<Record<Part['state'], Tone>> = { missing: 'warn', waiting: 'info', done: 'good', none: 'idle' }

/** What is missing in words, and by when; a click leads to where it is done. */
function PartCell({ part }: { readonly part: Part | undefined }) {
  const t = useText(PROGRESS_TEXTS)
  const say = useSay()
  const navigate = useNavigate()
  if (!part) return null
  const { state, words, link, due, days, provisional } = part
  const isLate = state === 'missing' && days !== null && days < 0
  const status = <Status tone={isLate ? 'bad' : TONES[state]}>{say(words)}</Status>
  if (state === 'done' || state === 'none') return <span className="yz-part">{status}</span>
  return (
    <span className="yz-part">
      <Button
        type="link"
        href={link}
        aria-label={t('open', { what: say(words) })}
        onClick={(event) => {
          event.preventDefault()
          void navigate({ href: link } as never)
        }}
      >
        {status}
      </Button>
      {due !== null && days !== null && (
        <small>
          {t('due', { date: due, left: say(daysLeft(days)) })} {provisional && t('provisional')}
        </small>
      )}
    </span>
  )
}
