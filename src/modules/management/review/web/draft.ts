import type { Answer, Question } from '../contract.ts'

// What a department has chosen on its page and not sent yet. Pure.

export type Choice = { readonly answer: Answer; readonly basis: string }
/** By question, then by item. */
export type Draft = Readonly<Record<string, Readonly<Record<string, Choice>>>>

type Asked = Pick<Question, 'request' | 'department' | 'items' | 'personName'>

export const keyOf = ({ request, department }: Pick<Asked, 'request' | 'department'>): string =>
  `${request}/${department}`

export const isComplete = (question: Asked, draft: Draft): boolean =>
  question.items.every((item) => draft[keyOf(question)]?.[item])

export function choose(draft: Draft, question: Asked, item: string, choice: Choice | undefined): Draft {
  const { [item]: _before, ...others } = draft[keyOf(question)] ?? {}
  return { ...draft, [keyOf(question)]: choice ? { ...others, [item]: choice } : others }
}

/** Everything that is still open was looked up, and nothing was found. */
export function fillRest(draft: Draft, questions: readonly Asked[]): Draft {
  const rest = { answer: 'none-found', basis: '' } as const
  const filled = questions.map((question) => {
    const own = draft[keyOf(question)] ?? {}
    return [keyOf(question), Object.fromEntries(question.items.map((item) => [item, own[item] ?? rest]))] as const
  })
  return { ...draft, ...Object.fromEntries(filled) }
}

/** What is sent of the people who are answered about in full. */
export function repliesOf(questions: readonly Asked[], draft: Draft, sealed: ReadonlySet<string>) {
  return questions
    .filter((question) => isComplete(question, draft))
    .map((question) => ({
      request: question.request,
      department: question.department,
      sensitive: sealed.has(keyOf(question)),
      answers: question.items.flatMap((item) => {
        const choice = draft[keyOf(question)]?.[item]
        if (!choice || choice.answer === 'none-found') return []
        return [{ item, answer: choice.answer, basis: choice.basis.trim() || null }]
      }),
    }))
}

/** The draft without the people whose replies have been sent: what is not complete stays. */
export function withoutSent(draft: Draft, replies: readonly Pick<Asked, 'request' | 'department'>[]): Draft {
  const sent = new Set(replies.map(keyOf))
  return Object.fromEntries(Object.entries(draft).filter(([key]) => !sent.has(key)))
}

const STOPPING: ReadonlySet<Answer> = new Set(['found', 'defer'])

/** Of the people who are answered about in full: items with nothing found, with a finding or deferral, with anything else. */
export function countsOf(questions: readonly Asked[], draft: Draft) {
  const choices = questions
    .filter((question) => isComplete(question, draft))
    .flatMap((question) => question.items.flatMap((item) => draft[keyOf(question)]?.[item]?.answer ?? []))
  const clear = choices.filter((answer) => answer === 'none-found').length
  const stopping = choices.filter((answer) => STOPPING.has(answer)).length
  return { clear, stopping, other: choices.length - clear - stopping }
}
