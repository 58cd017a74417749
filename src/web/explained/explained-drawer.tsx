import { Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { asFailure, type Failure } from '../failure.ts'
import { clockTime, dateTime } from '../format.ts'
import { Stars } from '../kit/figure.tsx'
import { PrintButton, PrintPage } from '../kit/print-page.tsx'
import { Failed, Loading, Status } from '../kit/states.tsx'
import { useLanguage, useText } from '../language/language.tsx'
import { useNarrow } from '../narrow.ts'
import { useSession } from '../session.tsx'
import { EXPLAINED_TEXTS } from './explained-texts.ts'
import { ExplainedTree, type Leaf } from './explained-tree.tsx'
import { gap, gradeOf, type RuleBook, titleOf } from './rule-book.ts'
import './explained.css'

export type Explanation = {
  readonly view: ExplainedView
  readonly book: RuleBook
  /** The next better grade and how far it is, where the server says so; else it is read from the bands. */
  readonly next?: NextGrade | null
  /** What was decided otherwise than it came out, and why. */
  readonly decided?: string | undefined
}
export type NextGrade = { readonly grade: string; readonly gap: string }

export type ExplainedDrawerProps = {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Whom it is about: 清洋街道 南关社区. */
  readonly subject: string
  /** 2026年上半年 */
  readonly period: string
  /** What the figure is called: 星级总分. */
  readonly figure: string
  /** Undefined while it loads. */
  readonly explanation: Explanation | undefined
  readonly problem?: Failure | null
  readonly leaf?: Leaf
  /** Computes again from the stored facts. */
  readonly onRecompute?: () => Promise<{ readonly isSame: boolean }>
}

/** How a figure came about, down to the sheet; to be checked and printed (promise P1). */
export function ExplainedDrawer(props: ExplainedDrawerProps) {
  const { isOpen, onClose, subject, period, explanation, problem } = props
  const isNarrow = useNarrow()
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      size={isNarrow ? '100%' : 680}
      destroyOnHidden
      title={
        <span className="yz-explained-subject">
          {subject} <small>{period}</small>
        </span>
      }
      extra={explanation && <Print {...props} explanation={explanation} />}
    >
      {problem && <Failed problem={problem} />}
      {!explanation && !problem && <Loading />}
      {explanation && <Explained {...props} explanation={explanation} />}
    </Drawer>
  )
}

type WithExplanation = ExplainedDrawerProps & { readonly explanation: Explanation }

function Explained({ explanation, figure, leaf, onRecompute }: WithExplanation) {
  const t = useText(EXPLAINED_TEXTS)
  const [isAll, setAll] = useState(false)
  const { view, book } = explanation
  return (
    <div className="yz-explained">
      <Headline {...explanation} figure={figure} />
      <div className="yz-explained-bar">
        <span>
          {t('policy', { version: book.version })} · <code>{t('digest', { digest: book.digest.slice(0, 12) })}</code>
        </span>
        {onRecompute && <Recompute onRecompute={onRecompute} />}
        <Button type="link" size="small" onClick={() => setAll(!isAll)}>
          {t(isAll ? 'fold' : 'unfold')}
        </Button>
      </div>
      <ExplainedTree key={String(isAll)} view={view} book={book} leaf={leaf} openTo={isAll ? Infinity : 1} />
    </div>
  )
}

/** The figure itself, its grade, how far the next one is, and the last rule that it went through. */
function Headline({ view, book, next: given, decided, figure }: Explanation & { readonly figure: string }) {
  const t = useText(EXPLAINED_TEXTS)
  const { language } = useLanguage()
  const telling = { language, book }
  const stars = view.grade === null ? undefined : book.stars?.(view.grade)
  const next = given === undefined ? nextBand({ view, book }) : given
  return (
    <div className="yz-headline">
      <p>{figure}</p>
      <div>
        <strong>{view.display ?? t('missing')}</strong>
        {stars !== undefined && <Stars count={stars} />}
        {view.grade !== null && <span className="yz-headline-grade">{gradeOf(view.grade, telling)}</span>}
        {next && (
          <span className="yz-headline-next">{t('next', { grade: gradeOf(next.grade, telling), gap: next.gap })}</span>
        )}
        {view.value === null && <span className="yz-headline-next">{t('noValue')}</span>}
      </div>
      <p>{titleOf(view.code, telling)}</p>
      {decided && <Status tone="warn">{decided}</Status>}
    </div>
  )
}

/** The band above the one reached, looked for below caps and quotas. */
function nextBand({ view, book }: Explanation): NextGrade | undefined {
  const ladder = book.rule(view.code)?.bands
  if (!ladder)
    return view.parts.length > 0 && view.grade !== null && view.parts[0]
      ? nextBand({ view: view.parts[0], book })
      : undefined
  const above = ladder[ladder.findIndex(({ grade }) => grade === view.grade) - 1]
  return above && view.value !== null ? { grade: above.grade, gap: gap(view.value, above.from) } : undefined
}

type Checked =
  | { readonly at: 'same'; readonly time: string }
  | { readonly at: 'differs' }
  | { readonly at: 'failed'; readonly why: string }

function Recompute({ onRecompute }: { readonly onRecompute: () => Promise<{ readonly isSame: boolean }> }) {
  const t = useText(EXPLAINED_TEXTS)
  const [checked, setChecked] = useState<Checked>()
  const [isRunning, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    try {
      const { isSame } = await onRecompute()
      setChecked(isSame ? { at: 'same', time: clockTime(new Date()) } : { at: 'differs' })
    } catch (thrown) {
      setChecked({ at: 'failed', why: asFailure(thrown).message })
    } finally {
      setRunning(false)
    }
  }
  return (
    <span className="yz-recompute" role="status">
      {checked?.at === 'same' && <Status tone="good">{t('recomputed', { time: checked.time })}</Status>}
      {checked?.at === 'differs' && <Status tone="bad">{t('differs')}</Status>}
      {checked?.at === 'failed' && <Status tone="bad">{checked.why}</Status>}
      <Button size="small" loading={isRunning} onClick={() => void run()}>
        {t('recompute')}
      </Button>
    </span>
  )
}

function Print({ explanation, subject, period, figure, leaf }: WithExplanation) {
  const t = useText(EXPLAINED_TEXTS)
  const { person } = useSession()
  const { view, book } = explanation
  const make = (): ReactNode => (
    <PrintPage
      title={t('title', { subject, figure })}
      line={period}
      foot={t('printed', {
        person,
        time: dateTime(new Date().toISOString()),
        version: book.version,
        digest: book.digest,
      })}
    >
      <Headline {...explanation} figure={figure} />
      <ExplainedTree view={view} book={book} leaf={leaf} openTo={Infinity} />
    </PrintPage>
  )
  return <PrintButton document={make} />
}
