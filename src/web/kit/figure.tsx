import type { ReactNode } from 'react'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import './figure.css'

const TEXTS = texts({
  zh: { missing: '缺', explain: '{label} {value}，查看由来', stars: '{count} 星', none: '未评' },
  en: {
    missing: 'missing',
    explain: '{label} {value}, show how it came about',
    stars: '{count} stars',
    none: 'not rated',
  },
})

type FigureProps = {
  /** What it is a figure of, for readers of the screen. */
  readonly label: string
  /** As it is to be read, such as 86.50; null is shown as missing. */
  readonly value: string | null
  readonly unit?: string
  readonly onOpen?: () => void
  readonly size?: 'row' | 'large'
}

/** A number that is a button: it opens its explanation. */
export function Figure({ label, value, unit, onOpen, size = 'row' }: FigureProps) {
  const t = useText(TEXTS)
  const text = value ?? t('missing')
  const className = `yz-figure yz-figure-${size}${value === null ? ' yz-figure-missing' : ''}`
  const body = (
    <>
      {text}
      {unit && value !== null && <span className="yz-unit">{unit}</span>}
    </>
  )
  if (!onOpen) return <span className={className}>{body}</span>
  const open = (event: { stopPropagation: () => void }) => {
    event.stopPropagation()
    onOpen()
  }
  return (
    <button
      type="button"
      className={className}
      onClick={open}
      aria-label={t('explain', { label, value: `${text}${unit ?? ''}` })}
    >
      {body}
    </button>
  )
}

const FIVE = [1, 2, 3, 4, 5] as const
const STAR = 'M8 1.6l1.95 4.05 4.45.6-3.25 3.1.8 4.4L8 11.6l-3.95 2.15.8-4.4L1.6 6.25l4.45-.6z'

/** Five glyphs and the number; null is not rated yet. */
export function Stars({ count, note }: { readonly count: number | null; readonly note?: ReactNode }) {
  const t = useText(TEXTS)
  const label = count === null ? t('none') : t('stars', { count })
  return (
    <span className="yz-stars">
      <span role="img" aria-label={label}>
        {FIVE.map((place) => (
          <svg key={place} width="15" height="15" viewBox="0 0 16 16" aria-hidden>
            <path d={STAR} className={count !== null && place <= count ? 'yz-star-full' : 'yz-star-empty'} />
          </svg>
        ))}
      </span>
      <span className="yz-stars-number" aria-hidden>
        {count ?? '–'}
      </span>
      {note}
    </span>
  )
}
