import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { createAccount } from '../contract.ts'
import { ACCOUNT_TEXTS, GRANT_TEXTS } from './account-texts.ts'
import { newFirstPassword } from '../passwords.ts'
import { firstEntries, type GrantEntries, grantOf, listOrganisations, problemsOf } from './grant-entries.ts'
import { GrantFields } from './grant-fields.tsx'
import type { Secret } from './secret-shown.tsx'

type CreateAccountProps = {
  /** What of the role is known already. */
  readonly first: Partial<GrantEntries>
  readonly onSecret: (secret: Secret) => void
  readonly onClose: () => void
}

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/

function useCreating({ first, onSecret, onClose }: CreateAccountProps) {
  const t = useText(ACCOUNT_TEXTS)
  const words = useText(GRANT_TEXTS)
  const { today } = useSession()
  const [person, setPerson] = useState({ name: '', login: '' })
  const [grant, setGrant] = useState(() => ({ ...firstEntries(today), ...first }))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  // One per dialog: a try whose fate is unknown is repeated with the same password and so happens once.
  const [password] = useState(newFirstPassword)
  const { data } = useRead(listOrganisations, {})
  const create = useWrite(createAccount, { touches: ['account.listAccounts'] })
  const submit = () => {
    const name = person.name.trim()
    const login = person.login.trim().toLowerCase()
    const found = [
      ...(name === '' ? [{ field: 'account-name', sentence: t('missingName') }] : []),
      ...(LOGIN.test(login) ? [] : [{ field: 'account-login', sentence: t('missingLogin') }]),
      ...problemsOf(grant, words),
    ]
    setProblems(found)
    if (found.length > 0) return
    const done = () => {
      onClose()
      onSecret({ kind: 'created', login, password })
    }
    create.mutate({ name, login, password, grants: [grantOf(grant, data?.organisations ?? [])] }, { onSuccess: done })
  }
  return { person, setPerson, grant, setGrant, problems, create, submit }
}

/** An account with its first role. */
export function CreateAccount(props: CreateAccountProps) {
  const t = useText(ACCOUNT_TEXTS)
  const { person, setPerson, grant, setGrant, problems, create, submit } = useCreating(props)
  return (
    <Modal
      open
      title={t('create')}
      okText={t('create')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: create.isPending }}
      onOk={submit}
      onCancel={props.onClose}
      width={520}
    >
      <p className="yz-help">{t('createLead')}</p>
      {create.error && <Failed problem={create.error} title={t('notCreated')} />}
      <ErrorSummary problems={problems} />
      {(['name', 'login'] as const).map((key) => (
        <Field
          key={key}
          id={`account-${key}`}
          label={t(key)}
          required
          help={key === 'login' && t('loginHelp')}
          error={problems.find(({ field }) => field === `account-${key}`)?.sentence}
        >
          {(aria) => (
            <Input
              {...aria}
              autoComplete="off"
              value={person[key]}
              onChange={({ target }) => setPerson({ ...person, [key]: target.value })}
            />
          )}
        </Field>
      ))}
      <GrantFields
        value={grant}
        problems={problems}
        onChange={(some) => setGrant((before) => ({ ...before, ...some }))}
      />
    </Modal>
  )
}
