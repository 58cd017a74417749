import { Link } from '@tanstack/react-router'
import { useRead } from '#web/api.ts'
import { Status, type Tone } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { type Cell, getMatrix } from '../../review/contract.ts'
import type { FullCase } from './case-acts.tsx'
import { FILING_TEXTS } from './filing-texts.ts'

const TONES: Readonly<Record<FullCase['review'], Tone>> = {
  none: 'idle',
  'in-review': 'info',
  'may-proceed': 'good',
  deferred: 'warn',
  'not-passed': 'bad',
}

/** The joint review in one word, which is all that a street learns of it (rulings B3); in numbers for those who lead it. */
export function ReviewPart({ data }: { readonly data: FullCase }) {
  const t = useText(FILING_TEXTS)
  const { today } = useSession()
  const may = useMay()
  const { review, validUntil, filing } = data
  return (
    <section className="yz-card" aria-label={t('joint')}>
      <h2>{t('joint')}</h2>
      <p>
        <Status tone={TONES[review]}>{t(review === 'none' ? 'noReview' : review)}</Status>
      </p>
      {validUntil && <p>{t(validUntil < today ? 'expired' : 'valid', { until: validUntil })}</p>}
      {may(getMatrix) && <Progress filing={filing.id} street={filing.street} />}
    </section>
  )
}

const countOf = (cells: readonly Cell[], ...states: readonly Cell['state'][]): number =>
  cells.filter(({ state }) => states.includes(state)).length

function Progress({ filing, street }: { readonly filing: string; readonly street: number }) {
  const t = useText(FILING_TEXTS)
  const row = useReviewRow({ filing, street })
  if (!row) return null
  const { cells } = row
  const [late, found] = [countOf(cells, 'late'), countOf(cells, 'stops')]
  const replied = cells.length - countOf(cells, 'late', 'waiting')
  return (
    <>
      <p>{t('replied', { replied, all: cells.length })}</p>
      {late > 0 && (
        <p>
          <Status tone="bad">{t('late', { count: late })}</Status>
        </p>
      )}
      {found > 0 && (
        <p>
          <Status tone="warn">{t('found', { count: found })}</Status>
        </p>
      )}
      <Link to="/review" search={{ filing }}>
        {t('openReview')}
      </Link>
    </>
  )
}

/** The row of a case in the matrix of the review; none before it was asked and after it was concluded. */
export function useReviewRow({ filing, street }: { readonly filing: string; readonly street: number }) {
  const may = useMay()
  const { data } = useRead(getMatrix, { street }, { enabled: may(getMatrix) })
  return data?.rows.find((row) => row.filing === filing)
}
