import { Link } from '@tanstack/react-router'
import { ROLES } from '#kernel/access.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listPairs, type Pair } from '../contract.ts'
import { PAIRS_TEXTS } from './pairs-texts.ts'
import './pairs.css'

/** `/pairs`: every act that takes two persons, and where today there is only one. */
export function PairsPage() {
  const t = useText(PAIRS_TEXTS)
  const { data, error, refetch, isFetching } = useRead(listPairs, {})
  const columns = useColumns()
  return (
    <Page title={t('title')} lead={t('lead')}>
      {data && <Staffing staffing={data.staffing} />}
      <RecordTable
        id="work.pairs"
        label={t('label')}
        columns={columns}
        rowKey={({ id }) => id}
        rows={data?.pairs}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        empty={{ title: t('empty') }}
      />
    </Page>
  )
}

function useNames() {
  const t = useText(PAIRS_TEXTS)
  const { language } = useLanguage()
  return (names: readonly string[]) => names.join(language === 'zh' ? '、' : ', ') || t('nobody')
}

function Staffing({ staffing }: { readonly staffing: OutputOf<typeof listPairs>['staffing'] }) {
  const t = useText(PAIRS_TEXTS)
  const join = useNames()
  const { people, technicians, enough } = staffing
  const counts = { people: people.length, technicians: technicians.length }
  return (
    <section className="yz-card yz-staffing" aria-label={t('fewest')}>
      <p>
        {t('fewest')} <Status tone={enough ? 'good' : 'bad'}>{t(enough ? 'enough' : 'notEnough', counts)}</Status>
      </p>
      <p className="yz-help">
        {t('staff', { names: join(people) })} · {t('technicians', { names: join(technicians) })}
      </p>
    </section>
  )
}

function useColumns(): readonly Column<Pair>[] {
  const t = useText(PAIRS_TEXTS)
  const say = useSay()
  return [
    {
      key: 'what',
      title: t('what'),
      width: 190,
      cell: ({ what, note }) => (
        <>
          {say(what)}
          {note && <div className="yz-help">{say(note)}</div>}
        </>
      ),
    },
    { key: 'first', title: t('first'), width: 230, cell: ({ first }) => <Side side={first} /> },
    { key: 'second', title: t('second'), width: 230, cell: ({ second }) => <Side side={second} /> },
    { key: 'standing', title: t('standing'), width: 150, cell: (pair) => <Standing pair={pair} /> },
    { key: 'waiting', title: t('waiting'), width: 210, cell: ({ waiting }) => <Waiting waiting={waiting} /> },
  ]
}

function Side({ side: { roles, people } }: { readonly side: Pair['first'] }) {
  const say = useSay()
  const join = useNames()
  return (
    <>
      {join(people)}
      <div className="yz-help">{roles.map((role) => say(ROLES[role])).join(' / ')}</div>
    </>
  )
}

function Standing({ pair: { gap, alone } }: { readonly pair: Pair }) {
  const t = useText(PAIRS_TEXTS)
  const join = useNames()
  if (gap === 'none') return <Status tone="good">{t('gap-none')}</Status>
  return <Status tone="bad">{t(`gap-${gap}`, { names: join(alone) })}</Status>
}

/** So many are named, the others counted. */
const NAMED = 3

function Waiting({ waiting }: { readonly waiting: Pair['waiting'] }) {
  const t = useText(PAIRS_TEXTS)
  const say = useSay()
  if (!waiting) return <span className="yz-help">{t('hidden')}</span>
  if (waiting.length === 0) return t('nothing')
  return (
    <ul className="yz-pairs-waiting">
      {waiting.slice(0, NAMED).map(({ about, link, by }, index) => (
        <li key={`${link}/${index}`}>
          <Link to={link as never}>{t('by', { about: say(about), by })}</Link>
        </li>
      ))}
      {waiting.length > NAMED && <li className="yz-help">{t('more', { count: waiting.length - NAMED })}</li>}
    </ul>
  )
}
