import type { SetUpInput } from '#accounts/web'
import { Navigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useWrite } from '../api.ts'
import type { Failure } from '../failure.ts'
import { FIRST_ROLES, type FirstRole, frontEndpoints, type NewAccount, useInstallation } from '../front.ts'
import { ErrorSummary, Field, type FieldProblem } from '../kit/form.tsx'
import { Failed, Loading } from '../kit/states.tsx'
import { useText } from '../language/language.tsx'
import { Doorway } from './doorway.tsx'
import { type Entries, FIRST_ENTRIES, problemsOf } from './set-up-rules.ts'
import { SET_UP_TEXTS } from './set-up-texts.ts'

/** Where an empty system (`npm start -- --empty`) begins: its district and first four accounts. */
export function SetUp() {
  const installation = useInstallation()
  const write = useWrite(frontEndpoints.setUp)
  if (installation.error) return <Failed problem={installation.error} onRetry={() => void installation.refetch()} />
  if (!installation.data) return <Loading />
  if (!installation.data.needsSetup) return <Navigate to="/sign-in" />
  return <SetUpForm problem={write.error} isRunning={write.isPending} onSubmit={(input) => write.mutate(input)} />
}

type SetUpFormProps = {
  readonly problem: Failure | null
  readonly isRunning: boolean
  readonly onSubmit: (input: SetUpInput) => void
}

export function SetUpForm({ problem, isRunning, onSubmit }: SetUpFormProps) {
  const t = useText(SET_UP_TEXTS)
  const [entries, setEntries] = useState<Entries>(FIRST_ENTRIES)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(entries, t)
    setProblems(found)
    if (found.length === 0) onSubmit({ ...entries, district: Number(entries.district) })
  }
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.sentence
  const giveAccount = (role: FirstRole, some: Partial<NewAccount>) =>
    setEntries({ ...entries, accounts: { ...entries.accounts, [role]: { ...entries.accounts[role], ...some } } })
  return (
    <Doorway title={t('title')} isWide>
      <p>{t('lead')}</p>
      <form onSubmit={submit} noValidate>
        {problem && <Failed problem={problem} title={t('failed')} />}
        <ErrorSummary problems={problems} />
        <DistrictFields entries={entries} errorOf={errorOf} onChange={(some) => setEntries({ ...entries, ...some })} />
        {FIRST_ROLES.map((role) => (
          <AccountFields
            key={role}
            role={role}
            value={entries.accounts[role]}
            errorOf={errorOf}
            onChange={(some) => giveAccount(role, some)}
          />
        ))}
        <Button type="primary" size="large" htmlType="submit" loading={isRunning}>
          {t('submit')}
        </Button>
      </form>
    </Doorway>
  )
}

type AccountFieldsProps = {
  readonly role: FirstRole
  readonly value: NewAccount
  readonly errorOf: (field: string) => string | undefined
  readonly onChange: (some: Partial<NewAccount>) => void
}

const PARTS = [
  { key: 'name', label: 'person', help: undefined },
  { key: 'login', label: 'login', help: 'loginHelp' },
  { key: 'password', label: 'password', help: 'passwordHelp' },
] as const

function AccountFields({ role, value, errorOf, onChange }: AccountFieldsProps) {
  const t = useText(SET_UP_TEXTS)
  return (
    <fieldset className="yz-first">
      <legend>
        {t(role)} <small>{t(`${role}-what`)}</small>
      </legend>
      {PARTS.map(({ key, label, help }) => (
        <Field
          key={key}
          id={`${role}-${key}`}
          label={t(label)}
          required
          help={help && role === FIRST_ROLES[0] && t(help)}
          error={errorOf(`${role}-${key}`)}
        >
          {(aria) => {
            const Kind = key === 'password' ? Input.Password : Input
            return (
              <Kind
                {...aria}
                autoComplete={key === 'password' ? 'new-password' : 'off'}
                value={value[key]}
                onChange={(event) => onChange({ [key]: event.target.value })}
              />
            )
          }}
        </Field>
      ))}
    </fieldset>
  )
}

type DistrictFieldsProps = {
  readonly entries: Entries
  readonly errorOf: (field: string) => string | undefined
  readonly onChange: (some: Partial<Pick<Entries, 'district' | 'name'>>) => void
}

function DistrictFields({ entries, errorOf, onChange }: DistrictFieldsProps) {
  const t = useText(SET_UP_TEXTS)
  return (
    <div className="yz-pair">
      <Field id="district" label={t('district')} required help={t('districtHelp')} error={errorOf('district')}>
        {(aria) => (
          <Input
            {...aria}
            inputMode="numeric"
            maxLength={6}
            value={entries.district}
            onChange={(event) => onChange({ district: event.target.value })}
          />
        )}
      </Field>
      <Field id="name" label={t('name')} required error={errorOf('name')}>
        {(aria) => (
          <Input {...aria} value={entries.name} onChange={(event) => onChange({ name: event.target.value })} />
        )}
      </Field>
    </div>
  )
}
