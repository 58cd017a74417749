import { useText } from '#web/language/language.tsx'
import type { ListedAct } from '../contract.ts'
import { AUDIT_TEXTS } from './audit-texts.ts'
import type { Names } from './names.ts'

type Header = NonNullable<ListedAct['header']>

/** Whose account it was; of a sign-in, which nobody signed in does, the account that it was into. */
export function accountOf({ account, objectType, objectId }: Header): string | null {
  return account ?? (objectType === 'account' ? objectId : null)
}

/** Who acted, by name where it is known. */
export function Who({ header, names }: { readonly header: Header; readonly names: Names }) {
  const t = useText(AUDIT_TEXTS)
  const account = accountOf(header)
  if (account === null) return <span className="yz-quiet">{t('nobody')}</span>
  return names.accounts.get(account)?.name ?? account
}
