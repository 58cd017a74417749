import { App, Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { Confirm } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import type { FieldProblem } from '#web/kit/form.tsx'
import { type Question, replyToReview } from '../contract.ts'
import { countsOf, keyOf, repliesOf } from './draft.ts'
import { checkedPeople, lookedProblems, type QuestionWords } from './looked-up.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'
import type { Sitting } from './use-sitting.ts'

type Props = {
  readonly open: readonly Question[]
  readonly sitting: Sitting
  readonly onProblems: (problems: readonly FieldProblem[]) => void
}

/** Signs what is complete; says before what that is. */
export function SubmitReplies({ open, sitting, onProblems }: Props) {
  const t = useText(QUESTION_TEXTS)
  const { message } = App.useApp()
  const [isAsking, setAsking] = useState(false)
  const send = useWrite(replyToReview)
  const { draft, sealed, looked, sheet } = sitting
  const replies = repliesOf(open, draft, sealed)
  const people = new Set(replies.map(({ request }) => request)).size
  const problems = () => [
    ...lookedProblems(looked, { people, today: sheet.today, t }),
    ...bareFindings(open, sitting, t),
  ]
  const ask = () => {
    const found = problems()
    onProblems(found)
    setAsking(found.length === 0)
  }
  const submit = async () => {
    const input = { checkedPeople: checkedPeople(looked), checkedIn: looked.system, checkedOn: looked.on, replies }
    const { replied } = await send.mutateAsync(input)
    void message.success(t('done', { count: replied }))
    sitting.drop(replies)
  }
  const [held, left] = [replies.filter(({ sensitive }) => sensitive).length, open.length - replies.length]
  return (
    <>
      <Button type="primary" disabled={replies.length === 0} onClick={ask}>
        {replies.length === 0 ? t('submit') : t('submitCount', { count: people })}
      </Button>
      <Confirm
        open={isAsking}
        title={t('submit')}
        confirm={t('submit')}
        consequence={
          <>
            <p>{t('consequence', { people, ...countsOf(open, draft) })}</p>
            {held > 0 && <p>{t('consequenceSealed', { sealed: held })}</p>}
            {left > 0 && <p>{t('consequenceOpen', { open: left })}</p>}
          </>
        }
        onConfirm={submit}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

function bareFindings(open: readonly Question[], { draft }: Sitting, t: QuestionWords): readonly FieldProblem[] {
  return open.flatMap((question) =>
    question.items.flatMap((item) => {
      const choice = draft[keyOf(question)]?.[item]
      const isBare = choice?.answer === 'found' && choice.basis.trim() === ''
      return isBare ? [{ sentence: t('basisMissing', { person: question.personName, item }) }] : []
    }),
  )
}
