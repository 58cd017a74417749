import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { listReaders, nameReaders, SEALED_READERS } from '../contract.ts'
import { MATRIX_TEXTS } from './matrix-texts.ts'

/** The head names the two persons to whom departments seal what is sensitive (rulings B3). */
export function NameReaders({ onClose }: { readonly onClose: () => void }) {
  const t = useText(MATRIX_TEXTS)
  const { data, error } = useRead(listReaders, {})
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const name = useWrite(nameReaders)
  const submit = () => {
    const missing = SEALED_READERS.filter((role) => !chosen[role])
    setProblems(missing.map((role) => ({ sentence: t('missing', { field: t(`reader-${role}`) }) })))
    const [first, second] = SEALED_READERS.map((role) => chosen[role])
    if (first && second) name.mutate({ first, second }, { onSuccess: onClose })
  }
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
      {error && <Failed problem={error} />}
      {name.error && <Failed problem={name.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      {SEALED_READERS.map((role) => (
        <Field key={role} label={t(`reader-${role}`)} required>
          {(aria) => (
            <Select
              {...aria}
              className="yz-fill"
              value={chosen[role] ?? null}
              onChange={(account: string) => setChosen({ ...chosen, [role]: account })}
              options={(data?.accounts ?? [])
                .filter((one) => one.role === role)
                .map(({ id, name: person }) => ({ value: id, label: person }))}
            />
          )}
        </Field>
      ))}
    </Modal>
  )
}
