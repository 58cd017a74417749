import { Button } from 'antd'
import { useWrite } from '#web/api.ts'
import { useText } from '#web/language/language.tsx'
import { Doorway } from '#web/pages/doorway.tsx'
import { signOut } from '../contract.ts'
import { PasswordForm } from './password-form.tsx'
import { SESSION_TEXTS } from './session-texts.ts'
import './sessions.css'

/** Instead of every page, as long as the password is one that an administrator has set. */
export function FirstPasswordPage({ name }: { readonly name: string }) {
  const t = useText(SESSION_TEXTS)
  const leave = useWrite(signOut, { touches: ['session.getMe'] })
  return (
    <Doorway>
      <h1>{t('firstTitle', { name })}</h1>
      <p>{t('firstWhat')}</p>
      <PasswordForm touches={['session.getMe']} />
      <Button type="link" onClick={() => leave.mutate({})}>
        {t('leave')}
      </Button>
    </Doorway>
  )
}
