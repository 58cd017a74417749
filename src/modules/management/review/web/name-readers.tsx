import { Modal, Select } from 'antd'
import { useState } from 'react'
import { ROLES, type Role } from '#kernel/access.ts'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { listReaders, nameReaders } from '../contract.ts'
import { MATRIX_TEXTS } from './matrix-texts.ts'

/** The head names the two persons to whom departments seal what is sensitive (rulings B3). */
export function NameReaders({ onClose }: { readonly onClose: () => void }) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const { data } = useRead(listReaders, {})
  const [chosen, setChosen] = useState<{ readonly first?: string; readonly second?: string }>({})
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const name = useWrite(nameReaders)
  const { first, second } = chosen
  const submit = () => {
    const missing = [...(first ? [] : [t('first')]), ...(second ? [] : [t('second')])]
    setProblems(missing.map((field) => ({ sentence: t('missing', { field }) })))
    if (first && second) name.mutate({ first, second }, { onSuccess: onClose })
  }
  const options = data?.accounts.map(({ id, name: person, role }) => {
    return { value: id, label: `${person} · ${say(ROLES[role as Role])}` }
  })
  return (
    <Modal
      open
      title={t('name')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: name.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      <p className="yz-help">{t('nameWhat')}</p>
      {name.error && <Failed problem={name.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      {(['first', 'second'] as const).map((slot) => (
        <Field key={slot} label={t(slot)} required>
          {(aria) => (
            <Select
              {...aria}
              className="yz-fill"
              value={chosen[slot] ?? null}
              onChange={(account: string) => setChosen({ ...chosen, [slot]: account })}
              options={options ?? []}
            />
          )}
        </Field>
      ))}
    </Modal>
  )
}
