import { useSay } from '#web/language/language.tsx'

export function FilingPage() {
  const say = useSay()
  return <h1>{say({ zh: '备案事项', en: 'Case' })}</h1>
}
