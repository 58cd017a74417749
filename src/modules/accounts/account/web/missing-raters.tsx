import { Button } from 'antd'
import { useRead } from '#web/api.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { type Account, withoutRater } from './account-rows.ts'
import { ACCOUNT_TEXTS } from './account-texts.ts'
import { listOrganisations } from './grant-entries.ts'

type MissingRatersProps = { readonly accounts: readonly Account[]; readonly onCreate: (org: string) => void }

/** What the half-year still waits for here: each department is a button that begins its account. */
export function MissingRaters({ accounts, onCreate }: MissingRatersProps) {
  const t = useText(ACCOUNT_TEXTS)
  const say = useSay()
  const { data } = useRead(listOrganisations, {})
  const missing = withoutRater(data?.organisations ?? [], accounts)
  if (missing.length === 0) return null
  return (
    <section className="yz-missing" aria-label={t('missingRaters', { count: missing.length })}>
      <p>{t('missingRaters', { count: missing.length })}</p>
      <div>
        {missing.map((organisation) => (
          <Button key={organisation.id} onClick={() => onCreate(organisation.id)}>
            {say(organisation)}
          </Button>
        ))}
      </div>
    </section>
  )
}
