import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { listPeople } from '../../people/contract.ts'
import { dotted } from '../../people/web/person-values.ts'
import { declareKin, type Degree, DEGREES } from '../contract.ts'
import { KIN_TEXTS } from './kin-texts.ts'

type DeclareProps = { readonly person: string; readonly onClose: () => void }

function useDeclaring({ person, onClose }: DeclareProps) {
  const t = useText(KIN_TEXTS)
  const [relative, setRelative] = useState<string>()
  const [degree, setDegree] = useState<Degree>()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const declare = useWrite(declareKin, { touches: ['kin.listKin'] })
  const submit = () => {
    setProblems([
      ...(relative ? [] : [{ field: 'kin-relative', sentence: t('missingRelative') }]),
      ...(degree ? [] : [{ field: 'kin-degree', sentence: t('missingDegree') }]),
    ])
    if (relative && degree) declare.mutate({ person, relative, degree }, { onSuccess: onClose })
  }
  return { relative, setRelative, degree, setDegree, problems, declare, submit }
}

/** A kinship as the person declared it. */
export function DeclareKin(props: DeclareProps) {
  const t = useText(KIN_TEXTS)
  const form = useDeclaring(props)
  const { problems, declare } = form
  const errorOf = (id: string) => problems.find(({ field }) => field === id)?.sentence
  return (
    <Modal
      open
      title={t('declare')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: declare.isPending }}
      onOk={form.submit}
      onCancel={props.onClose}
      width={520}
    >
      <p className="yz-help">{t('only')}</p>
      {declare.error && <Failed problem={declare.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Field id="kin-relative" label={t('relative')} required help={t('relativeHelp')} error={errorOf('kin-relative')}>
        {(aria) => <PersonInput aria={aria} value={form.relative} onChange={form.setRelative} />}
      </Field>
      <Field id="kin-degree" label={t('degree')} required help={t('degreeHelp')} error={errorOf('kin-degree')}>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={form.degree ?? null}
            onChange={form.setDegree}
            options={DEGREES.map((value) => ({ value, label: t(value) }))}
          />
        )}
      </Field>
    </Modal>
  )
}

type PersonInputProps = {
  readonly aria: FieldAria
  readonly value: string | undefined
  readonly onChange: (person: string) => void
}

/** Finds a person as the list does. */
function PersonInput({ aria, value, onChange }: PersonInputProps) {
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useRead(listPeople, { limit: 20, ...(typed.trim() ? { search: typed } : {}) })
  const options = data?.people.map(({ id, name, birth, communityName }) => ({
    value: id,
    label: [name, birth && dotted(birth.slice(0, 7)), communityName].filter(Boolean).join(' · '),
  }))
  return (
    <Select
      {...aria}
      className="yz-fill"
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      onChange={onChange}
      options={options ?? []}
    />
  )
}
