import { App, Modal } from 'antd'
import { useState } from 'react'
import { useUpload } from '#web/api.ts'
import { DropFile } from '#web/kit/drop-file.tsx'
import { ErrorSummary, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import type { DispatchInFull } from '../../dispatch/contract.ts'
import { WorkbookProblems } from '../../dispatch/web/own-workbook.tsx'
import { registerWorkbook } from '../contract.ts'
import { ReturnedNumber, Sensitive } from './register-letter.tsx'
import { REGISTRATION_TEXTS } from './registration-texts.ts'

type Props = { readonly letter: DispatchInFull; readonly onClose: () => void }
const MOST = 10_000_000

/** The first person, of a workbook: the machine reads it. */
export function RegisterWorkbook({ letter, onClose }: Props) {
  const t = useText(REGISTRATION_TEXTS)
  const { message } = App.useApp()
  const [file, setFile] = useState<File>()
  const [number, setNumber] = useState('')
  const [sensitive, setSensitive] = useState(false)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const register = useUpload(registerWorkbook)
  const submit = () => {
    const missing = [...(file ? [] : [t('back')]), ...(number.trim() ? [] : [t('number')])]
    setProblems(missing.map((field) => ({ sentence: t('missing', { field }) })))
    if (!file || missing.length > 0) return
    const done = () => {
      void message.success(t('saved'))
      onClose()
    }
    register.mutate({ input: { number, department: letter.department, sensitive }, file }, { onSuccess: done })
  }
  const places = (register.error?.problems ?? []).map(({ code, sentence, row = null, column }) => {
    return { code, sentence, row, column: column === undefined ? null : String(column) }
  })
  return (
    <Modal
      open
      title={`${t('workbook')} · ${letter.number}`}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: register.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={640}
    >
      <p className="yz-help">{t('workbookWhat')}</p>
      {register.error && <Failed problem={register.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <DropFile wanted={t('back')} accept=".xlsx" maxBytes={MOST} onFile={setFile} />
      {file && <p role="status">{t('taken', { name: file.name })}</p>}
      {places.length > 0 && file && (
        <WorkbookProblems found={{ count: places.length, problems: places }} file={file} dispatch={letter.id} />
      )}
      <ReturnedNumber number={number} onChange={setNumber} />
      <Sensitive letter={letter} isSensitive={sensitive} onChange={setSensitive} />
    </Modal>
  )
}
