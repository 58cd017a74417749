import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { type ComponentType, type ReactNode, useState } from 'react'
import type { Failure } from '#web/failure.ts'
import { ErrorSummary, Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { ACT_TEXTS } from './act-texts.ts'

export type ActValues = Readonly<Record<string, string>>

export type InputProps = {
  readonly aria: FieldAria
  readonly value: string
  readonly onChange: (value: string) => void
}

/** What a form asks for; values are text, a check that was made is `yes`. */
export type ActField = {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly isOptional?: boolean
  /** Two or three of them stand in one line where there is room. */
  readonly isShort?: boolean
  readonly first?: string
  /** Whom it is about, where a form asks the same about many: fields of one group stand in one line under its name. */
  readonly group?: { readonly key: string; readonly name: string }
} & (
  | { readonly kind: 'line' | 'long' | 'date' | 'count' | 'check' }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: 'search'; readonly input: ComponentType<InputProps> }
)

type ActDialogProps = {
  readonly title: string
  readonly lead?: ReactNode
  /** What is asked may follow from what was answered. */
  readonly fields: (values: ActValues) => readonly ActField[]
  readonly failure: Failure | null
  readonly isPending: boolean
  /** A verb; the title where absent. */
  readonly confirm?: string
  readonly width?: number
  readonly isDestructive?: boolean
  /** Hears of each change, for what is asked next. */
  readonly onTyped?: (name: string, value: string) => void
  /** Takes the values when nothing is missing. */
  readonly onSend: (values: ActValues) => void
  readonly onClose: () => void
}

/** What was typed into a field, trimmed; nothing typed is null. */
export const typed = (values: ActValues, name: string): string | null => values[name]?.trim() || null

const COUNT = /^\d{1,5}$/
const idOf = ({ name }: ActField): string => `filing-${name}`

function useAct({ fields, onSend, onTyped }: Pick<ActDialogProps, 'fields' | 'onSend' | 'onTyped'>) {
  const t = useText(ACT_TEXTS)
  const [changed, setChanged] = useState<ActValues>({})
  const [isTried, setTried] = useState(false)
  const first = Object.fromEntries(fields(changed).map(({ name, first: value = '' }) => [name, value]))
  const values = { ...first, ...changed }
  const asked = fields(values)
  const sentenceOf = ({ name, label: own, kind, isOptional, group }: ActField): string | undefined => {
    const value = typed(values, name)
    const label = group ? `${group.name} · ${own}` : own
    if (value === null) {
      const words = kind === 'check' ? 'confirmFirst' : kind === 'choice' || kind === 'search' ? 'choose' : 'missing'
      return isOptional ? undefined : t(words, { label })
    }
    return kind === 'count' && !COUNT.test(value) ? t('wrongCount', { label }) : undefined
  }
  const problems = asked.flatMap((field): FieldProblem[] => {
    const sentence = sentenceOf(field)
    return sentence ? [{ field: idOf(field), sentence }] : []
  })
  const submit = () => {
    setTried(true)
    if (problems.length === 0) onSend(values)
  }
  const set = (name: string, value: string) => {
    setChanged((before) => ({ ...before, [name]: value }))
    onTyped?.(name, value)
  }
  return { asked, values, set, submit, problems: isTried ? problems : [] }
}

/** The form of an act: what is asked is data, so that all of them look and answer alike. */
export function ActDialog(props: ActDialogProps) {
  const { title, lead, failure, isPending, confirm, isDestructive, width = 600, onClose } = props
  const t = useText(ACT_TEXTS)
  const { asked, values, set, submit, problems } = useAct(props)
  const groups = [...Map.groupBy(asked, ({ group }) => group?.key).values()]
  const lineOf = (field: ActField) => (
    <ActLine
      key={field.name}
      field={field}
      value={values[field.name] ?? ''}
      error={problems.find((one) => one.field === idOf(field))?.sentence}
      onChange={(value) => set(field.name, value)}
    />
  )
  return (
    <Modal
      open
      title={title}
      okText={confirm ?? title}
      cancelText={t('cancel')}
      okButtonProps={{ loading: isPending, danger: isDestructive ?? false }}
      onOk={submit}
      onCancel={onClose}
      width={width}
    >
      {lead && <div className="yz-help yz-act-lead">{lead}</div>}
      {failure && <Refused failure={failure} />}
      <ErrorSummary problems={problems} />
      {groups.map((fields) => {
        const group = fields[0]?.group
        if (!group) {
          return (
            <div key="" className="yz-act">
              {fields.map(lineOf)}
            </div>
          )
        }
        return (
          <fieldset key={group.key} className="yz-act-group">
            <legend>{group.name}</legend>
            {fields.map(lineOf)}
          </fieldset>
        )
      })}
    </Modal>
  )
}

/** Where several places are wrong, each has its sentence. */
function Refused({ failure }: { readonly failure: Failure }) {
  const t = useText(ACT_TEXTS)
  return (
    <>
      <Failed problem={failure} title={t('failed')} />
      {failure.problems.length > 1 && (
        <ul className="yz-batch-left">
          {failure.problems.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  )
}

type LineProps = Omit<InputProps, 'aria'> & { readonly field: ActField; readonly error: string | undefined }

/** One thing that is asked, with its label. */
export function ActLine({ field, value, error, onChange }: LineProps) {
  const { label, help, isShort, isOptional, kind } = field
  if (kind === 'check') {
    return (
      <div className="yz-act-check">
        <Checkbox
          id={idOf(field)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${idOf(field)}-error` : undefined}
          checked={value === 'yes'}
          onChange={({ target }) => onChange(target.checked ? 'yes' : '')}
        >
          {label}
        </Checkbox>
        {error && (
          <div className="yz-error" id={`${idOf(field)}-error`}>
            {error}
          </div>
        )}
      </div>
    )
  }
  return (
    <div className={isShort ? 'yz-act-short' : 'yz-act-line'}>
      <Field id={idOf(field)} label={label} help={help} required={!isOptional} error={error}>
        {(aria) => <ActInput aria={aria} field={field} value={value} onChange={onChange} />}
      </Field>
    </div>
  )
}

function ActInput({ aria, field, value, onChange }: InputProps & { readonly field: ActField }) {
  if (field.kind === 'search') return <field.input aria={aria} value={value} onChange={onChange} />
  if (field.kind === 'choice') {
    return (
      <Select
        {...aria}
        className="yz-fill"
        showSearch={field.options.length > 8 && { optionFilterProp: 'label' }}
        value={value || null}
        options={[...field.options]}
        onChange={onChange}
      />
    )
  }
  const own = { ...aria, value, onChange: ({ target }: { target: { value: string } }) => onChange(target.value) }
  if (field.kind === 'long') return <Input.TextArea {...own} rows={field.group ? 1 : 3} maxLength={1000} />
  if (field.kind === 'date') return <Input {...own} type="date" />
  return field.kind === 'count' ? (
    <Input {...own} inputMode="numeric" maxLength={5} />
  ) : (
    <Input {...own} maxLength={160} />
  )
}

type OpenerProps = {
  readonly label: string
  readonly isPrimary?: boolean
  readonly dialog: (onClose: () => void) => ReactNode
}

/** A button, and the form behind it. */
export function Opener({ label, isPrimary, dialog }: OpenerProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && dialog(() => setOpen(false))}
    </>
  )
}
