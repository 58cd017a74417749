import { Button, Input, Modal, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Field } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { ANSWERS, type Answer } from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import type { Choice } from './draft.ts'
import type { Item } from './question-row.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'

type Props = {
  readonly person: string
  readonly item: Item
  readonly choice: Choice | undefined
  /** Chosen by its digit before the dialog came. */
  readonly preset: Answer | undefined
  readonly onChoose: (choice: Choice | undefined) => void
  readonly onClose: () => void
}

/** One answer with the document it rests on. */
export function AnswerDialog(props: Props) {
  const { person, item, choice, preset, onClose } = props
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  const { answer, setAnswer, basis, setBasis, problems, give, submit } = useAnswer(props)
  useWayBack()
  return (
    <Modal
      open
      title={`${person} · ${item.code}`}
      onCancel={onClose}
      width={520}
      footer={
        <div className="yz-answer-foot">
          {choice && (
            <Button type="text" onClick={() => give(undefined)}>
              {t('clear')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" onClick={submit}>
            {t('choose')}
          </Button>
        </div>
      }
    >
      <p>{say(item)}</p>
      <Field label={t('answer')} required error={problems.answer}>
        {({ id }) => <Answers id={id} item={item} answer={answer} onChange={setAnswer} />}
      </Field>
      <Field label={t('basis')} required={answer === 'found'} help={t('basisHelp')} error={problems.basis}>
        {(aria) => (
          <Input
            {...aria}
            autoFocus={preset !== undefined}
            maxLength={160}
            value={basis}
            onChange={({ target }) => setBasis(target.value)}
            onPressEnter={(event) => {
              // The cell has the focus by the time the browser acts on the key, and would open again.
              event.preventDefault()
              submit()
            }}
          />
        )}
      </Field>
    </Modal>
  )
}

/** The cell that opened the dialog has the focus again when it goes: the next key is meant for it. */
function useWayBack(): void {
  const [cell] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (cell instanceof HTMLElement) cell.focus()
    },
    [cell],
  )
}

function useAnswer({ choice, preset, onChoose, onClose }: Props) {
  const t = useText(QUESTION_TEXTS)
  const [answer, setAnswer] = useState(preset ?? choice?.answer)
  const [basis, setBasis] = useState(choice?.basis ?? '')
  const [isTried, setTried] = useState(false)
  const isBare = answer === 'found' && basis.trim() === ''
  const give = (next: Choice | undefined) => {
    onChoose(next)
    onClose()
  }
  const submit = () => (answer && !isBare ? give({ answer, basis: basis.trim() }) : setTried(true))
  const problems = {
    answer: isTried && !answer ? t('chooseAnswer') : undefined,
    basis: isTried && isBare ? t('basisNeeded') : undefined,
  }
  return { answer, setAnswer, basis, setBasis, problems, give, submit }
}

/** The answers have the focus when the dialog comes, unless a field for the document asked for it. */
function useFocused() {
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const dialog = group.current?.closest('[role="dialog"]')
    if (dialog?.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement) return
    const first =
      group.current?.querySelector<HTMLInputElement>('input:checked') ?? group.current?.querySelector('input')
    first?.focus()
  }, [])
  return group
}

/** The digits before the answers choose here as they do in the table, except where somebody types. */
function useDigits({ answers }: Item, onChange: (answer: Answer) => void): void {
  useEffect(() => {
    const press = ({ key, target }: KeyboardEvent) => {
      const answer = ANSWERS[Number(key) - 1]
      const isTyping = target instanceof HTMLInputElement && target.type !== 'radio'
      if (answer && answers.includes(answer) && !isTyping) onChange(answer)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [answers, onChange])
}

type AnswersProps = {
  readonly id: string
  readonly item: Item
  readonly answer: Answer | undefined
  readonly onChange: (answer: Answer) => void
}

function Answers({ id, item, answer, onChange }: AnswersProps) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  const group = useFocused()
  useDigits(item, onChange)
  return (
    <Radio.Group
      ref={group}
      id={id}
      aria-label={t('answer')}
      className="yz-answers"
      value={answer ?? null}
      onChange={({ target }) => onChange(target.value as Answer)}
      options={item.answers.map((one) => ({
        value: one,
        label: `${ANSWERS.indexOf(one) + 1}  ${say(ANSWER_WORDS[one])}`,
      }))}
    />
  )
}
