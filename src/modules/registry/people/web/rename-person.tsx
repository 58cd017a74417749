import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { changeName, type Person } from '../contract.ts'
import { FORM_TEXTS, PERSON_TEXTS } from './person-texts.ts'

/** A name changed or corrected: an act of its own. */
export function RenamePerson({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('rename')}</Button>
      {isOpen && <RenameDialog person={person} onClose={() => setOpen(false)} />}
    </>
  )
}

type DialogProps = { readonly person: Person; readonly onClose: () => void }
type Typed = {
  readonly name: string
  readonly how: 'changed' | 'corrected'
  readonly on: string
  readonly reason: string
}

function useRenaming({ person, onClose }: DialogProps) {
  const t = useText(FORM_TEXTS)
  const { today } = useSession()
  const [typed, setTyped] = useState<Typed>({ name: '', how: 'changed', on: today, reason: '' })
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const write = useWrite(changeName)
  const submit = () => {
    const missing = { name: 'missingName', on: 'missingDay', reason: 'missingReason' } as const
    const found = (Object.keys(missing) as (keyof typeof missing)[])
      .filter((key) => typed[key].trim() === '')
      .map((key) => ({ field: `rename-${key}`, sentence: t(missing[key]) }))
    setProblems(found)
    if (found.length > 0) return
    write.mutate({ id: person.id, version: person.version, ...typed }, { onSuccess: onClose })
  }
  const type = (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some }))
  return { typed, type, problems, write, submit }
}

function RenameDialog(props: DialogProps) {
  const t = useText(FORM_TEXTS)
  const { typed, type, problems, write, submit } = useRenaming(props)
  const field = (key: keyof Typed) => ({
    id: `rename-${key}`,
    required: true,
    error: problems.find((one) => one.field === `rename-${key}`)?.sentence,
  })
  return (
    <Modal
      open
      title={t('rename')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: write.isPending }}
      onOk={submit}
      onCancel={props.onClose}
      width={520}
    >
      {write.error && <Failed problem={write.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Field {...field('name')} label={t('newName')}>
        {(aria) => <Input {...aria} value={typed.name} onChange={({ target }) => type({ name: target.value })} />}
      </Field>
      <Field {...field('how')} label={t('how')}>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={typed.how}
            onChange={(how) => type({ how })}
            options={(['changed', 'corrected'] as const).map((value) => ({ value, label: t(value) }))}
          />
        )}
      </Field>
      <Field {...field('on')} label={t('on')}>
        {(aria) => (
          <Input {...aria} type="date" value={typed.on} onChange={({ target }) => type({ on: target.value })} />
        )}
      </Field>
      <Field {...field('reason')} label={t('reason')}>
        {(aria) => <Input {...aria} value={typed.reason} onChange={({ target }) => type({ reason: target.value })} />}
      </Field>
    </Modal>
  )
}
