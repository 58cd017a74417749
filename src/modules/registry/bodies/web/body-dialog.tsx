import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#web/failure.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { ErrorSummary, Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { BODY_TEXTS } from './body-texts.ts'

export type Names = { readonly zh: string; readonly en: string }

/** Names as a form begins with them: an English one that only repeats the Chinese one was never given. */
export function namesOf(body: Names | undefined): Names {
  return { zh: body?.zh ?? '', en: body && body.en !== body.zh ? body.en : '' }
}

type BodyDialogProps = {
  readonly title: string
  /** Starts the ids of the fields. */
  readonly id: string
  readonly names: Names
  readonly onNames: (names: Names) => void
  /** The Chinese name is not changed here. */
  readonly isNameFixed?: boolean
  readonly problems: readonly FieldProblem[]
  readonly failure: Failure | null
  readonly isPending: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** The form of a body: its two names, and what is its own. */
export function BodyDialog(props: BodyDialogProps) {
  const { title, id, names, onNames, problems, failure } = props
  const t = useText(BODY_TEXTS)
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: props.isPending }}
      onOk={props.onSubmit}
      onCancel={props.onClose}
      width={560}
    >
      {failure && <Failed problem={failure} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <BodyField id={`${id}-name`} label={t('name')} problems={problems} required>
        {(aria) => (
          <Input
            {...aria}
            disabled={props.isNameFixed ?? false}
            value={names.zh}
            onChange={({ target }) => onNames({ ...names, zh: target.value })}
          />
        )}
      </BodyField>
      <BodyField id={`${id}-name-en`} label={t('nameEn')} help={t('nameEnHelp')} problems={problems}>
        {(aria) => (
          <Input {...aria} value={names.en} onChange={({ target }) => onNames({ ...names, en: target.value })} />
        )}
      </BodyField>
      {props.children}
    </Modal>
  )
}

type BodyFieldProps = {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly required?: boolean
  readonly problems: readonly FieldProblem[]
  readonly children: (aria: FieldAria) => ReactNode
}

/** A field with the problem that names it. */
export function BodyField({ problems, required = false, help, ...field }: BodyFieldProps) {
  return (
    <Field
      {...field}
      {...(help ? { help } : {})}
      required={required}
      error={problems.find((one) => one.field === field.id)?.sentence}
    />
  )
}

/** What a form holds, what is wrong with it, and its submission: problems are shown from the first try on. */
export function useBodyForm<Values>(first: Values, check: (values: Values) => readonly FieldProblem[]) {
  const [values, setValues] = useState(first)
  const [isTried, setTried] = useState(false)
  const change = (some: Partial<Values>) => setValues((before) => ({ ...before, ...some }))
  const submit = (send: (values: Values) => void) => {
    setTried(true)
    if (check(values).length === 0) send(values)
  }
  return { values, change, submit, problems: isTried ? check(values) : [] }
}

/** A name as the endpoints take it. */
export function isName(zh: string): boolean {
  const { length } = zh.trim()
  return length >= 2 && length <= 60
}

type DialogOf = (onClose: () => void) => ReactNode

/** The button that opens a dialog, and the dialog while it is open. */
export function OpenDialog({ label, dialog }: { readonly label: string; readonly dialog: DialogOf }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {isOpen && dialog(() => setOpen(false))}
    </>
  )
}

type BodyActsProps = {
  /** The verb on the button that ends it. */
  readonly end: string
  readonly title: string
  readonly consequence: string
  readonly onEnd: () => Promise<unknown>
  readonly dialog: DialogOf
}

/** Change it or end it. */
export function BodyActs({ end, title, consequence, onEnd, dialog }: BodyActsProps) {
  const t = useText(BODY_TEXTS)
  return (
    <span className="yz-buttons yz-body-acts">
      <OpenDialog label={t('change')} dialog={dialog} />
      <ConfirmButton
        label={end}
        title={title}
        consequence={consequence}
        confirm={end}
        isDestructive
        onConfirm={onEnd}
      />
    </span>
  )
}
