import type { ReactNode } from 'react'
import { useParameters } from '#web/address.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status, type Tone } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import type { OutputOf } from '#web/endpoint.ts'
import type { listMerits, Merit, MeritState } from '../contract.ts'
import { MeritActs } from './merit-acts.tsx'
import { MERIT_TEXTS } from './merit-texts.ts'

export type Listed = OutputOf<typeof listMerits>

type MeritTableProps = {
  /** The kind, which also names the list in what a browser remembers. */
  readonly kind: Merit['kind']
  readonly label: string
  readonly listed: Listed
  readonly columns: readonly Column<Merit>[]
  readonly empty: { readonly title: string; readonly next: ReactNode }
  readonly toolbar?: ReactNode
  /** A second list of a page has no filters of its own. */
  readonly isPlain?: boolean
}

/** Entries of one kind, with what may be done with each. */
export function MeritTable({ kind, label, listed, columns, empty, toolbar, isPlain = false }: MeritTableProps) {
  const t = useText(MERIT_TEXTS)
  const [{ state = '', street = '', search = '' }, change] = useParameters()
  const all = listed.merits.filter((merit) => merit.kind === kind)
  const rows = isPlain ? all : all.filter((merit) => matches(merit, { state, street, search }))
  const waiting = rows.filter((merit) => merit.state === 'waiting').length
  const filters = useFilters(listed)
  const isActed = rows.some(({ allowed }) => allowed.length > 0)
  return (
    <RecordTable
      id={`evaluation.merits.${kind}`}
      label={label}
      columns={columns}
      rowKey={({ id }) => id}
      rows={rows}
      {...(isPlain || all.length === 0 ? {} : { filters, filterValues: { state, street, search }, onFilter: change })}
      toolbar={
        <>
          {toolbar}
          <span className="yz-help">{t('count', { count: rows.length, waiting })}</span>
        </>
      }
      {...(isActed ? { actions: (merit: Merit) => <MeritActs merit={merit} /> } : {})}
      empty={all.length > 0 ? { title: t('none'), next: t('noneNext') } : empty}
    />
  )
}

type Wanted = { readonly state: string; readonly street: string; readonly search: string }

function matches(merit: Merit, { state, street, search }: Wanted): boolean {
  const isOf = (state === '' || merit.state === state) && (street === '' || String(merit.street) === street)
  return isOf && [merit.communityName, merit.title, merit.documentNumber].some((text) => text?.includes(search.trim()))
}

const STATES = ['waiting', 'confirmed', 'declined', 'withdrawn'] as const

function useFilters({ merits }: Listed): readonly Filter[] {
  const t = useText(MERIT_TEXTS)
  const streets = [...new Map(merits.map(({ street, streetName }) => [String(street), streetName]))]
  const byStreet: Filter = {
    key: 'street',
    label: t('street'),
    kind: 'choice',
    options: streets.map(([value, label]) => ({ value, label })),
  }
  return [
    { key: 'state', label: t('state'), kind: 'choice', options: STATES.map((value) => ({ value, label: t(value) })) },
    ...(streets.length > 1 ? [byStreet] : []),
    { key: 'search', label: t('search'), kind: 'text' },
  ]
}

/** Two lines in a cell: what it is, and under it what belongs to it. */
export function Lines({ first, under }: { readonly first: ReactNode; readonly under?: ReactNode }) {
  return (
    <span className="yz-merit-lines">
      {first}
      {under && <span className="yz-help">{under}</span>}
    </span>
  )
}

const TONES: Readonly<Record<MeritState, Tone>> = {
  waiting: 'warn',
  confirmed: 'good',
  declined: 'idle',
  withdrawn: 'idle',
}

/** What was done, in the words of a kind: 核准 and 不予核准 for a method. */
type Words = { readonly entered: string; readonly confirmed: string; readonly declined: string }

/** The columns that all kinds have; who entered and who decided in the words of each. */
export function useMeritColumns(words: Words): Readonly<Record<'community' | 'document' | 'progress', Column<Merit>>> {
  const t = useText(MERIT_TEXTS)
  return {
    community: {
      key: 'community',
      title: t('community'),
      width: 130,
      cell: ({ communityName, streetName }) => <Lines first={communityName} under={streetName} />,
    },
    document: {
      key: 'document',
      title: t('document'),
      width: 210,
      cell: ({ documentNumber, documentTitle }) => <Lines first={documentNumber} under={documentTitle} />,
    },
    progress: {
      key: 'progress',
      title: t('state'),
      width: 240,
      cell: (merit) => <Progress merit={merit} words={words} />,
    },
  }
}

/** Where an entry stands: who entered it, who decided what, when and why. */
function Progress({ merit, words }: { readonly merit: Merit; readonly words: Words }) {
  const t = useText(MERIT_TEXTS)
  const { state, enteredBy, enteredOn, decidedBy, decidedOn, decision } = merit
  // A community is not told by whom.
  const line = (what: string, by: string | null, on: string) =>
    by === null ? t('doneOn', { what, on }) : t('done', { what, by, on })
  const decided = { ...words, waiting: '', withdrawn: t('withdraw') }[state]
  return (
    <span className="yz-merit-lines">
      <Status tone={TONES[state]}>{t(state)}</Status>
      <span className="yz-help">{line(words.entered, enteredBy, enteredOn)}</span>
      {decidedOn && <span className="yz-help">{line(decided, decidedBy, decidedOn)}</span>}
      {decision && <span className="yz-help">{t('because', { reason: decision })}</span>}
    </span>
  )
}
