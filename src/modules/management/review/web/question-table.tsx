import { type KeyboardEvent, useRef, useState } from 'react'
import { useText } from '#web/language/language.tsx'
import { ANSWERS, type Answer, type Question } from '../contract.ts'
import { type Draft, keyOf } from './draft.ts'
import { type At, moved } from './grid-moves.ts'
import { type Item, QuestionRow, type Sheet } from './question-row.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'

type Props = {
  readonly sheet: Sheet
  readonly questions: readonly Question[]
  readonly draft: Draft
  readonly sealed: ReadonlySet<string>
  /** A digit was pressed on a cell; undefined: the answer is taken back. */
  readonly onKeyed: (question: Question, item: Item, answer: Answer | undefined) => void
}

const ERASING: ReadonlySet<string> = new Set(['Delete', 'Backspace'])

/** A row for each person, a column for each item, the way through it as in a spreadsheet. */
export function QuestionTable({ sheet, questions, draft, sealed, onKeyed }: Props) {
  const t = useText(QUESTION_TEXTS)
  const { table, at, setAt, onKeyDown } = useKeys({ sheet, questions, onKeyed })
  return (
    <div className="yz-card yz-scroll">
      <table
        ref={table}
        role="grid"
        aria-label={t('table')}
        className="yz-table yz-answer-table"
        onKeyDown={onKeyDown}
        onFocus={({ target }) => setAt(placeOf(target) ?? at)}
      >
        <thead>
          <Head sheet={sheet} />
        </thead>
        <tbody>
          {questions.map((question, row) => (
            <QuestionRow
              key={keyOf(question)}
              sheet={sheet}
              question={question}
              given={draft[keyOf(question)]}
              isSealed={sealed.has(keyOf(question))}
              row={row}
              at={at.row === row ? at.column : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head({ sheet: { items, maySeal, departments } }: { readonly sheet: Sheet }) {
  const t = useText(QUESTION_TEXTS)
  const titles = [t('person'), t('idNumber'), t('post'), ...(departments ? [t('department')] : []), t('due')]
  return (
    <tr>
      {[...titles, ...items.map(({ code }) => code), ...(maySeal.size > 0 ? [t('seal')] : [])].map((title) => (
        <th key={title} scope="col">
          {title}
        </th>
      ))}
    </tr>
  )
}

/** 12/3 of a cell: row and column. */
function placeOf(target: EventTarget): At | undefined {
  const [row, column] = (target as HTMLElement).dataset['at']?.split('/').map(Number) ?? []
  return row === undefined || column === undefined ? undefined : { row, column }
}

function useKeys({ sheet, questions, onKeyed }: Pick<Props, 'sheet' | 'questions' | 'onKeyed'>) {
  const table = useRef<HTMLTableElement>(null)
  const { items, maySeal } = sheet
  const has = ({ row, column }: At): boolean => {
    const [question, item] = [questions[row], items[column]]
    if (!question) return false
    return item ? question.items.includes(item.code) : maySeal.has(question.department)
  }
  const extent = { rows: questions.length, columns: items.length + (maySeal.size > 0 ? 1 : 0), has }
  const [kept, setAt] = useState<At>({ row: 0, column: 0 })
  // A shorter list, or a person who is not asked about the first item: one cell can always be reached.
  const at = has(kept) ? kept : { row: 0, column: Math.max(0, firstOf(items, questions[0])) }
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target)
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return
    const next = moved(event.key, place, extent)
    if (next) table.current?.querySelector<HTMLElement>(`[data-at="${next.row}/${next.column}"]`)?.focus()
    else if (!act(event, place)) return
    event.preventDefault()
  }
  const act = ({ key, target }: KeyboardEvent, { row, column }: At): boolean => {
    const [question, item] = [questions[row], items[column]]
    if (key === 'F2') (target as HTMLElement).click()
    if (!question || !item) return key === 'F2'
    const answer = ANSWERS[Number(key) - 1]
    if (answer || ERASING.has(key)) onKeyed(question, item, answer)
    return answer !== undefined || ERASING.has(key) || key === 'F2'
  }
  return { table, at, setAt, onKeyDown }
}

const firstOf = (items: readonly Item[], question: Question | undefined): number =>
  items.findIndex(({ code }) => question?.items.includes(code))
