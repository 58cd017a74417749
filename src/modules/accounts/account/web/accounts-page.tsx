import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ROLE_NAMES, ROLES } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { enrolmentEndpoints } from '../../enrolment/contract.ts'
import { createAccount, listAccounts } from '../contract.ts'
import { AccountDrawer } from './account-drawer.tsx'
import { type Account, matching, roleText, STATES, stateOf, TONES } from './account-rows.ts'
import { ACCOUNT_TEXTS } from './account-texts.ts'
import { CreateAccount } from './create-account.tsx'
import type { GrantEntries } from './grant-entries.ts'
import { MissingRaters } from './missing-raters.tsx'
import { type Secret, SecretShown } from './secret-shown.tsx'
import './accounts.css'

const SIZE = 100

/** `/accounts`: who may sign in, as what and until when. */
export function AccountsPage() {
  const t = useText(ACCOUNT_TEXTS)
  const [{ account: open }, change] = useParameters()
  const [secret, setSecret] = useState<Secret>()
  const [first, setFirst] = useState<Partial<GrantEntries>>()
  const { data } = useRead(listAccounts, {})
  const navigate = useNavigate()
  const may = useMay()
  const mayCreate = may(createAccount)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      secondary={
        may(enrolmentEndpoints.uploadWorkbook) && (
          <Button onClick={() => void navigate({ to: '/accounts/enrolment' } as never)}>{t('enrol')}</Button>
        )
      }
      primary={
        mayCreate && (
          <Button type="primary" onClick={() => setFirst({})}>
            {t('create')}
          </Button>
        )
      }
    >
      {data && mayCreate && (
        <MissingRaters accounts={data.accounts} onCreate={(org) => setFirst({ role: 'department-rater', org })} />
      )}
      <AccountsTable />
      <AccountDrawer
        account={data?.accounts.find(({ id }) => id === open)}
        onClose={() => change({ account: '' })}
        onSecret={setSecret}
      />
      {first && <CreateAccount first={first} onSecret={setSecret} onClose={() => setFirst(undefined)} />}
      <SecretShown secret={secret} onClose={() => setSecret(undefined)} />
    </Page>
  )
}

function AccountsTable() {
  const t = useText(ACCOUNT_TEXTS)
  const [{ search, role, state, account: open }, change] = useParameters()
  const [from, setFrom] = useState(0)
  const { data, error, refetch, isFetching } = useRead(listAccounts, {})
  const found = data && matching(data.accounts, { search, role, state })
  const filter = (values: Readonly<Record<string, string>>) => {
    setFrom(0)
    change(values)
  }
  const step = (by: number) => () => setFrom(from + by)
  return (
    <RecordTable
      id="accounts.accounts"
      label={t('list')}
      columns={useColumns()}
      rowKey={({ id }) => id}
      rows={found?.slice(from, from + SIZE)}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      filters={useFilters()}
      filterValues={{ search: search ?? '', role: role ?? '', state: state ?? '' }}
      onFilter={filter}
      pages={{
        size: SIZE,
        total: found?.length ?? 0,
        onPrevious: from > 0 ? step(-SIZE) : undefined,
        onNext: from + SIZE < (found?.length ?? 0) ? step(SIZE) : undefined,
      }}
      onOpen={({ id }) => change({ account: id })}
      openKey={open}
      empty={{ title: t('none'), next: t('noneNext') }}
    />
  )
}

function useFilters(): readonly Filter[] {
  const t = useText(ACCOUNT_TEXTS)
  const say = useSay()
  return [
    { key: 'search', label: t('search'), kind: 'text', placeholder: t('searchHint') },
    {
      key: 'role',
      label: t('role'),
      kind: 'choice',
      options: ROLE_NAMES.map((role) => ({ value: role, label: say(ROLES[role]) })),
    },
    {
      key: 'state',
      label: t('state'),
      kind: 'choice',
      options: STATES.map((state) => ({ value: state, label: t(state) })),
    },
  ]
}

function useColumns(): readonly Column<Account>[] {
  const t = useText(ACCOUNT_TEXTS)
  return [
    { key: 'name', title: t('name'), width: 140, cell: ({ name }) => name },
    { key: 'login', title: t('login'), width: 150, cell: ({ login }) => login },
    { key: 'held', title: t('held'), cell: (account) => <Held account={account} /> },
    {
      key: 'state',
      title: t('state'),
      width: 140,
      cell: (account) => <Status tone={TONES[stateOf(account)]}>{t(stateOf(account))}</Status>,
    },
  ]
}

function Held({ account }: { readonly account: Account }) {
  const say = useSay()
  const held = account.roles.filter(({ isHeldToday }) => isHeldToday)
  if (held.length === 0) return '—'
  return (
    <span className="yz-held">
      {held.map((one) => (
        <span key={one.id}>{say(roleText(one))}</span>
      ))}
    </span>
  )
}
