import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useText } from '#web/language/language.tsx'
import { SECRET_TEXTS } from './account-texts.ts'
import './accounts.css'

/** A password that was just set for somebody else; it lives in this dialog alone. */
export type Secret = { readonly kind: 'created' | 'reset'; readonly login: string; readonly password: string }

export function SecretShown({
  secret,
  onClose,
}: {
  readonly secret: Secret | undefined
  readonly onClose: () => void
}) {
  const t = useText(SECRET_TEXTS)
  if (!secret) return null
  const { kind, login, password } = secret
  return (
    <Modal
      open
      title={t(kind)}
      closable={false}
      keyboard={false}
      width={480}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <p className="yz-secret-once">{t('once')}</p>
      <dl className="yz-secret">
        <dt>{t('login')}</dt>
        <dd>{login}</dd>
        <dt>{t('password')}</dt>
        <dd>
          <code>{password}</code> <Copy text={password} />
        </dd>
      </dl>
      <p>{t('after')}</p>
    </Modal>
  )
}

/** Browsers give the clipboard to secure addresses only; elsewhere one selects the text. */
function Copy({ text }: { readonly text: string }) {
  const t = useText(SECRET_TEXTS)
  const [isCopied, setCopied] = useState(false)
  if (!window.isSecureContext) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Button size="small" onClick={() => void copy()}>
      {t(isCopied ? 'copied' : 'copy')}
    </Button>
  )
}
