import { ROLES } from '#kernel/access.ts'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { HandOver } from '../../handover/web/hand-over.tsx'
import {
  disableAccount,
  enableAccount,
  endRole,
  giveRole,
  type HeldRole,
  resetPassword,
  unlockAccount,
} from '../contract.ts'
import { type Account, roleText, stateOf, TONES } from './account-rows.ts'
import { ACCOUNT_TEXTS } from './account-texts.ts'
import { newFirstPassword } from '../passwords.ts'
import { GiveRole } from './give-role.tsx'
import { LinkPerson } from './link-person.tsx'
import type { Secret } from './secret-shown.tsx'

type AccountDrawerProps = {
  readonly account: Account | undefined
  readonly onClose: () => void
  readonly onSecret: (secret: Secret) => void
}

const TOUCHES = ['account.listAccounts']

/** One account: its roles with their periods, and what the security administrator may do with it. */
export function AccountDrawer({ account, onClose, onSecret }: AccountDrawerProps) {
  const t = useText(ACCOUNT_TEXTS)
  const may = useMay()
  return (
    <RecordDrawer isOpen={account !== undefined} title={account?.name ?? ''} onClose={onClose}>
      {account && (
        <div className="yz-account">
          <p>
            {t('login')} <code>{account.login}</code>
            <Status tone={TONES[stateOf(account)]}>{t(stateOf(account))}</Status>
          </p>
          <LinkPerson account={account} />
          <section aria-label={t('roles')}>
            <header>
              <h2>{t('roles')}</h2>
              {!account.disabled && may(giveRole) && <GiveRole account={account} />}
            </header>
            <ul>
              {account.roles.map((held) => (
                <RoleLine key={held.id} account={account} held={held} />
              ))}
            </ul>
          </section>
          {account.disabled ? <Enable account={account} /> : <Acts account={account} onSecret={onSecret} />}
        </div>
      )}
    </RecordDrawer>
  )
}

/** What a role without a first day began with: before anything that is on record. */
const ALWAYS = '2000-01-01'

function usePeriodText({ from, until }: HeldRole): string {
  const t = useText(ACCOUNT_TEXTS)
  if (until) return from === ALWAYS ? t('span', { from: '—', until }) : t('span', { from, until })
  return from === ALWAYS ? t('always') : t('since', { from })
}

function RoleLine({ account, held }: { readonly account: Account; readonly held: HeldRole }) {
  const t = useText(ACCOUNT_TEXTS)
  const say = useSay()
  const period = usePeriodText(held)
  const end = useWrite(endRole, { touches: TOUCHES })
  const { today } = useSession()
  const { isHeldToday, until } = held
  const isOver = until !== null && until < today
  const mayEnd = useMay()(endRole) && !account.disabled && !isOver
  const role = say(ROLES[held.role])
  return (
    <li className={isHeldToday ? '' : 'yz-role-over'}>
      <div>
        <strong>{say(roleText(held))}</strong>
        <span>
          {period}
          {!isHeldToday && ` · ${t(isOver ? 'ended' : 'later')}`}
        </span>
      </div>
      {mayEnd && (
        <ConfirmButton
          label={<span aria-label={t('endOf', { role })}>{t('end')}</span>}
          title={t('endTitle')}
          consequence={t('endWhat', { name: account.name, role })}
          confirm={t('end')}
          isDestructive
          reason={{ required: true, phrases: [t('reasonMove'), t('reasonLeave'), t('reasonRetire')] }}
          onConfirm={(reason) => end.mutateAsync({ grant: held.id, reason })}
        />
      )}
    </li>
  )
}

function Enable({ account }: { readonly account: Account }) {
  const t = useText(ACCOUNT_TEXTS)
  const enable = useWrite(enableAccount, { touches: TOUCHES })
  const mayEnable = useMay()(enableAccount)
  const { id, name } = account
  return (
    <div className="yz-buttons">
      <p className="yz-help">{t('isDisabled')}</p>
      {mayEnable && (
        <ConfirmButton
          label={t('enable')}
          title={t('enableTitle')}
          consequence={t('enableWhat', { name })}
          confirm={t('enable')}
          reason={{ required: true, phrases: [t('reasonBack'), t('reasonError')] }}
          onConfirm={(reason) => enable.mutateAsync({ id, reason })}
        />
      )}
      <HandOver account={account} />
    </div>
  )
}

function Acts({ account, onSecret }: { readonly account: Account; readonly onSecret: (secret: Secret) => void }) {
  const t = useText(ACCOUNT_TEXTS)
  const unlock = useWrite(unlockAccount, { touches: TOUCHES })
  const reset = useWrite(resetPassword, { touches: TOUCHES })
  const disable = useWrite(disableAccount, { touches: TOUCHES })
  const may = useMay()
  const { id, name, login, locked } = account
  const setAnew = async (reason: string) => {
    const password = newFirstPassword()
    await reset.mutateAsync({ id, password, reason })
    onSecret({ kind: 'reset', login, password })
  }
  return (
    <div className="yz-buttons">
      {locked && may(unlockAccount) && (
        <ConfirmButton
          label={t('unlock')}
          title={t('unlockTitle')}
          consequence={t('unlockWhat', { name })}
          confirm={t('unlock')}
          onConfirm={() => unlock.mutateAsync({ id })}
        />
      )}
      <HandOver account={account} />
      {may(resetPassword) && (
        <ConfirmButton
          label={t('reset')}
          title={t('resetTitle', { name })}
          consequence={t('resetWhat')}
          confirm={t('reset')}
          reason={{ required: true, phrases: [t('reasonForgot'), t('reasonLeak')] }}
          onConfirm={setAnew}
        />
      )}
      {may(disableAccount) && (
        <ConfirmButton
          label={t('disable')}
          title={t('disableTitle')}
          consequence={t('disableWhat', { name })}
          confirm={t('disable')}
          isDestructive
          reason={{ required: true, phrases: [t('reasonLeave'), t('reasonRetire')] }}
          onConfirm={(reason) => disable.mutateAsync({ id, reason })}
        />
      )}
    </div>
  )
}
