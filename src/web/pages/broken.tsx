import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { isFailure } from '../failure.ts'
import { Empty } from '../kit/states.tsx'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'

const TEXTS = texts({
  zh: {
    title: '这个页面没有显示出来',
    next: '已保存的内容不受影响。请重新载入；若再次出现，请把下面的文字告诉管理员。',
    reload: '重新载入',
  },
  en: {
    title: 'This page could not be shown',
    next: 'What was saved is safe. Please reload; if it happens again, give the text below to the administrator.',
    reload: 'Reload',
  },
})

/** Catches what a page throws. A new version on the server removes old chunks; reloading fetches the new ones. */
export function Broken({ error }: ErrorComponentProps) {
  const t = useText(TEXTS)
  const detail = isFailure(error) ? `${error.message} ${error.id ?? ''}` : String(error)
  const next = (
    <>
      {t('next')}
      <code className="yz-broken">{detail}</code>
    </>
  )
  const action = <Button onClick={() => location.reload()}>{t('reload')}</Button>
  return <Empty title={t('title')} next={next} action={action} />
}
