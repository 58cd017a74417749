import { useSay, useText } from '#web/language/language.tsx'
import { ANSWERS, type Answer, type Question } from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import { type Choice, type Draft, keyOf } from './draft.ts'
import { QUESTION_TEXTS } from './question-texts.ts'
import './review.css'

type Item = { readonly code: string; readonly zh: string; readonly en: string; readonly answers: readonly Answer[] }
type Props = {
  readonly questions: readonly Question[]
  readonly items: readonly Item[]
  readonly draft: Draft
  readonly sealed: ReadonlySet<string>
  readonly maySeal: ReadonlySet<string>
  readonly onChoose: (question: Question, item: string, choice: Choice | undefined) => void
  readonly onSeal: (question: Question, isSealed: boolean) => void
}

/** A row for each person, a column for each item: native lists, which keyboards, phones and readers of the screen know. */
export function QuestionTable(props: Props) {
  const t = useText(QUESTION_TEXTS)
  const { questions, items, maySeal } = props
  return (
    <div className="yz-card yz-review-scroll" tabIndex={0} role="region" aria-label={t('table')}>
      <table className="yz-review-table">
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('idNumber')}</th>
            <th scope="col">{t('post')}</th>
            <th scope="col">{t('due')}</th>
            {items.map(({ code }) => (
              <th key={code} scope="col">
                {code}
              </th>
            ))}
            {maySeal.size > 0 && <th scope="col">{t('seal')}</th>}
          </tr>
        </thead>
        <tbody>
          {questions.map((question) => (
            <Row key={keyOf(question)} {...props} question={question} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ question, items, draft, sealed, maySeal, onChoose, onSeal }: Props & { readonly question: Question }) {
  const t = useText(QUESTION_TEXTS)
  const key = keyOf(question)
  return (
    <tr>
      <th scope="row">{question.personName}</th>
      <td className="yz-number">{question.idNumber}</td>
      <td>{question.post}</td>
      <td>{question.dueOn}</td>
      {items.map((item) => (
        <td key={item.code}>
          {question.items.includes(item.code) && (
            <Cell
              person={question.personName}
              item={item}
              choice={draft[key]?.[item.code]}
              onChange={(choice) => onChoose(question, item.code, choice)}
            />
          )}
        </td>
      ))}
      {maySeal.size > 0 && (
        <td>
          {maySeal.has(question.department) && (
            <input
              type="checkbox"
              aria-label={`${question.personName} ${t('seal')}`}
              checked={sealed.has(key)}
              onChange={({ target }) => onSeal(question, target.checked)}
            />
          )}
        </td>
      )}
    </tr>
  )
}

type CellProps = {
  readonly person: string
  readonly item: Item
  readonly choice: Choice | undefined
  readonly onChange: (choice: Choice | undefined) => void
}

function Cell({ person, item, choice, onChange }: CellProps) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  const pick = (answer: Answer | undefined) => onChange(answer && { answer, basis: choice?.basis ?? '' })
  return (
    <>
      <select
        aria-label={t('answerOf', { person, item: item.code })}
        className={choice ? `yz-answer-${choice.answer}` : 'yz-answer-open'}
        value={choice?.answer ?? ''}
        onChange={({ target }) => pick(item.answers.find((answer) => answer === target.value))}
        onKeyDown={(event) => {
          const answer = ANSWERS[Number(event.key) - 1]
          if (!answer || !item.answers.includes(answer)) return
          event.preventDefault()
          pick(answer)
        }}
      >
        <option value="">{t('unanswered')}</option>
        {item.answers.map((answer) => (
          <option key={answer} value={answer}>
            {say(ANSWER_WORDS[answer])}
          </option>
        ))}
      </select>
      {choice && (choice.answer === 'found' || choice.answer === 'defer') && (
        <input
          type="text"
          aria-label={t('basisOf', { person, item: item.code })}
          placeholder={t('basis')}
          value={choice.basis}
          onChange={({ target }) => onChange({ ...choice, basis: target.value })}
        />
      )}
    </>
  )
}
