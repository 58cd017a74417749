import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { asFailure } from '../failure.ts'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import { ErrorSummary, Field, type FieldProblem } from './form.tsx'

const TEXTS = texts({
  zh: {
    cancel: '取消',
    failed: '没有完成',
    reason: '理由',
    missing: '请写明理由，它将记入办理过程。',
    presets: '常用语',
    number: '{sentence}（编号 {id}）',
  },
  en: {
    cancel: 'Cancel',
    failed: 'Not done',
    reason: 'Reason',
    missing: 'Please give the reason; it becomes part of the record.',
    presets: 'Phrases',
    number: '{sentence} (number {id})',
  },
})

export type AskReason = {
  readonly label?: string
  readonly required: boolean
  readonly help?: string
  /** 常用语: filled in on click. */
  readonly phrases?: readonly string[]
}

type ConfirmProps = {
  readonly open: boolean
  readonly title: string
  /** What will follow, in a sentence: 公示开始后将不能修改分数。 */
  readonly consequence: ReactNode
  /** A verb: 开始公示. */
  readonly confirm: string
  readonly isDestructive?: boolean
  readonly reason?: AskReason
  /** Does it; a rejection is shown here and the dialog stays. */
  readonly onConfirm: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Asks before an act that cannot simply be taken back. */
export function Confirm(props: ConfirmProps) {
  const { open, title, consequence, confirm, isDestructive, reason, onClose } = props
  const t = useText(TEXTS)
  const { text, setText, problems, isRunning, run } = useConfirming(props)
  return (
    <Modal
      open={open}
      title={title}
      okText={confirm}
      cancelText={t('cancel')}
      okButtonProps={{ danger: isDestructive ?? false, loading: isRunning }}
      onOk={() => void run()}
      onCancel={onClose}
      width={480}
      destroyOnHidden
    >
      <ErrorSummary problems={problems.filter(({ field }) => !field)} title={t('failed')} />
      <div className="yz-consequence">{consequence}</div>
      {reason && (
        <Field
          label={reason.label ?? t('reason')}
          required={reason.required}
          help={reason.help}
          error={problems.find(({ field }) => field)?.sentence}
        >
          {(aria) => (
            <>
              <Input.TextArea {...aria} rows={3} value={text} onChange={(event) => setText(event.target.value)} />
              <Phrases label={t('presets')} phrases={reason.phrases} onChoose={setText} />
            </>
          )}
        </Field>
      )}
    </Modal>
  )
}

function useConfirming({ reason, onConfirm, onClose }: ConfirmProps) {
  const t = useText(TEXTS)
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [isRunning, setRunning] = useState(false)
  const run = async () => {
    if (reason?.required && text.trim() === '') return setProblems([{ field: 'reason', sentence: t('missing') }])
    setRunning(true)
    try {
      await onConfirm(text.trim())
      setProblems([])
      setText('')
      onClose()
    } catch (thrown) {
      const { message, id, problems: places } = asFailure(thrown)
      const sentence = id ? t('number', { sentence: message, id }) : message
      setProblems([{ sentence }, ...places.map((place) => ({ sentence: place.sentence }))])
    } finally {
      setRunning(false)
    }
  }
  return { text, setText, problems, isRunning, run }
}

type PhrasesProps = {
  readonly label: string
  readonly phrases: readonly string[] | undefined
  readonly onChoose: (phrase: string) => void
}

function Phrases({ label, phrases, onChoose }: PhrasesProps) {
  if (!phrases?.length) return null
  return (
    <div className="yz-phrases">
      <span>{label}</span>
      {phrases.map((phrase) => (
        <button key={phrase} type="button" className="yz-chip" onClick={() => onChoose(phrase)}>
          {phrase}
        </button>
      ))}
    </div>
  )
}

type ConfirmButtonProps = Omit<ConfirmProps, 'open' | 'onClose'> & {
  readonly label: ReactNode
  readonly isPrimary?: boolean
  readonly isDisabled?: boolean
}

/** A button with its Confirm. */
export function ConfirmButton({ label, isPrimary, isDisabled, ...dialog }: ConfirmButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} disabled={isDisabled ?? false} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Confirm {...dialog} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
