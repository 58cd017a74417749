import type { Installation } from '#accounts/web'
import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouter } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useParameters } from '../address.ts'
import { useWrite } from '../api.ts'
import type { Failure } from '../failure.ts'
import { frontEndpoints, useInstallation } from '../front.ts'
import { Field } from '../kit/form.tsx'
import { Failed } from '../kit/states.tsx'
import { useSay, useText } from '../language/language.tsx'
import { Doorway } from './doorway.tsx'
import { SIGN_IN_TEXTS } from './sign-in-texts.ts'

/** Name and password; on a demo system also the accounts to try. */
export function SignIn() {
  const installation = useInstallation()
  const { problem, isRunning, enter } = useEntering()
  if (installation.data?.needsSetup) return <Navigate to="/set-up" />
  return (
    <SignInForm
      installation={installation.data}
      problem={problem ?? installation.error}
      isRunning={isRunning}
      onSubmit={enter}
    />
  )
}

type Enter = (login: string, password: string) => void

type SignInFormProps = {
  readonly installation: Installation | undefined
  readonly problem: Failure | null
  readonly isRunning: boolean
  readonly onSubmit: Enter
}

export function SignInForm({ installation, problem, isRunning, onSubmit }: SignInFormProps) {
  const t = useText(SIGN_IN_TEXTS)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (login && password) onSubmit(login, password)
  }
  const demo = installation?.demo
  return (
    <Doorway
      title={t('title')}
      district={installation?.districtName}
      aside={demo && <DemoAccounts demo={demo} onChoose={onSubmit} />}
    >
      <form onSubmit={submit}>
        {problem && <Failed problem={problem} title={t('failed')} />}
        <Field label={t('name')}>
          {(aria) => (
            <Input
              {...aria}
              size="large"
              autoComplete="username"
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('password')}>
          {(aria) => (
            <Input.Password
              {...aria}
              size="large"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" size="large" block loading={isRunning}>
          {t('enter')}
        </Button>
        <p className="yz-help">{t('forgotten')}</p>
      </form>
    </Doorway>
  )
}

type DemoAccountsProps = { readonly demo: NonNullable<Installation['demo']>; readonly onChoose: Enter }

function DemoAccounts({ demo: { accounts, password }, onChoose }: DemoAccountsProps) {
  const t = useText(SIGN_IN_TEXTS)
  const say = useSay()
  return (
    <section className="yz-demo-accounts" aria-label={t('demo')}>
      <h2>{t('demo')}</h2>
      <p className="yz-help">{t('demoHelp')}</p>
      <p className="yz-help">
        {t('demoPassword')} <code>{password}</code>
      </p>
      <ul>
        {accounts.map((account) => (
          <li key={`${account.login} ${account.zh}`}>
            <button type="button" onClick={() => onChoose(account.login, password)}>
              <strong>{say(account)}</strong>
              <span>{account.name}</span>
              <code>{account.login}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Only addresses of this site: a foreign one would send a person with a fresh session elsewhere. */
const OWN_ADDRESS = /^\/(?![/\\])/

function useEntering() {
  const router = useRouter()
  const client = useQueryClient()
  const [{ back }] = useParameters()
  const write = useWrite(frontEndpoints.signIn, { touches: [] })
  const enter: Enter = (login, password) =>
    write.mutate(
      { login, password },
      {
        onSuccess: () => {
          client.clear()
          router.history.push(back && OWN_ADDRESS.test(back) ? back : '/')
        },
      },
    )
  return { problem: write.error, isRunning: write.isPending, enter }
}
