import { type CSSProperties, useEffect, useRef } from 'react'
import { useText } from '#web/language/language.tsx'
import type { Span } from '../rules.ts'
import { POST_TEXTS } from './post-texts.ts'
import { boxOf, type Frame, frameOf, lanesOf, placeOf } from './timeline-shape.ts'
import './timeline.css'

export type Bar = Span & { readonly key: string; readonly name: string; readonly capacity: 'serving' | 'acting' }
export type Row = {
  readonly key: string
  readonly title: string
  readonly note?: string
  readonly bars: readonly Bar[]
  /** Times without anybody serving, with their days. */
  readonly gaps: readonly (Span & { readonly days: number })[]
}

type TimelineProps = { readonly label: string; readonly rows: readonly Row[]; readonly today: string }

/** Posts over the years: a row per post, a bar per tenure, acting hatched, gaps outlined. Begins at its recent end. */
export function Timeline({ label, rows, today }: TimelineProps) {
  const t = useText(POST_TEXTS)
  const view = useRef<HTMLDivElement>(null)
  const frame = frameOf(
    rows.flatMap(({ bars, gaps }) => [...bars, ...gaps]),
    today,
  )
  useEffect(() => {
    view.current?.scrollTo({ left: view.current.scrollWidth })
  }, [])
  const style = { '--years': frame.years.length, '--today': placeOf(today, frame) } as CSSProperties
  return (
    <figure className="yz-timeline" aria-label={label}>
      <div className="yz-timeline-view" ref={view} tabIndex={0} role="region" aria-label={label}>
        <div className="yz-timeline-body" style={style}>
          <div className="yz-timeline-row yz-timeline-years" aria-hidden>
            <span />
            <div className="yz-timeline-field">
              {frame.years.map((year) => (
                <span key={year}>{year}</span>
              ))}
            </div>
          </div>
          <ul>
            {rows.map((row) => (
              <PostRow key={row.key} row={row} frame={frame} today={today} />
            ))}
          </ul>
          <div className="yz-timeline-today" aria-hidden>
            <span>{t('today')}</span>
          </div>
        </div>
      </div>
      <figcaption>
        {(['serving', 'acting', 'gap'] as const).map((what) => (
          <span key={what}>
            <i className={`yz-timeline-key yz-timeline-${what}`} aria-hidden /> {t(what)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

type PostRowProps = { readonly row: Row; readonly frame: Frame; readonly today: string }

function PostRow({ row: { title, note, bars, gaps }, frame, today }: PostRowProps) {
  const t = useText(POST_TEXTS)
  const lanes = lanesOf(bars)
  const isEmpty = bars.length === 0
  return (
    <li className="yz-timeline-row">
      <span className="yz-timeline-title">
        {title}
        {note && <small>{note}</small>}
      </span>
      <div className="yz-timeline-field">
        {isEmpty && <p className="yz-timeline-never">{t('never')}</p>}
        {(isEmpty ? [] : lanes).map((lane, index) => (
          <div key={lane[0]?.key} className="yz-timeline-lane">
            {index === 0 && gaps.map((gap) => <Gap key={gap.from} gap={gap} frame={frame} today={today} />)}
            {lane.map((bar) => (
              <TenureBar key={bar.key} bar={bar} frame={frame} today={today} />
            ))}
          </div>
        ))}
      </div>
    </li>
  )
}

const styleOf = (span: Span, frame: Frame, today: string): CSSProperties => {
  const { left, width } = boxOf(span, frame, today)
  return { left: `${left}%`, width: `${width}%` }
}

function useSpanText() {
  const t = useText(POST_TEXTS)
  return ({ from, until }: Span) => (until === null ? t('since', { from }) : t('span', { from, until }))
}

type BarProps = { readonly frame: Frame; readonly today: string }

function TenureBar({ bar, frame, today }: BarProps & { readonly bar: Bar }) {
  const t = useText(POST_TEXTS)
  const spanText = useSpanText()
  const text = t('bar', { name: bar.name, what: t(bar.capacity), span: spanText(bar) })
  return (
    <span className={`yz-timeline-bar yz-timeline-${bar.capacity}`} style={styleOf(bar, frame, today)} title={text}>
      <span aria-hidden>{bar.name}</span>
      <span className="yz-hidden">{text}</span>
    </span>
  )
}

function Gap({ gap, frame, today }: BarProps & { readonly gap: Row['gaps'][number] }) {
  const t = useText(POST_TEXTS)
  const spanText = useSpanText()
  const days = t('days', { days: gap.days })
  const text = t('bar', { name: t('gap'), what: days, span: spanText(gap) })
  return (
    <span className="yz-timeline-bar yz-timeline-gap" style={styleOf(gap, frame, today)} title={text}>
      <span aria-hidden>{days}</span>
      <span className="yz-hidden">{text}</span>
    </span>
  )
}
