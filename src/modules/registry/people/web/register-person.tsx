import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { addPerson } from '../contract.ts'
import { FIELD_NAMES } from '../rules.ts'
import { entriesOf, fieldsOf, inputOf, readEntries } from './person-entries.ts'
import { PersonForm } from './person-form.tsx'
import { FORM_TEXTS } from './person-texts.ts'
import './people.css'

/** The list's primary button: one person, one dialog. */
export function RegisterPerson() {
  const t = useText(FORM_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('register')}
      </Button>
      {isOpen && <RegisterDialog onClose={() => setOpen(false)} />}
    </>
  )
}

const NOBODY = fieldsOf(undefined)

function useRegistering(onClose: () => void) {
  const t = useText(FORM_TEXTS)
  const { language } = useLanguage()
  const { today } = useSession()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [entries, setEntries] = useState(() => entriesOf(NOBODY))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [sameNameConfirmed, confirmSameName] = useState(false)
  const add = useWrite(addPerson)
  const submit = () => {
    const { changes, problems: found } = readEntries(entries, NOBODY, today, language)
    const all = name.trim() === '' ? [{ field: inputOf('name'), sentence: t('missingName') }, ...found] : found
    setProblems(all)
    if (all.length > 0) return
    const done = ({ id }: { id: string }) => {
      onClose()
      void navigate({ to: `/registry/people/${id}` })
    }
    add.mutate({ ...changes, name: name.trim(), sameNameConfirmed }, { onSuccess: done })
  }
  return { name, setName, entries, setEntries, problems, sameNameConfirmed, confirmSameName, add, submit }
}

function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(FORM_TEXTS)
  const say = useSay()
  const form = useRegistering(onClose)
  const { name, entries, problems, add } = form
  const isSameName = add.error?.code === 'people.same-name'
  return (
    <Modal
      open
      title={t('register')}
      okText={t('register')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: add.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      width={760}
    >
      <p className="yz-help">{t('registerHelp')}</p>
      {add.error && <Failed problem={add.error} title={t('failed')} />}
      {isSameName && (
        <p>
          <Checkbox checked={form.sameNameConfirmed} onChange={({ target }) => form.confirmSameName(target.checked)}>
            {t('confirmSame')}
          </Checkbox>
        </p>
      )}
      <ErrorSummary problems={problems} />
      <Field
        id={inputOf('name')}
        label={say(FIELD_NAMES.name)}
        required
        error={problems.find(({ field }) => field === inputOf('name'))?.sentence}
      >
        {(aria) => (
          <Input {...aria} autoComplete="off" value={name} onChange={({ target }) => form.setName(target.value)} />
        )}
      </Field>
      <PersonForm
        person={undefined}
        entries={entries}
        problems={problems}
        onChange={(some) => form.setEntries((before) => ({ ...before, ...some }))}
      />
    </Modal>
  )
}
