import { useSay, useText } from '#web/language/language.tsx'
import type { Question } from '../contract.ts'
import { type Draft, keyOf } from './draft.ts'
import { AnswerButton, Due, Seal, type Sheet } from './question-row.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'

type Props = {
  readonly sheet: Sheet
  readonly questions: readonly Question[]
  readonly draft: Draft
  readonly sealed: ReadonlySet<string>
}

/** The same people on a phone: a card each, every item with its wording. */
export function QuestionCards({ sheet, questions, draft, sealed }: Props) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  return (
    <ul className="yz-card yz-cards yz-answer-cards" aria-label={t('table')}>
      {questions.map((question) => (
        <li key={keyOf(question)}>
          <div className="yz-cards-title">{question.personName}</div>
          <dl>
            <Fact title={t('idNumber')}>{question.idNumber}</Fact>
            <Fact title={t('post')}>{question.post}</Fact>
            {sheet.departments && <Fact title={t('department')}>{sheet.departments.get(question.department)}</Fact>}
            <Fact title={t('due')}>
              <Due question={question} today={sheet.today} />
            </Fact>
          </dl>
          {sheet.items
            .filter(({ code }) => question.items.includes(code))
            .map((item) => (
              <div key={item.code} className="yz-answer-line">
                <span>
                  {item.code} {say(item)}
                </span>
                <AnswerButton
                  sheet={sheet}
                  question={question}
                  item={item}
                  choice={draft[keyOf(question)]?.[item.code]}
                />
              </div>
            ))}
          {sheet.maySeal.has(question.department) && (
            <div className="yz-answer-line">
              <span>{t('seal')}</span>
              <Seal sheet={sheet} question={question} isSealed={sealed.has(keyOf(question))} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Fact({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}
