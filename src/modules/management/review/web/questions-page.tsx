import { useSay } from '#web/language/language.tsx'

export function QuestionsPage() {
  const say = useSay()
  return <h1>{say({ zh: '联审答复', en: 'Replies' })}</h1>
}
