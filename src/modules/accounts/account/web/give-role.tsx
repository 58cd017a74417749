import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { giveRole } from '../contract.ts'
import type { Account } from './account-rows.ts'
import { ACCOUNT_TEXTS, GRANT_TEXTS } from './account-texts.ts'
import { firstEntries, grantOf, listOrganisations, problemsOf } from './grant-entries.ts'
import { GrantFields } from './grant-fields.tsx'

/** A button that gives one more role to an account. */
export function GiveRole({ account: { id, name } }: { readonly account: Account }) {
  const t = useText(ACCOUNT_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('give')}
      </Button>
      {isOpen && <GiveRoleDialog id={id} title={t('giveTitle', { name })} onClose={() => setOpen(false)} />}
    </>
  )
}

type DialogProps = { readonly id: string; readonly title: string; readonly onClose: () => void }

function GiveRoleDialog({ id, title, onClose }: DialogProps) {
  const t = useText(ACCOUNT_TEXTS)
  const words = useText(GRANT_TEXTS)
  const { today } = useSession()
  const [entries, setEntries] = useState(() => firstEntries(today))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const { data } = useRead(listOrganisations, {})
  const give = useWrite(giveRole, { touches: ['account.listAccounts'] })
  const submit = () => {
    const found = problemsOf(entries, words)
    setProblems(found)
    if (found.length > 0) return
    give.mutate({ id, grant: grantOf(entries, data?.organisations ?? []) }, { onSuccess: onClose })
  }
  return (
    <Modal
      open
      title={title}
      okText={t('give')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: give.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={520}
    >
      {give.error && <Failed problem={give.error} title={t('notGiven')} />}
      <ErrorSummary problems={problems} />
      <GrantFields
        value={entries}
        problems={problems}
        onChange={(some) => setEntries((before) => ({ ...before, ...some }))}
      />
    </Modal>
  )
}
