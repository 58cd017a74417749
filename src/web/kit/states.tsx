import { ExclamationCircleOutlined, LoadingOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useSay, useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import { type Failure, isUncertain } from '../failure.ts'
import { daysLeft } from '../format.ts'
import './states.css'

const TEXTS = texts({
  zh: { loading: '正在加载', retry: '重试', number: '编号 {id}', failed: '没有加载成功' },
  en: { loading: 'Loading', retry: 'Try again', number: 'Number {id}', failed: 'This did not load' },
})

/** Appears only after a moment, so that fast answers do not flicker. */
export function Loading() {
  const t = useText(TEXTS)
  return (
    <div className="yz-loading" role="status">
      <LoadingOutlined aria-hidden /> {t('loading')}
    </div>
  )
}

/** Says what comes next and when; `action` is one button at most. */
export function Empty({
  title,
  next,
  action,
}: {
  readonly title: string
  readonly next?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="yz-empty">
      <EmptyDrawing />
      <p className="yz-empty-title">{title}</p>
      {next && <p className="yz-empty-next">{next}</p>}
      {action && <div className="yz-empty-action">{action}</div>}
    </div>
  )
}

/** Three geese at rest: the mark's strokes, lying flat. */
function EmptyDrawing() {
  return (
    <svg width="72" height="24" viewBox="0 0 72 24" fill="none" strokeWidth="2.5" strokeLinecap="round" aria-hidden>
      <path d="M8 16l7-5M22 16l7-5M36 16l7-5M50 16l7-5" stroke="var(--yz-line-strong)" />
      <path d="M2 21h68" stroke="var(--yz-line)" strokeWidth="1.5" />
    </svg>
  )
}

type FailedProps = { readonly problem: Failure; readonly onRetry?: () => void; readonly title?: string }

/** What happened, why, and what to do; the number of a 500 can be copied. */
export function Failed({ problem, onRetry, title }: FailedProps) {
  const t = useText(TEXTS)
  return (
    <div className="yz-failed" role="alert">
      <ExclamationCircleOutlined className="yz-failed-icon" aria-hidden />
      <div>
        <p className="yz-failed-title">{title ?? t('failed')}</p>
        <p>{problem.message}</p>
        {problem.id && <p className="yz-number">{t('number', { id: problem.id })}</p>}
        {onRetry && (isUncertain(problem) || problem.status >= 500 || problem.status === 429 || problem.status < 0) && (
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  )
}

export type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'info'

/** A state: always a word, with a small shape before it, never colour alone. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`yz-status yz-tone-${tone}`}>
      <StatusShape tone={tone} />
      {children}
    </span>
  )
}

const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M2 6.2 4.8 9 10 3.4',
  warn: 'M6 2v5M6 9.6v.2',
  bad: 'M3 3l6 6M9 3l-6 6',
  idle: 'M2.5 6h7',
  info: 'M6 2.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z',
}

function StatusShape({ tone }: { readonly tone: Tone }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={SHAPES[tone]} />
    </svg>
  )
}

const PROVISIONAL = {
  word: { zh: '暂定', en: 'provisional' },
  why: { zh: '该年度节假日安排尚未公布', en: 'the holidays of that year are not published yet' },
} as const

type DeadlineProps = {
  readonly date: string
  readonly days: number
  /** 暂定: the working days of its year are not published yet. */
  readonly provisional?: boolean | undefined
}

/** A date and the working days until it. */
export function Deadline({ date, days, provisional }: DeadlineProps) {
  const say = useSay()
  const tone: Tone = days < 0 ? 'bad' : days === 0 ? 'warn' : 'idle'
  return (
    <span className="yz-deadline">
      <span className={`yz-tone-${tone} yz-deadline-days`}>{say(daysLeft(days))}</span>
      <time dateTime={date}>{date}</time>
      {provisional && <small title={say(PROVISIONAL.why)}>{say(PROVISIONAL.word)}</small>}
    </span>
  )
}
