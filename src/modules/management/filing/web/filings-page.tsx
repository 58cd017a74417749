import { useSay } from '#web/language/language.tsx'

export function FilingsPage() {
  const say = useSay()
  return <h1>{say({ zh: '规范备案', en: 'Filing' })}</h1>
}
