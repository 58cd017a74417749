import { memo } from 'react'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Answer, Question } from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import type { Choice } from './draft.ts'
import { QUESTION_TEXTS } from './question-texts.ts'

export type Item = {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly answers: readonly Answer[]
}
type Given = Readonly<Record<string, Choice>>

/** What the people of one list share; stable, so that a key touches one row and not five hundred. */
export type Sheet = {
  readonly items: readonly Item[]
  readonly today: string
  /** Departments that may seal. */
  readonly maySeal: ReadonlySet<string>
  /** Names of departments, where the reader answers for more than one. */
  readonly departments: ReadonlyMap<string, string> | undefined
  readonly onOpen: (question: Question, item: Item) => void
  readonly onSeal: (question: Question, isSealed: boolean) => void
}

type RowProps = {
  readonly sheet: Sheet
  readonly question: Question
  readonly given: Given | undefined
  readonly isSealed: boolean
  readonly row: number
  /** The column that the Tab key reaches, where it lies in this row. */
  readonly at: number | undefined
}

/** A person: what identifies him, and a cell for each item. */
export const QuestionRow = memo(function QuestionRow({ sheet, question, given, isSealed, row, at }: RowProps) {
  const { items, departments, maySeal } = sheet
  return (
    <tr>
      <th scope="row">{question.personName}</th>
      <td>{question.idNumber}</td>
      <td className="yz-answer-post">{question.post}</td>
      {departments && <td>{departments.get(question.department)}</td>}
      <td>
        <Due question={question} today={sheet.today} />
      </td>
      {items.map((item, column) => (
        <td key={item.code} className="yz-answer-cell">
          {question.items.includes(item.code) ? (
            <AnswerButton
              sheet={sheet}
              question={question}
              item={item}
              choice={given?.[item.code]}
              place={{ 'data-at': `${row}/${column}`, tabIndex: at === column ? 0 : -1 }}
            />
          ) : (
            <NotAsked />
          )}
        </td>
      ))}
      {maySeal.size > 0 && (
        <td className="yz-answer-cell yz-answer-narrow">
          {maySeal.has(question.department) && (
            <Seal
              sheet={sheet}
              question={question}
              isSealed={isSealed}
              place={{ 'data-at': `${row}/${items.length}`, tabIndex: at === items.length ? 0 : -1 }}
            />
          )}
        </td>
      )}
    </tr>
  )
})

function NotAsked() {
  const t = useText(QUESTION_TEXTS)
  return (
    <>
      <span aria-hidden>—</span>
      <span className="yz-hidden">{t('notAsked')}</span>
    </>
  )
}

export function Due({ question: { dueOn }, today }: { readonly question: Question; readonly today: string }) {
  const t = useText(QUESTION_TEXTS)
  return (
    <span className="yz-answer-due">
      <time dateTime={dueOn}>{dueOn}</time>
      {dueOn < today && <Status tone="bad">{t('late')}</Status>}
    </span>
  )
}

/** Where a cell stands in the table; nothing in a card. */
type Place = { readonly 'data-at'?: string; readonly tabIndex?: 0 | -1 }

type AnswerProps = {
  readonly sheet: Sheet
  readonly question: Question
  readonly item: Item
  readonly choice: Choice | undefined
  readonly place?: Place
}

/** An answer as it stands; opens its dialog. */
export function AnswerButton({ sheet, question, item, choice, place }: AnswerProps) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  const answer = choice ? say(ANSWER_WORDS[choice.answer]) : t('unanswered')
  const label = t('cellOf', { person: question.personName, item: item.code, answer })
  return (
    <button
      {...place}
      type="button"
      className={`yz-answer yz-answer-${choice?.answer ?? 'open'}`}
      aria-label={choice?.basis ? label + t('basisIs', { basis: choice.basis }) : label}
      onClick={() => sheet.onOpen(question, item)}
    >
      {answer}
      {choice?.basis && <small>{choice.basis}</small>}
    </button>
  )
}

type SealProps = {
  readonly sheet: Sheet
  readonly question: Question
  readonly isSealed: boolean
  readonly place?: Place
}

export function Seal({ sheet, question, isSealed, place }: SealProps) {
  const t = useText(QUESTION_TEXTS)
  return (
    <input
      {...place}
      type="checkbox"
      className="yz-answer-seal"
      aria-label={t('sealOf', { person: question.personName })}
      checked={isSealed}
      onChange={({ target }) => sheet.onSeal(question, target.checked)}
    />
  )
}
