import { Button } from 'antd'
import { useWrite } from '#web/api.ts'
import { useText } from '#web/language/language.tsx'
import { Doorway } from '#web/pages/doorway.tsx'
import { signOut } from '../contract.ts'
import { PasswordForm } from './password-form.tsx'
import { SESSION_TEXTS } from './session-texts.ts'
import './sessions.css'

type FirstPasswordPageProps = { readonly name: string; readonly district: string }

/** Instead of every page, as long as the password is one that an administrator has set. */
export function FirstPasswordPage({ name, district }: FirstPasswordPageProps) {
  const t = useText(SESSION_TEXTS)
  const leave = useWrite(signOut, { touches: ['session.getMe'] })
  const signsOut = (
    <Button loading={leave.isPending} onClick={() => leave.mutate({})}>
      {t('leave')}
    </Button>
  )
  return (
    <Doorway title={t('firstTitle', { name })} district={district}>
      <p>{t('firstWhat')}</p>
      <PasswordForm touches={['session.getMe']} aside={signsOut} />
    </Doorway>
  )
}
