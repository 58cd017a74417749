import { Input, Modal } from 'antd'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useWrite } from './api.ts'
import { frontEndpoints } from './front.ts'
import { Field } from './kit/form.tsx'
import { useText } from './language/language.tsx'
import { texts } from './language/text.ts'
import { wire } from './transport.ts'

const TEXTS = texts({
  zh: {
    title: '请再次确认身份',
    why: '这一步等同签名。输入登录密码后，将继续刚才的操作；5 分钟内不再询问。',
    password: '登录密码',
    confirm: '确认并继续',
    cancel: '取消',
  },
  en: {
    title: 'Please confirm that it is you',
    why: 'This step counts as a signature. Enter your password and the action continues; you will not be asked again for 5 minutes.',
    password: 'Password',
    confirm: 'Confirm and continue',
    cancel: 'Cancel',
  },
})

/** Asks for the password when an answer needs a step-up sign-in (rulings G15); the call is then repeated. */
export function StepUp() {
  const t = useText(TEXTS)
  const { asking, answer } = useAsked()
  const [password, setPassword] = useState('')
  const write = useWrite(frontEndpoints.confirmPassword, { touches: [] })
  const close = (confirmed: boolean) => {
    setPassword('')
    write.reset()
    answer(confirmed)
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    write.mutate(
      { password },
      // A session that has ended leads to the sign-in page; no dialog stays before it.
      { onSuccess: () => close(true), onError: ({ status }) => status === 401 && close(false) },
    )
  }
  return (
    <Modal
      open={asking}
      title={t('title')}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: write.isPending, disabled: password === '' }}
      onOk={() => submit()}
      onCancel={() => close(false)}
      width={420}
      destroyOnHidden
    >
      <p>{t('why')}</p>
      <form onSubmit={submit}>
        <Field label={t('password')} error={write.error?.message}>
          {(aria) => (
            <Input.Password
              {...aria}
              autoFocus
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Modal>
  )
}

function useAsked() {
  const [asking, setAsking] = useState(false)
  const waiting = useRef<((confirmed: boolean) => void)[]>([])
  useEffect(
    () =>
      wire({
        stepUp: () =>
          new Promise<boolean>((resolve) => {
            waiting.current.push(resolve)
            setAsking(true)
          }),
      }),
    [],
  )
  const answer = useCallback((confirmed: boolean) => {
    for (const resolve of waiting.current.splice(0)) resolve(confirmed)
    setAsking(false)
  }, [])
  return { asking, answer }
}
