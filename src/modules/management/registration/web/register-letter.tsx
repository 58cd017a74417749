import { App, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useUpload } from '#web/api.ts'
import { DropFile } from '#web/kit/drop-file.tsx'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import type { DispatchInFull } from '../../dispatch/contract.ts'
import { checkedPeople, LookedUp, lookedProblems, NOT_LOOKED } from '../../review/web/looked-up.tsx'
import { QUESTION_TEXTS } from '../../review/web/question-texts.ts'
import { MOST_SCANNED, registerLetter } from '../contract.ts'
import { AnswerEntries, entered, type Entry } from './answer-entries.tsx'
import { REGISTRATION_TEXTS } from './registration-texts.ts'
import '../../review/web/questions.css'

type Props = { readonly letter: DispatchInFull; readonly onClose: () => void }

/** The first person: the scan, and what it says. */
export function RegisterLetter({ letter, onClose }: Props) {
  const t = useText(REGISTRATION_TEXTS)
  const { form, set, problems, submit, register } = useRegister({ letter, onClose })
  const { file, number, looked, sensitive, entries } = form
  const { today } = useSession()
  return (
    <Modal
      open
      title={`${t('letter')} · ${letter.number}`}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: register.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={840}
    >
      <p className="yz-help">{t('letterWhat')}</p>
      {register.error && <Failed problem={register.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <DropFile
        wanted={t('scan')}
        accept=".pdf,.jpg,.jpeg,.png"
        maxBytes={MOST_SCANNED}
        onFile={(taken) => set({ file: taken })}
      />
      {file && <p role="status">{t('taken', { name: file.name })}</p>}
      <ReturnedNumber number={number} onChange={(typed) => set({ number: typed })} />
      <Sensitive letter={letter} isSensitive={sensitive} onChange={(is) => set({ sensitive: is })} />
      <LookedUp looked={looked} today={today} onChange={(changed) => set({ looked: changed })} />
      <AnswerEntries letter={letter} entries={entries} onChange={(changed) => set({ entries: changed })} />
    </Modal>
  )
}

type NumberProps = { readonly number: string; readonly onChange: (number: string) => void }
const NUMBER = 'returned-number'

/** Read from the paper and not from the page: so that a letter of somebody else is noticed. */
export function ReturnedNumber({ number, onChange }: NumberProps) {
  const t = useText(REGISTRATION_TEXTS)
  return (
    <Field id={NUMBER} label={t('number')} help={t('numberHelp')} required>
      {(aria) => <Input {...aria} maxLength={40} value={number} onChange={({ target }) => onChange(target.value)} />}
    </Field>
  )
}

type SensitiveProps = {
  readonly letter: DispatchInFull
  readonly isSensitive: boolean
  readonly onChange: (isSensitive: boolean) => void
}

export function Sensitive({ letter: { maySeal, isReader }, isSensitive, onChange }: SensitiveProps) {
  const t = useText(REGISTRATION_TEXTS)
  if (!maySeal) return null
  if (!isReader) return <p className="yz-help">{t('sensitiveOther')}</p>
  return (
    <p>
      <Checkbox checked={isSensitive} onChange={({ target }) => onChange(target.checked)}>
        {t('sensitive')}
      </Checkbox>
    </p>
  )
}

const EMPTY = {
  file: undefined as File | undefined,
  number: '',
  looked: NOT_LOOKED,
  sensitive: false,
  entries: [] as readonly Entry[],
}

function useRegister({ letter, onClose }: Props) {
  const t = useText(REGISTRATION_TEXTS)
  const words = useText(QUESTION_TEXTS)
  const { today } = useSession()
  const { message } = App.useApp()
  const [form, setForm] = useState(EMPTY)
  const [isTried, setTried] = useState(false)
  const register = useUpload(registerLetter)
  const set = (change: Partial<typeof EMPTY>) => setForm((before) => ({ ...before, ...change }))
  const { file, number, looked, sensitive } = form
  const { answers, unfinished } = entered(form.entries)
  const problems: readonly FieldProblem[] = [
    ...(file ? [] : [{ sentence: t('missing', { field: t('scan') }) }]),
    ...(number.trim() ? [] : [{ field: NUMBER, sentence: t('missing', { field: t('number') }) }]),
    ...lookedProblems(looked, { people: letter.questions.filter((one) => !one.replied).length, today, t: words }),
    ...unfinished.map((row) => ({ sentence: t('unfinished', { row }) })),
  ]
  const submit = () => {
    setTried(true)
    if (!file || problems.length > 0) return
    const { department } = letter
    const checked = { checkedPeople: checkedPeople(looked), checkedIn: looked.system, checkedOn: looked.on }
    const done = () => {
      void message.success(t('saved'))
      onClose()
    }
    register.mutate({ input: { number, department, sensitive, ...checked, answers }, file }, { onSuccess: done })
  }
  return { form, set, submit, register, problems: isTried ? problems : [] }
}
