import { useSay } from '#web/language/language.tsx'

export function MatrixPage() {
  const say = useSay()
  return <h1>{say({ zh: '联审进度', en: 'Joint review' })}</h1>
}
