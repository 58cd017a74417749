import { Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#web/failure.ts'
import { ErrorSummary, Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { MERIT_TEXTS } from './merit-texts.ts'

/** What a form asks for; values are text, several choices joined by a blank. */
export type EntryField = {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly kind: 'text' | 'long' | 'date' | 'number' | 'choice' | 'choices'
  readonly isOptional?: boolean
  /** Two or three of them stand in one line where there is room. */
  readonly isShort?: boolean
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly first?: string
}

export type EntryValues = Readonly<Record<string, string>>

type EntryDialogProps = {
  readonly title: string
  readonly lead: string
  readonly fields: readonly EntryField[]
  readonly failure: Failure | null
  readonly isPending: boolean
  /** Takes the values when nothing is missing. */
  readonly onSend: (values: EntryValues) => void
  readonly onClose: () => void
  /** What follows from the values, under the fields. */
  readonly outcome?: (values: EntryValues) => ReactNode
}

const NUMBER = /^-?\d{1,2}(\.\d)?$/

function useEntry({ fields, onSend }: Pick<EntryDialogProps, 'fields' | 'onSend'>) {
  const t = useText(MERIT_TEXTS)
  const first = Object.fromEntries(fields.map(({ name, first: value = '' }) => [name, value]))
  const [values, setValues] = useState<EntryValues>(first)
  const [isTried, setTried] = useState(false)
  const sentenceOf = ({ name, label, kind, isOptional }: EntryField): string | undefined => {
    const value = (values[name] ?? '').trim()
    if (value === '') return isOptional ? undefined : t(kind.startsWith('choice') ? 'choose' : 'missing', { label })
    return kind === 'number' && !NUMBER.test(value) ? t('wrongNumber', { label }) : undefined
  }
  const problems = fields.flatMap((field): FieldProblem[] => {
    const sentence = sentenceOf(field)
    return sentence ? [{ field: idOf(field), sentence }] : []
  })
  const set = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value }))
  const submit = () => {
    setTried(true)
    if (problems.length === 0) onSend(values)
  }
  return { values, set, submit, problems: isTried ? problems : [] }
}

/** A form of an entry: what is asked is data, so that all of them look and answer alike. */
export function EntryDialog(props: EntryDialogProps) {
  const { title, lead, fields, failure, isPending, onClose, outcome } = props
  const t = useText(MERIT_TEXTS)
  const { values, set, submit, problems } = useEntry(props)
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={submit}
      onCancel={onClose}
      width={600}
    >
      <p className="yz-help">{lead}</p>
      {failure && <Failed problem={failure} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <div className="yz-entry">
        {fields.map((field) => (
          <div key={field.name} className={field.isShort ? 'yz-entry-short' : 'yz-entry-field'}>
            <Field
              id={idOf(field)}
              label={field.label}
              help={field.help}
              required={!field.isOptional}
              error={problems.find((one) => one.field === idOf(field))?.sentence}
            >
              {(aria) => (
                <EntryInput
                  aria={aria}
                  field={field}
                  value={values[field.name] ?? ''}
                  onChange={(value) => set(field.name, value)}
                />
              )}
            </Field>
          </div>
        ))}
      </div>
      {outcome?.(values)}
    </Modal>
  )
}

const idOf = ({ name }: EntryField): string => `merit-${name.replace('.', '-')}`

type EntryInputProps = {
  readonly aria: FieldAria
  readonly field: EntryField
  readonly value: string
  readonly onChange: (value: string) => void
}

function EntryInput({ aria, field: { kind, options }, value, onChange }: EntryInputProps) {
  if (kind === 'choice' || kind === 'choices') {
    const chosen = value === '' ? [] : value.split(' ')
    return (
      <Select
        {...aria}
        className="yz-fill"
        {...(kind === 'choices' ? { mode: 'multiple' as const } : {})}
        showSearch={{ optionFilterProp: 'label' }}
        value={kind === 'choices' ? chosen : (chosen[0] ?? null)}
        options={[...(options ?? [])]}
        onChange={(next: string | readonly string[]) => onChange([next].flat().join(' '))}
      />
    )
  }
  const typed = { ...aria, value, onChange: ({ target }: { target: { value: string } }) => onChange(target.value) }
  if (kind === 'long') return <Input.TextArea {...typed} rows={3} maxLength={500} />
  if (kind === 'date') return <Input {...typed} type="date" />
  return kind === 'number' ? (
    <Input {...typed} inputMode="decimal" maxLength={5} />
  ) : (
    <Input {...typed} maxLength={120} />
  )
}
