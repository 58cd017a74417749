import { Tooltip } from 'antd'
import { useSay, useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import { dateTime, daysLeft } from '../format.ts'
import type { Tone } from './states.tsx'
import './procedure-bar.css'

const TEXTS = texts({
  zh: {
    procedure: '办理进度',
    done: '已完成',
    current: '进行中',
    next: '未开始',
    stopped: '已暂停',
    ended: '在此终止',
    until: '{date} 止',
    position: '第 {at} 步，共 {of} 步',
    papers: '材料',
  },
  en: {
    procedure: 'Progress',
    done: 'done',
    current: 'in progress',
    next: 'not begun',
    stopped: 'stopped',
    ended: 'ended here',
    until: 'until {date}',
    position: 'Step {at} of {of}',
    papers: 'Papers',
  },
})

export type ProcedureStep = {
  readonly key: string
  readonly title: string
  /** stopped: may go on; ended: never does. */
  readonly state: 'done' | 'current' | 'next' | 'stopped' | 'ended'
  /** 2026-07-10; done steps show when they were done. */
  readonly date?: string
  /** Working days until `date`, for the current step. */
  readonly days?: number
  /** A few words: 3/5, 已收 9/11. */
  readonly note?: string
}

const PLACES: ReadonlySet<ProcedureStep['state']> = new Set(['current', 'stopped', 'ended'])
const MARKS: Partial<Record<ProcedureStep['state'], string>> = { done: '✓', stopped: '‖', ended: '×' }

/** The steps of a procedure in one line, with deadlines. On a phone: the present step in words, the line below it. */
export function ProcedureBar({ steps }: { readonly steps: readonly ProcedureStep[] }) {
  const t = useText(TEXTS)
  const at = steps.findIndex(({ state }) => PLACES.has(state))
  return (
    <div className="yz-steps" role="group" aria-label={t('procedure')}>
      {at >= 0 && <p className="yz-steps-position">{t('position', { at: at + 1, of: steps.length })}</p>}
      <ol>
        {steps.map((step, index) => (
          <Step key={step.key} step={step} number={index + 1} />
        ))}
      </ol>
    </div>
  )
}

function Step({ step, number }: { readonly step: ProcedureStep; readonly number: number }) {
  const t = useText(TEXTS)
  const say = useSay()
  const isLate = step.state === 'current' && step.days !== undefined && step.days < 0
  const timing = step.state === 'current' && step.days !== undefined ? say(daysLeft(step.days)) : undefined
  const date = step.date && (step.state === 'done' ? step.date : t('until', { date: step.date }))
  return (
    <li
      className={`yz-step yz-step-${step.state}${isLate ? ' yz-step-late' : ''}`}
      aria-current={step.state === 'current' ? 'step' : undefined}
    >
      <span className="yz-step-mark" aria-hidden>
        {MARKS[step.state] ?? number}
      </span>
      <span className="yz-step-text">
        <Tooltip title={t(step.state)}>
          <span className="yz-step-title">
            {step.title}
            {step.note && <span className="yz-step-note"> {step.note}</span>}
          </span>
        </Tooltip>
        <span className="yz-hidden">{t(step.state)}</span>
        {(timing ?? date) && (
          <span className="yz-step-date" title={date}>
            {timing ?? date}
          </span>
        )}
      </span>
    </li>
  )
}

export type TimelineEntry = {
  readonly key: string
  readonly who: string
  readonly role: string
  /** ISO time. */
  readonly at: string
  /** What was done, a verb: 提交拟评. */
  readonly act: string
  /** The opinion in its author's words. */
  readonly words?: string
  readonly papers?: readonly { readonly name: string; readonly href: string }[]
  readonly tone?: Tone
}

/** The opinions and acts of a case, newest first: who, in which role, when, words, papers. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="yz-timeline">
      {entries.map((entry) => (
        <TimelineItem key={entry.key} entry={entry} />
      ))}
    </ol>
  )
}

function TimelineItem({ entry }: { readonly entry: TimelineEntry }) {
  const t = useText(TEXTS)
  return (
    <li className={`yz-tone-${entry.tone ?? 'idle'}`}>
      <div className="yz-timeline-head">
        <strong>{entry.act}</strong>
        <span>
          {entry.who} · {entry.role}
        </span>
        <time dateTime={entry.at}>{dateTime(entry.at)}</time>
      </div>
      {entry.words && <blockquote>{entry.words}</blockquote>}
      {entry.papers && entry.papers.length > 0 && (
        <p className="yz-timeline-papers">
          {t('papers')}{' '}
          {entry.papers.map(({ name, href }) => (
            <a key={href} href={href}>
              {name}
            </a>
          ))}
        </p>
      )}
    </li>
  )
}
