import { App, Button, Input, InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { Confirm } from '#web/kit/confirm.tsx'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listQuestions, type Question, replyToReview } from '../contract.ts'
import { choose, countsOf, type Draft, fillRest, keyOf, repliesOf } from './draft.ts'
import { QuestionTable } from './question-table.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'
import { RepliedTable } from './replied-table.tsx'
import './review.css'

/** `/review/questions`: a department answers its own items about everybody it is asked about, in one sitting. */
export function QuestionsPage() {
  const t = useText(QUESTION_TEXTS)
  const { data, error, refetch } = useRead(listQuestions, {})
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Sitting data={data} />}
    </Page>
  )
}

type Looked = { readonly people: number | null; readonly system: string; readonly on: string }
/** So many people stand on one page: more lists at once make a browser slow. */
const SIZE = 50

function Sitting({ data }: { readonly data: OutputOf<typeof listQuestions> }) {
  const t = useText(QUESTION_TEXTS)
  const open = data.questions.filter(({ reply }) => reply === null)
  const replied = data.questions.filter(({ reply }) => reply !== null)
  return (
    <>
      <Legend items={data.items} />
      {open.length > 0 ? <Answering data={data} open={open} /> : <Empty title={t('none')} next={t('noneNext')} />}
      {replied.length > 0 && <RepliedTable questions={replied} />}
    </>
  )
}

function Legend({ items }: { readonly items: OutputOf<typeof listQuestions>['items'] }) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  if (items.length === 0) return null
  return (
    <details className="yz-card yz-review-legend" open>
      <summary>{t('items')}</summary>
      <dl>
        {items.map((item) => (
          <div key={item.code}>
            <dt>{item.code}</dt>
            <dd>{say(item)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

type AnsweringProps = { readonly data: OutputOf<typeof listQuestions>; readonly open: readonly Question[] }

function Answering({ data, open }: AnsweringProps) {
  const t = useText(QUESTION_TEXTS)
  const [draft, setDraft] = useState<Draft>({})
  const [sealed, setSealed] = useState<ReadonlySet<string>>(new Set())
  const [looked, setLooked] = useState<Looked>({ people: null, system: '', on: '' })
  const [page, setPage] = useState(0)
  useWarning(Object.keys(draft).length > 0)
  const maySeal = new Set(data.departments.flatMap(({ code, sensitive }) => (sensitive ? [code] : [])))
  const isLooked = looked.people !== null && looked.system.trim() !== '' && looked.on !== ''
  const shown = open.slice(page * SIZE, (page + 1) * SIZE)
  const seal = (question: Question, isSealed: boolean) => {
    const others = [...sealed].filter((key) => key !== keyOf(question))
    setSealed(new Set(isSealed ? [...others, keyOf(question)] : others))
  }
  return (
    <>
      <LookedUp looked={looked} onChange={setLooked} />
      <div className="yz-review-bar">
        <Button disabled={!isLooked} onClick={() => setDraft(fillRest(draft, open))}>
          {t('rest')}
        </Button>
        <Submit {...{ open, draft, sealed, looked }} onDone={() => setDraft({})} />
        <span className="yz-help">{isLooked ? t('keys') : t('restNeeds')}</span>
      </div>
      {maySeal.size > 0 && <p className="yz-help">{t('sealWhat')}</p>}
      <QuestionTable
        questions={shown}
        items={data.items}
        draft={draft}
        sealed={sealed}
        maySeal={maySeal}
        onChoose={(question, item, choice) => setDraft(choose(draft, question, item, choice))}
        onSeal={seal}
      />
      <Pages count={open.length} page={page} onPage={setPage} />
    </>
  )
}

/** Asks before a page with answers that were not sent is left. */
function useWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isDirty])
}

function LookedUp({ looked, onChange }: { readonly looked: Looked; readonly onChange: (looked: Looked) => void }) {
  const t = useText(QUESTION_TEXTS)
  return (
    <fieldset className="yz-card yz-review-looked">
      <legend>{t('looked')}</legend>
      <p className="yz-help">{t('lookedHelp')}</p>
      <div>
        <Field label={t('people')} required>
          {(aria) => (
            <InputNumber
              {...aria}
              min={1}
              max={10_000}
              value={looked.people}
              onChange={(people) => onChange({ ...looked, people })}
            />
          )}
        </Field>
        <Field label={t('system')} required>
          {(aria) => (
            <Input
              {...aria}
              value={looked.system}
              onChange={({ target }) => onChange({ ...looked, system: target.value })}
            />
          )}
        </Field>
        <Field label={t('on')} required>
          {(aria) => (
            <Input
              {...aria}
              type="date"
              value={looked.on}
              onChange={({ target }) => onChange({ ...looked, on: target.value })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  )
}

type SubmitProps = {
  readonly open: readonly Question[]
  readonly draft: Draft
  readonly sealed: ReadonlySet<string>
  readonly looked: Looked
  readonly onDone: () => void
}

function Submit({ open, draft, sealed, looked, onDone }: SubmitProps) {
  const t = useText(QUESTION_TEXTS)
  const { message } = App.useApp()
  const [isAsking, setAsking] = useState(false)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const send = useWrite(replyToReview)
  const replies = repliesOf(open, draft, sealed)
  const people = new Set(replies.map(({ request }) => request)).size
  const ask = () => {
    const found = problemsOf(t, open, draft, looked, people)
    setProblems(found)
    setAsking(found.length === 0)
  }
  const submit = async () => {
    const { people: checkedPeople, system: checkedIn, on: checkedOn } = looked
    const { replied } = await send.mutateAsync({ checkedPeople: checkedPeople ?? 0, checkedIn, checkedOn, replies })
    void message.success(t('done', { count: replied }))
    onDone()
  }
  const facts = { people, ...countsOf(open, draft), open: open.length - replies.length }
  return (
    <>
      <Button type="primary" disabled={replies.length === 0} onClick={ask}>
        {replies.length === 0 ? t('submit') : t('submitCount', { count: people })}
      </Button>
      <ErrorSummary problems={problems} />
      <Confirm
        open={isAsking}
        title={t('submit')}
        confirm={t('submit')}
        consequence={t('consequence', { ...facts, sealed: replies.filter(({ sensitive }) => sensitive).length })}
        onConfirm={submit}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

const useWords = () => useText(QUESTION_TEXTS)
type Say = ReturnType<typeof useWords>

function problemsOf(
  t: Say,
  open: readonly Question[],
  draft: Draft,
  { people: checked, system, on }: Looked,
  people: number,
): FieldProblem[] {
  const empty = [checked === null && t('people'), system.trim() === '' && t('system'), on === '' && t('on')]
  const bare = open.flatMap((question) =>
    question.items.flatMap((item) => {
      const choice = draft[keyOf(question)]?.[item]
      const lacks = choice?.answer === 'found' && choice.basis.trim() === ''
      return lacks ? [t('basisMissing', { person: question.personName, item })] : []
    }),
  )
  return [
    ...empty.flatMap((field) => (field ? [t('missing', { field })] : [])),
    ...(checked !== null && checked < people ? [t('few', { checked, people })] : []),
    ...bare,
  ].map((sentence) => ({ sentence }))
}

type PagesProps = { readonly count: number; readonly page: number; readonly onPage: (page: number) => void }

function Pages({ count, page, onPage }: PagesProps) {
  const t = useText(QUESTION_TEXTS)
  if (count <= SIZE) return null
  const [from, to] = [page * SIZE + 1, Math.min(count, (page + 1) * SIZE)]
  return (
    <nav className="yz-review-bar" aria-label={t('table')}>
      <Button disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t('previous')}
      </Button>
      <span>{t('page', { from, to, all: count })}</span>
      <Button disabled={to === count} onClick={() => onPage(page + 1)}>
        {t('next')}
      </Button>
    </nav>
  )
}
