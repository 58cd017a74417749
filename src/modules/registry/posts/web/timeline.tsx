import { type CSSProperties, useEffect, useRef } from 'react'
import { useText } from '#web/language/language.tsx'
import type { Track } from '../contract.ts'
import type { Span } from '../rules.ts'
import { POST_TEXTS } from './post-texts.ts'
import { boxOf, type Frame, frameOf, lanesOf, placeOf } from './timeline-shape.ts'
import './timeline.css'

type TimelineProps = {
  readonly label: string
  readonly tracks: readonly Track[]
  readonly today: string
  /** Whose: in a community's, bars carry names; in a person's, rows carry communities. */
  readonly of: 'community' | 'person'
}

/** Posts over the years: a row per post, a bar per tenure, acting hatched, gaps outlined. Begins at its recent end. */
export function Timeline({ label, tracks, today, of }: TimelineProps) {
  const t = useText(POST_TEXTS)
  const view = useRef<HTMLDivElement>(null)
  const frame = frameOf(
    tracks.flatMap(({ tenures, gaps }) => [...tenures, ...gaps]),
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
            {tracks.map((track) => (
              <PostRow key={`${track.community}/${track.kind}`} track={track} frame={frame} today={today} of={of} />
            ))}
          </ul>
          <div className="yz-timeline-today" aria-hidden />
        </div>
      </div>
      <figcaption>
        {(['serving', 'acting', 'gap', 'today'] as const).map((what) => (
          <span key={what}>
            <i className={`yz-timeline-key yz-timeline-${what}`} aria-hidden /> {t(what)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

type PostRowProps = BarProps & Pick<TimelineProps, 'of'> & { readonly track: Track }

function PostRow({ track, frame, today, of }: PostRowProps) {
  const t = useText(POST_TEXTS)
  const spanText = useSpanText()
  const { kind, communityName, tenures, gaps } = track
  const nameOf = (one: Track['tenures'][number]) => (of === 'person' ? spanText(one) : (one.name ?? t('hidden')))
  return (
    <li className="yz-timeline-row">
      <span className="yz-timeline-title">
        {t(kind)}
        {of === 'person' && <small>{communityName}</small>}
      </span>
      <div className="yz-timeline-field">
        {tenures.length === 0 && <p className="yz-timeline-never">{t('never')}</p>}
        {lanesOf(tenures).map((lane, index) => (
          <div key={lane[0]?.id} className="yz-timeline-lane">
            {index === 0 && gaps.map((gap) => <Gap key={gap.from} gap={gap} frame={frame} today={today} />)}
            {lane.map((one) => (
              <TenureBar key={one.id} tenure={one} name={nameOf(one)} frame={frame} today={today} />
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

type TenureBarProps = BarProps & { readonly tenure: Track['tenures'][number]; readonly name: string }

function TenureBar({ tenure, name, frame, today }: TenureBarProps) {
  const t = useText(POST_TEXTS)
  const spanText = useSpanText()
  const { capacity } = tenure
  const text = t('bar', { name: tenure.name ?? t('hidden'), what: t(capacity), span: spanText(tenure) })
  return (
    <span className={`yz-timeline-bar yz-timeline-${capacity}`} style={styleOf(tenure, frame, today)} title={text}>
      <span aria-hidden>{name}</span>
      <span className="yz-hidden">{text}</span>
    </span>
  )
}

function Gap({ gap, frame, today }: BarProps & { readonly gap: Track['gaps'][number] }) {
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
