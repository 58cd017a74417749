import { InboxOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { type DragEvent, useId, useState } from 'react'
import { useUpload } from '#web/api.ts'
import { asFailure, type Failure } from '#web/failure.ts'
import { bytes } from '#web/format.ts'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { importPack, type TakenPack } from '../contract.ts'
import { CheckedPack } from './checked-pack.tsx'
import { IMPORT_PACK_TEXTS } from './policy-texts.ts'
import { TextPlaces } from './text-places.tsx'
import '#web/kit/import.css'

const MOST_BYTES = 1_000_000

type ImportPackProps = { readonly isPrimary: boolean; readonly onShow: (id: string) => void }

/** The page's button for a new version: a file, its problems beside the text or what it changes, then a new version. */
export function ImportPack({ isPrimary, onShow }: ImportPackProps) {
  const t = useText(IMPORT_PACK_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const show = (id: string) => {
    setOpen(false)
    onShow(id)
  }
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('import')}
      </Button>
      {isOpen && <ImportDialog onShow={show} onClose={() => setOpen(false)} />}
    </>
  )
}

type Step =
  | { readonly at: 'choose'; readonly problem?: string }
  | { readonly at: 'checking'; readonly name: string }
  | { readonly at: 'refused'; readonly name: string; readonly text: string; readonly problem: Failure }
  | { readonly at: 'checked'; readonly file: File; readonly taken: TakenPack; readonly problem?: Failure }
  | { readonly at: 'taken'; readonly taken: TakenPack }

function useImporting() {
  const t = useText(IMPORT_PACK_TEXTS)
  const [step, setStep] = useState<Step>({ at: 'choose' })
  const check = useUpload(importPack, { touches: [] })
  const write = useUpload(importPack)
  const choose = async (file: File) => {
    const { name, size } = file
    if (size > MOST_BYTES) return setStep({ at: 'choose', problem: t('tooLarge', { size: bytes(size) }) })
    setStep({ at: 'checking', name })
    const text = await file.text()
    await check.mutateAsync({ input: { apply: false }, file }).then(
      (taken) => setStep({ at: 'checked', file, taken }),
      (thrown) => setStep({ at: 'refused', name, text, problem: asFailure(thrown) }),
    )
  }
  const take = async (file: File, checked: TakenPack) => {
    await write.mutateAsync({ input: { apply: true }, file }).then(
      (taken) => setStep({ at: 'taken', taken }),
      (thrown) => setStep({ at: 'checked', file, taken: checked, problem: asFailure(thrown) }),
    )
  }
  return { step, choose, take, isWriting: write.isPending, again: () => setStep({ at: 'choose' }) }
}

type ImportDialogProps = Pick<ImportPackProps, 'onShow'> & { readonly onClose: () => void }

function ImportDialog({ onShow, onClose }: ImportDialogProps) {
  const t = useText(IMPORT_PACK_TEXTS)
  const { step, choose, take, isWriting, again } = useImporting()
  const id = step.at === 'taken' ? step.taken.id : null
  return (
    <Modal
      open
      title={t('import')}
      onCancel={onClose}
      width={860}
      footer={
        <div className="yz-policy-foot">
          {step.at !== 'choose' && step.at !== 'checking' && <Button onClick={again}>{t('other')}</Button>}
          <Button onClick={onClose}>{t('close')}</Button>
          {step.at === 'checked' && !step.taken.known && (
            <Button type="primary" loading={isWriting} onClick={() => void take(step.file, step.taken)}>
              {t('apply', { version: step.taken.version })}
            </Button>
          )}
          {id && (
            <Button type="primary" onClick={() => onShow(id)}>
              {t('shown')}
            </Button>
          )}
        </div>
      }
    >
      <div className="yz-policy-import">
        {step.at === 'choose' && <Choose problem={step.problem} onFile={(file) => void choose(file)} />}
        {step.at === 'checking' && <p role="status">{t('checking', { name: step.name })}</p>}
        {step.at === 'refused' && <Refused {...step} />}
        {step.at === 'checked' && step.problem && <Failed problem={step.problem} />}
        {step.at === 'checked' && <CheckedPack name={step.file.name} taken={step.taken} />}
        {step.at === 'taken' && (
          <div role="status">
            <h2>{t('taken', { version: step.taken.version })}</h2>
            <p>{t('takenNext')}</p>
          </div>
        )}
      </div>
    </Modal>
  )
}

type ChooseProps = { readonly problem: string | undefined; readonly onFile: (file: File) => void }

function Choose({ problem, onFile }: ChooseProps) {
  const t = useText(IMPORT_PACK_TEXTS)
  const id = useId()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <>
      <p>{t('lead')}</p>
      {problem && <p className="yz-error">{problem}</p>}
      <label
        htmlFor={id}
        className={`yz-drop${isOver ? ' yz-drop-over' : ''}`}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden />
        <strong>{t('drop')}</strong>
        <span>{t('limit')}</span>
        <input
          id={id}
          type="file"
          accept=".yaml,.yml"
          onChange={({ target }) => target.files?.[0] && onFile(target.files[0])}
        />
      </label>
    </>
  )
}

type RefusedProps = { readonly name: string; readonly text: string; readonly problem: Failure }

function Refused({ name, text, problem }: RefusedProps) {
  const t = useText(IMPORT_PACK_TEXTS)
  return (
    <>
      <Failed problem={problem} title={t('refused', { name })} />
      <TextPlaces text={text} problems={problem.problems} />
    </>
  )
}
