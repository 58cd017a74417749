import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ErrorSummary, type FieldProblem } from '#web/kit/form.tsx'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useNarrow } from '#web/narrow.ts'
import { Page } from '#web/shell/page.tsx'
import { OwnWorkbook } from '../../dispatch/web/own-workbook.tsx'
import { ANSWERS, type Answer, listQuestions, type Question } from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { isComplete, keyOf } from './draft.ts'
import { LeaveWarning } from './leave-warning.tsx'
import { LookedUp, lookedProblems } from './looked-up.tsx'
import { QuestionCards } from './question-cards.tsx'
import type { Item } from './question-row.tsx'
import { QuestionTable } from './question-table.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'
import { RepliedTable } from './replied-table.tsx'
import { SubmitReplies } from './submit-replies.tsx'
import { type Sitting, useSitting } from './use-sitting.ts'
import '#web/kit/record-table.css'
import './questions.css'
import './review.css'

type Data = OutputOf<typeof listQuestions>

/** `/review/questions`: a department answers its own items about everybody it is asked about, in one sitting. */
export function QuestionsPage() {
  const t = useText(QUESTION_TEXTS)
  const { data, error, refetch } = useRead(listQuestions, {})
  if (data) return <Asked data={data} />
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed problem={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function Asked({ data }: { readonly data: Data }) {
  const t = useText(QUESTION_TEXTS)
  const [{ show }, change] = useParameters()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const sitting = useSitting(data)
  const open = data.questions.filter(({ reply }) => reply === null)
  const replied = data.questions.filter(({ reply }) => reply !== null)
  const isOpen = show !== 'replied'
  const waiting = data.departments.filter(({ code }) => open.some(({ department }) => department === code))
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      secondary={open.length > 0 && <OwnWorkbook departments={waiting} />}
      primary={isOpen && open.length > 0 && <SubmitReplies {...{ open, sitting }} onProblems={setProblems} />}
    >
      <LeaveWarning isDirty={sitting.isDirty} />
      <ErrorSummary problems={problems} title={t('problems')} />
      <Segmented
        className="yz-review-views"
        aria-label={t('views')}
        value={isOpen ? 'open' : 'replied'}
        options={[
          { value: 'open', label: t('open', { count: open.length }) },
          { value: 'replied', label: t('repliedCount', { count: replied.length }) },
        ]}
        onChange={(view) => change({ show: view === 'replied' ? view : '' })}
      />
      <Legend items={data.items} />
      {!isOpen && <RepliedTable questions={replied} />}
      {isOpen && open.length === 0 && (
        <div className="yz-card">
          <Empty title={t('none')} next={t('noneNext')} />
        </div>
      )}
      {isOpen && open.length > 0 && <Answering {...{ open, sitting }} onProblems={setProblems} />}
    </Page>
  )
}

/** The items in full; folded by who knows them. */
function Legend({ items }: { readonly items: Data['items'] }) {
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

type AnsweringProps = {
  readonly open: readonly Question[]
  readonly sitting: Sitting
  readonly onProblems: (problems: readonly FieldProblem[]) => void
}

function Answering({ open, sitting, onProblems }: AnsweringProps) {
  const t = useText(QUESTION_TEXTS)
  const isNarrow = useNarrow()
  const { notice, key } = useKeyed(sitting)
  const [wanted, setWanted] = useState('')
  const text = wanted.trim()
  const shown = open.filter(({ personName, idNumber }) => personName.includes(text) || idNumber?.includes(text))
  const { sheet, draft, sealed, looked, setLooked, asking } = sitting
  return (
    <>
      <LookedUp looked={looked} today={sheet.today} onChange={setLooked} />
      <div className="yz-review-bar">
        <Input
          className="yz-review-find"
          allowClear
          aria-label={t('find')}
          placeholder={t('find')}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        <Rest {...{ open, sitting, onProblems }} />
        <span>{t('progress', { done: open.filter((one) => isComplete(one, draft)).length, all: open.length })}</span>
        <span role="status" className="yz-tone-bad">
          {notice}
        </span>
      </div>
      {!isNarrow && <Keys />}
      {sheet.maySeal.size > 0 && <p className="yz-help">{t('sealWhat')}</p>}
      {shown.length === 0 && (
        <div className="yz-card">
          <Empty title={t('found', { text })} />
        </div>
      )}
      {shown.length > 0 && isNarrow && <QuestionCards {...{ sheet, draft, sealed }} questions={shown} />}
      {shown.length > 0 && !isNarrow && <QuestionTable {...{ sheet, draft, sealed }} questions={shown} onKeyed={key} />}
      {asking && (
        <AnswerDialog
          person={asking.question.personName}
          item={asking.item}
          preset={asking.preset}
          choice={draft[keyOf(asking.question)]?.[asking.item.code]}
          onChoose={(choice) => sitting.give(asking.question, asking.item.code, choice)}
          onClose={sitting.stopAsking}
        />
      )}
    </>
  )
}

/** A digit chooses where the item takes that answer, and is told why not elsewhere. */
function useKeyed(sitting: Sitting) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  const [notice, setNotice] = useState('')
  const key = (question: Question, item: Item, answer: Answer | undefined) => {
    const isTaken = answer === undefined || item.answers.includes(answer)
    setNotice(isTaken ? '' : t('notAllowed', { item: item.code, answer: say(ANSWER_WORDS[answer]) }))
    if (isTaken) sitting.key(question, item, answer)
  }
  return { notice, key }
}

/** “Nothing found” for every cell that is empty, once it has been said how that is known. */
function Rest({ open, sitting, onProblems }: AnsweringProps) {
  const t = useText(QUESTION_TEXTS)
  const { looked, sheet, draft, fill, unfill } = sitting
  const [filled, setFilled] = useState(0)
  const people = new Set(open.map(({ request }) => request)).size
  const empty = open.flatMap((one) => one.items.filter((item) => !draft[keyOf(one)]?.[item])).length
  const act = () => {
    const problems = lookedProblems(looked, { people, today: sheet.today, t })
    onProblems(problems)
    if (problems.length > 0) return
    setFilled(empty)
    fill(open)
  }
  return (
    <>
      <Button disabled={empty === 0} onClick={act}>
        {t('rest')}
      </Button>
      {unfill && (
        <>
          <span role="status">{t('filled', { count: filled })}</span>
          <Button type="link" onClick={unfill}>
            {t('undo')}
          </Button>
        </>
      )}
    </>
  )
}

function Keys() {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  return (
    <p className="yz-answer-keys">
      <span>{t('keys')}</span>
      {ANSWERS.map((answer, index) => (
        <span key={answer}>
          <kbd>{index + 1}</kbd> {say(ANSWER_WORDS[answer])}
        </span>
      ))}
    </p>
  )
}
