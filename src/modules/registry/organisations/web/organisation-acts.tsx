import { Button, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Field } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { BodyDialog, isName, type Names, namesOf, useBodyForm } from '../../bodies/web/body-dialog.tsx'
import { BODY_TEXTS } from '../../bodies/web/body-texts.ts'
import { addOrganisation, endOrganisation, moveOrganisation, renameOrganisation } from '../contract.ts'
import type { Organisation } from './duty-rows.ts'

const TOUCHES = ['organisation.listOrganisations']
const KINDS = ['department', 'district-body'] as const

type ActsProps = {
  readonly organisation: Organisation
  /** All of them, in their order. */
  readonly organisations: readonly Organisation[]
  readonly onEnded: () => void
}

/** What may be done with one organisation; streets come with the divisions and only get an English name here. */
export function OrganisationActs({ organisation, organisations, onEnded }: ActsProps) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const end = useWrite(endOrganisation, { touches: TOUCHES })
  const { id, version, kind } = organisation
  return (
    <div className="yz-buttons">
      <Button onClick={() => setOpen(true)}>{t('rename')}</Button>
      {kind !== 'street' && <Order organisation={organisation} organisations={organisations} />}
      {kind !== 'street' && (
        <ConfirmButton
          label={t('end')}
          title={t('endOrganisation')}
          consequence={t('endOrganisationWhat', { name: say(organisation) })}
          confirm={t('end')}
          isDestructive
          onConfirm={() => end.mutateAsync({ id, version }).then(onEnded)}
        />
      )}
      {isOpen && <OrganisationDialog organisation={organisation} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Order({ organisation: { id, version }, organisations }: Omit<ActsProps, 'onEnded'>) {
  const t = useText(BODY_TEXTS)
  const move = useWrite(moveOrganisation, { touches: TOUCHES })
  const order = organisations.filter(({ kind }) => kind !== 'street').map((one) => one.id)
  const place = order.indexOf(id)
  const after = (index: number) => move.mutate({ id, version, after: order[index] ?? null })
  return (
    <>
      <Button disabled={place <= 0 || move.isPending} onClick={() => after(place - 2)}>
        {t('up')}
      </Button>
      <Button disabled={place >= order.length - 1 || move.isPending} onClick={() => after(place + 1)}>
        {t('down')}
      </Button>
    </>
  )
}

/** The toolbar's button for one that is not there yet. */
export function AddOrganisation() {
  const t = useText(BODY_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('addDepartment')}</Button>
      {isOpen && <OrganisationDialog onClose={() => setOpen(false)} />}
    </>
  )
}

type DialogProps = { readonly organisation?: Organisation; readonly onClose: () => void }

function useOrganisationForm({ organisation, onClose }: DialogProps) {
  const t = useText(BODY_TEXTS)
  const add = useWrite(addOrganisation, { touches: TOUCHES })
  const rename = useWrite(renameOrganisation, { touches: TOUCHES })
  const first: Names & { kind: (typeof KINDS)[number] } = { ...namesOf(organisation), kind: 'department' }
  const form = useBodyForm(first, ({ zh }) =>
    isName(zh) ? [] : [{ field: 'organisation-name', sentence: t('missingName') }],
  )
  const submit = () =>
    form.submit(({ kind, ...names }) => {
      if (organisation) {
        rename.mutate({ id: organisation.id, version: organisation.version, ...names }, { onSuccess: onClose })
      } else add.mutate({ kind, ...names }, { onSuccess: onClose })
    })
  return { ...form, submit, write: organisation ? rename : add }
}

function OrganisationDialog({ organisation, onClose }: DialogProps) {
  const t = useText(BODY_TEXTS)
  const { values, change, submit, problems, write } = useOrganisationForm({
    onClose,
    ...(organisation ? { organisation } : {}),
  })
  return (
    <BodyDialog
      title={t(organisation ? 'rename' : 'addDepartment')}
      id="organisation"
      names={values}
      onNames={change}
      isNameFixed={organisation?.kind === 'street'}
      problems={problems}
      failure={write.error}
      isPending={write.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {!organisation && (
        <Field label={t('kind')} required>
          {(aria) => (
            <Select
              {...aria}
              className="yz-wide"
              value={values.kind}
              options={KINDS.map((value) => ({ value, label: t(value) }))}
              onChange={(kind) => change({ kind })}
            />
          )}
        </Field>
      )}
    </BodyDialog>
  )
}
