import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { listAccounts } from '../../account/contract.ts'
import { type Account, roleText } from '../../account/web/account-rows.ts'
import { handOver } from '../contract.ts'
import { HANDOVER_TEXTS } from './handover-texts.ts'
import './handover.css'

type Props = { readonly account: Account }

/** A button that gives an account's roles to a successor; there also when the account was disabled first. */
export function HandOver({ account }: Props) {
  const t = useText(HANDOVER_TEXTS)
  const { today } = useSession()
  const [isOpen, setOpen] = useState(false)
  const may = useMay()
  if (!may(handOver) || account.roles.every(({ until }) => isOver(until, today))) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('handOver')}</Button>
      {isOpen && <HandOverDialog account={account} onClose={() => setOpen(false)} />}
    </>
  )
}

const isOver = (until: string | null, today: string) => until !== null && until < today

function useHandingOver({ id, roles }: Account, onClose: () => void) {
  const t = useText(HANDOVER_TEXTS)
  const { today } = useSession()
  const held = roles.filter(({ until }) => !isOver(until, today))
  const [entries, setEntries] = useState({ grants: held.map((one) => one.id), to: '', day: today, reason: '' })
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const give = useWrite(handOver, { touches: [listAccounts.id] })
  const submit = () => {
    const { grants, to, day, reason } = entries
    const found = [
      ...(grants.length > 0 ? [] : [{ field: 'handover-roles', sentence: t('missingRoles') }]),
      ...(to ? [] : [{ field: 'handover-to', sentence: t('missingSuccessor') }]),
      ...(day ? [] : [{ field: 'handover-day', sentence: t('missingDay') }]),
      ...(reason.trim().length > 1 ? [] : [{ field: 'handover-reason', sentence: t('missingReason') }]),
    ]
    setProblems(found)
    if (found.length === 0) give.mutate({ ...entries, from: id }, { onSuccess: onClose })
  }
  const set = (some: Partial<typeof entries>) => setEntries((before) => ({ ...before, ...some }))
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.sentence
  return { held, entries, set, problems, errorOf, give, submit }
}
type Handing = ReturnType<typeof useHandingOver>

function HandOverDialog({ account, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText(HANDOVER_TEXTS)
  const handing = useHandingOver(account, onClose)
  const { problems, give, submit } = handing
  return (
    <Modal
      open
      title={t('title', { name: account.name })}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: give.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={520}
    >
      <p className="yz-help">{t('lead')}</p>
      {give.error && <Failed problem={give.error} title={t('notDone')} />}
      <ErrorSummary problems={problems} />
      <Roles handing={handing} />
      <Successor handing={handing} leaver={account.id} />
      <DayAndReason handing={handing} />
    </Modal>
  )
}

function Roles({ handing: { held, entries, set, errorOf } }: { readonly handing: Handing }) {
  const t = useText(HANDOVER_TEXTS)
  const say = useSay()
  const options = held.map((one) => ({ value: one.id, label: say(roleText(one)) }))
  return (
    <Field id="handover-roles" label={t('roles')} required error={errorOf('handover-roles')}>
      {({ id, 'aria-describedby': describedBy }) => (
        <div id={id} role="group" aria-label={t('roles')} aria-describedby={describedBy}>
          <Checkbox.Group
            className="yz-handover-choice"
            options={options}
            value={entries.grants}
            onChange={(grants) => set({ grants })}
          />
        </div>
      )}
    </Field>
  )
}

function Successor({
  handing: { entries, set, errorOf },
  leaver,
}: {
  readonly handing: Handing
  readonly leaver: string
}) {
  const t = useText(HANDOVER_TEXTS)
  const say = useSay()
  const { data } = useRead(listAccounts, {})
  const options = (data?.accounts ?? [])
    .filter(({ id, disabled }) => id !== leaver && !disabled)
    .map(({ id, name, login, roles }) => {
      const held = roles.filter(({ isHeldToday }) => isHeldToday).map((one) => say(roleText(one)))
      return { value: id, label: [`${name} (${login})`, ...held].join(' · ') }
    })
  return (
    <Field id="handover-to" label={t('successor')} required error={errorOf('handover-to')}>
      {(aria) => (
        <Select
          {...aria}
          className="yz-fill"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('successorHint')}
          options={options}
          value={entries.to || null}
          onChange={(to) => set({ to: to ?? '' })}
        />
      )}
    </Field>
  )
}

function DayAndReason({ handing: { entries, set, errorOf } }: { readonly handing: Handing }) {
  const t = useText(HANDOVER_TEXTS)
  return (
    <>
      <Field id="handover-day" label={t('day')} required help={t('dayHelp')} error={errorOf('handover-day')}>
        {(aria) => (
          <Input {...aria} type="date" value={entries.day} onChange={({ target }) => set({ day: target.value })} />
        )}
      </Field>
      <Field
        id="handover-reason"
        label={t('reason')}
        required
        help={t('reasonHelp')}
        error={errorOf('handover-reason')}
      >
        {(aria) => (
          <Input
            {...aria}
            maxLength={200}
            value={entries.reason}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
      </Field>
    </>
  )
}
