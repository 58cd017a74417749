import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { delegate, listDelegations, MOST_DAYS } from '../contract.ts'
import { DELEGATION_TEXTS } from './delegation-texts.ts'

/** A button that lends the active role to somebody for some days. */
export function Delegate() {
  const t = useText(DELEGATION_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('give')}
      </Button>
      {isOpen && <DelegateDialog onClose={() => setOpen(false)} />}
    </>
  )
}

type Entries = { readonly login: string; readonly from: string; readonly until: string; readonly reason: string }

function useDelegating(onClose: () => void) {
  const t = useText(DELEGATION_TEXTS)
  const { today } = useSession()
  const [entries, setEntries] = useState<Entries>({ login: '', from: today, until: '', reason: '' })
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const give = useWrite(delegate, { touches: [listDelegations.id] })
  const submit = () => {
    const { login, from, until, reason } = entries
    const found = [
      ...(login.trim() ? [] : [{ field: 'delegate-login', sentence: t('missingLogin') }]),
      ...(from && until ? [] : [{ field: 'delegate-until', sentence: t('missingDays', { most: MOST_DAYS }) }]),
      ...(reason.trim().length > 1 ? [] : [{ field: 'delegate-reason', sentence: t('missingReason') }]),
    ]
    setProblems(found)
    if (found.length === 0) give.mutate(entries, { onSuccess: onClose })
  }
  const set = (some: Partial<Entries>) => setEntries((before) => ({ ...before, ...some }))
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.sentence
  return { entries, set, problems, errorOf, give, submit }
}

function DelegateDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(DELEGATION_TEXTS)
  const { entries, set, problems, errorOf, give, submit } = useDelegating(onClose)
  return (
    <Modal
      open
      title={t('give')}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: give.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      {give.error && <Failed problem={give.error} title={t('notDone')} />}
      <ErrorSummary problems={problems} />
      <Entered {...{ entries, set, errorOf }} />
    </Modal>
  )
}

function Entered({ entries, set, errorOf }: Pick<ReturnType<typeof useDelegating>, 'entries' | 'set' | 'errorOf'>) {
  const t = useText(DELEGATION_TEXTS)
  return (
    <>
      <Field id="delegate-login" label={t('login')} required help={t('loginHelp')} error={errorOf('delegate-login')}>
        {(aria) => (
          <Input
            {...aria}
            autoComplete="off"
            maxLength={64}
            value={entries.login}
            onChange={({ target }) => set({ login: target.value })}
          />
        )}
      </Field>
      <div className="yz-delegation-days">
        {(['from', 'until'] as const).map((name) => (
          <Field key={name} id={`delegate-${name}`} label={t(name)} required error={errorOf(`delegate-${name}`)}>
            {(aria) => (
              <Input
                {...aria}
                type="date"
                value={entries[name]}
                onChange={({ target }) => set({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field id="delegate-reason" label={t('reason')} required error={errorOf('delegate-reason')}>
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
