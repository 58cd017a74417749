import { useText } from '#web/language/language.tsx'
import { AUDIT_TEXTS } from './audit-texts.ts'
import type { Names } from './names.ts'

/** Whose account it was, by name where it is known. */
export function Who({ account, names }: { readonly account: string | null; readonly names: Names }) {
  const t = useText(AUDIT_TEXTS)
  if (account === null) return <span className="yz-quiet">{t('nobody')}</span>
  return names.accounts.get(account)?.name ?? account
}
