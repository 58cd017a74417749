import { Status, type Tone } from '#web/kit/states.tsx'
import type { OutputOf } from '#web/endpoint.ts'
import { useText } from '#web/language/language.tsx'
import type { Phase } from '../../cycle/rules.ts'
import type { getProgress } from '../contract.ts'
import { PROGRESS_TEXTS } from './progress-texts.ts'

type Row = OutputOf<typeof getProgress>['phases'][number]

const WHO = {
  opening: 'whoOrganization',
  sheets: 'whoDepartments',
  merits: 'whoBoth',
  visits: 'whoStreets',
  targets: 'whoStreets',
  totalling: 'whoOrganization',
  proposals: 'whoStreets',
  check: 'whoOrganization',
  notice: 'whoResidents',
  confirmation: 'whoOrganization',
  feedback: 'whoFeedback',
} as const satisfies Readonly<Record<Phase, string>>

/** The phases of the half-year: a line each, two on a phone. */
export function Calendar({ phases }: { readonly phases: readonly Row[] }) {
  const t = useText(PROGRESS_TEXTS)
  return (
    <section className="yz-card yz-calendar" aria-label={t('calendar')}>
      <h2>{t('calendar')}</h2>
      <ol>
        {phases.map((phase) => (
          <li key={phase.code}>
            <strong>{t(phase.code)}</strong>
            <span className="yz-calendar-who">{t(WHO[phase.code])}</span>
            <Dates phase={phase} />
            <State phase={phase} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Dates({ phase: { from, to, provisional } }: { readonly phase: Row }) {
  const t = useText(PROGRESS_TEXTS)
  if (from === null) return <span className="yz-help">{t('waits')}</span>
  return (
    <span className="yz-calendar-dates">
      <time dateTime={from}>{from}</time>
      {to !== from && (
        <>
          {' – '}
          {to === null ? t('paused') : <time dateTime={to}>{to}</time>}
        </>
      )}
      {provisional && <small title={t('provisionalWhy')}> {t('provisional')}</small>}
    </span>
  )
}

const TONES: Readonly<Record<Row['state'], Tone>> = {
  ahead: 'idle',
  running: 'info',
  late: 'bad',
  done: 'good',
  over: 'idle',
}

function State({ phase: { state, days, doneOn } }: { readonly phase: Row }) {
  const t = useText(PROGRESS_TEXTS)
  const words =
    state === 'late' && days !== null
      ? t('late', { days: -days })
      : state === 'running' && days === 0
        ? t('runningToday')
        : state === 'running' && days !== null
          ? t('runningLeft', { days })
          : state === 'done' && doneOn !== null
            ? t('doneOn', { date: doneOn })
            : t(state)
  return <Status tone={TONES[state]}>{words}</Status>
}
