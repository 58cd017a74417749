import { Link } from '@tanstack/react-router'
import { Empty } from '../kit/states.tsx'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'

const TEXTS = texts({
  zh: {
    title: '没有这个页面',
    next: '地址可能已变更，或内容不在您当前角色的范围内。可以回到工作台，或在右上角切换角色后再打开。',
    home: '回到工作台',
  },
  en: {
    title: 'There is no such page',
    next: 'The address may have changed, or it lies outside your present role. Go back to the work queue, or switch roles and open it again.',
    home: 'Back to the work queue',
  },
})

export function NotFound() {
  const t = useText(TEXTS)
  return (
    <>
      <title>{t('title')}</title>
      <h1 className="yz-hidden">{t('title')}</h1>
      <Empty title={t('title')} next={t('next')} action={<Link to="/">{t('home')}</Link>} />
    </>
  )
}
