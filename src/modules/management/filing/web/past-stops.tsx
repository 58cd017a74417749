import { Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import type { FullCase } from './case-acts.tsx'
import { FILING_TEXTS } from './filing-texts.ts'

type Stop = FullCase['stops'][number]

/** Stops that have ended: why discipline stopped the case, and how it went on. */
export function PastStops({ stops }: { readonly stops: readonly Stop[] }) {
  const t = useText(FILING_TEXTS)
  const ended = stops.filter(({ state }) => state !== 'stands')
  if (ended.length === 0) return null
  return (
    <section className="yz-card" aria-label={t('pastStops')}>
      <h2>{t('pastStops')}</h2>
      <ul className="yz-case-lines">
        {ended.map((stop) => (
          <PastStop key={stop.id} stop={stop} />
        ))}
      </ul>
    </section>
  )
}

function PastStop({ stop: { from, until, by, reason, lifted, overruled } }: { readonly stop: Stop }) {
  const t = useText(FILING_TEXTS)
  return (
    <li>
      <p className="yz-help">{t('stopSpan', { from, until, by })}</p>
      <p>{reason}</p>
      {overruled && <Status tone="idle">{t('stopOverruled', overruled)}</Status>}
      {lifted && <Status tone="idle">{t('stopLifted', lifted)}</Status>}
      {!overruled && !lifted && <Status tone="idle">{t('stopLapsed', { until })}</Status>}
    </li>
  )
}
