import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useLanguage, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { changePerson, type Person } from '../contract.ts'
import { entriesOf, fieldsOf, readEntries } from './person-entries.ts'
import { PersonForm } from './person-form.tsx'
import { FORM_TEXTS, PERSON_TEXTS } from './person-texts.ts'

/** The page's primary button: the record's fields in one dialog. */
export function EditPerson({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('edit')}
      </Button>
      {isOpen && <EditDialog person={person} onClose={() => setOpen(false)} />}
    </>
  )
}

type DialogProps = { readonly person: Person; readonly onClose: () => void }

function useEditing({ person, onClose }: DialogProps) {
  const t = useText(FORM_TEXTS)
  const { language } = useLanguage()
  const { today } = useSession()
  // What the dialog began from: somebody else's change meanwhile is a conflict, not something to write over.
  const [before] = useState(person)
  const [entries, setEntries] = useState(() => entriesOf(fieldsOf(person)))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const write = useWrite(changePerson)
  const submit = () => {
    const { changes, problems: found } = readEntries(entries, fieldsOf(before), today, language)
    const isSame = Object.keys(changes).length === 0
    const all = isSame && found.length === 0 ? [{ sentence: t('nothing') }] : found
    setProblems(all)
    if (all.length > 0) return
    write.mutate({ id: before.id, version: before.version, changes }, { onSuccess: onClose })
  }
  return { before, entries, setEntries, problems, write, submit }
}

function EditDialog(props: DialogProps) {
  const t = useText(FORM_TEXTS)
  const { before, entries, setEntries, problems, write, submit } = useEditing(props)
  return (
    <Modal
      open
      title={t('edit', { name: before.name })}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: write.isPending }}
      onOk={submit}
      onCancel={props.onClose}
      width={760}
    >
      {write.error && <Failed problem={write.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <PersonForm
        person={before}
        entries={entries}
        problems={problems}
        onChange={(some) => setEntries((known) => ({ ...known, ...some }))}
      />
    </Modal>
  )
}
