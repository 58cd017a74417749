import { Modal } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { frontEndpoints } from './front.ts'
import { useText } from './language/language.tsx'
import { texts } from './language/text.ts'
import { call, wire } from './transport.ts'

const TEXTS = texts({
  zh: {
    title: '即将自动退出',
    body: '您已有一段时间没有操作。为保护数据，{seconds} 秒后将退出登录；已保存的内容不受影响。',
    stay: '继续工作',
  },
  en: {
    title: 'About to sign out',
    body: 'You have not been active for a while. To protect the data you will be signed out in {seconds} seconds; what was saved stays saved.',
    stay: 'Keep working',
  },
})

const WARN_SECONDS = 120
/** Typing without a call to the server counts as work for this long. */
const RECENT_SECONDS = 300

/** Warns before the server's idle time-out. Somebody who is typing is kept signed in without being asked. */
export function IdleWatch({ seconds }: { readonly seconds: number }) {
  const t = useText(TEXTS)
  const { left, stay } = useIdle(seconds)
  return (
    <Modal
      open={left !== undefined}
      title={t('title')}
      okText={t('stay')}
      onOk={stay}
      onCancel={stay}
      cancelButtonProps={{ style: { display: 'none' } }}
      closable={false}
      width={420}
    >
      <p aria-live="off">{t('body', { seconds: left ?? 0 })}</p>
    </Modal>
  )
}

function useIdle(seconds: number) {
  const [left, setLeft] = useState<number>()
  const answered = useRef(performance.timeOrigin)
  const touched = useRef(0)
  const stay = useCallback(() => {
    answered.current = Date.now()
    setLeft(undefined)
    call({ endpoint: frontEndpoints.getMe, input: {} }).catch(() => undefined)
  }, [])
  useActivity(touched)
  useEffect(() => {
    // The session has just been read, so its time begins now.
    answered.current = Date.now()
    wire({
      answered: (background) => {
        if (!background) answered.current = Date.now()
      },
    })
  }, [])
  useEffect(() => {
    const tick = () => {
      const rest = Math.round(seconds - (Date.now() - answered.current) / 1000)
      if (rest > WARN_SECONDS) return setLeft(undefined)
      if (Date.now() - touched.current < RECENT_SECONDS * 1000 && touched.current > answered.current) return stay()
      if (rest > 0) return setLeft(rest)
      if (rest % 10 !== 0) return
      // The server has ended the session by now: any call says 401 and opens the sign-in page. Unless somebody works in
      // another window: then there is nothing to warn of.
      call({ endpoint: frontEndpoints.getMe, input: {}, background: true }).then(
        () => setLeft(undefined),
        () => undefined,
      )
    }
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [seconds, stay])
  return { left, stay }
}

function useActivity(touched: { current: number }) {
  useEffect(() => {
    const touch = () => {
      touched.current = Date.now()
    }
    const events = ['keydown', 'pointerdown', 'scroll'] as const
    for (const event of events) window.addEventListener(event, touch, { passive: true })
    return () => {
      for (const event of events) window.removeEventListener(event, touch)
    }
  }, [touched])
}
