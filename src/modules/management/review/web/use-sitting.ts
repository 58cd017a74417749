import { type Dispatch, type SetStateAction, useMemo, useState } from 'react'
import type { OutputOf } from '#web/endpoint.ts'
import { useSay } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import type { Answer, listQuestions, Question } from '../contract.ts'
import { type Choice, choose, type Draft, fillRest, keyOf, withoutSent } from './draft.ts'
import { NOT_LOOKED } from './looked-up.tsx'
import type { Item, Sheet } from './question-row.tsx'

type Asking = { readonly question: Question; readonly item: Item; readonly preset: Answer | undefined }
type Sent = Parameters<typeof withoutSent>[1]

/** What is typed in one sitting. It stays on the page and nowhere else: answers about people are not stored on a computer. */
export function useSitting(data: OutputOf<typeof listQuestions>) {
  const [draft, setDraft] = useState<Draft>({})
  const [before, setBefore] = useState<Draft>()
  const [sealed, setSealed] = useState<ReadonlySet<string>>(new Set())
  const [looked, setLooked] = useState(NOT_LOOKED)
  const [asking, setAsking] = useState<Asking>()
  const give = (question: Question, item: string, choice: Choice | undefined) => {
    setDraft((all) => choose(all, question, item, choice))
    setBefore(undefined)
  }
  const sheet = useSheet(data, setAsking, setSealed)
  return {
    draft,
    sealed,
    looked,
    setLooked,
    sheet,
    asking,
    give,
    stopAsking: () => setAsking(undefined),
    /** By a digit: “found” asks for its document at once. */
    key: (question: Question, item: Item, answer: Answer | undefined) => {
      const basis = draft[keyOf(question)]?.[item.code]?.basis ?? ''
      if (answer === 'found' && basis === '') setAsking({ question, item, preset: answer })
      else give(question, item.code, answer && { answer, basis: answer === 'none-found' ? '' : basis })
    },
    fill: (open: readonly Question[]) => {
      setBefore(draft)
      setDraft(fillRest(draft, open))
    },
    unfill: before && (() => (setDraft(before), setBefore(undefined))),
    drop: (sent: Sent) => {
      const keys = new Set(sent.map(keyOf))
      setDraft((all) => withoutSent(all, sent))
      setSealed((all) => new Set([...all].filter((key) => !keys.has(key))))
      setBefore(undefined)
    },
    isDirty: data.questions.some((one) => one.reply === null && isBegun(one, draft, sealed)),
  }
}

export type Sitting = ReturnType<typeof useSitting>

const isBegun = (question: Question, draft: Draft, sealed: ReadonlySet<string>): boolean =>
  sealed.has(keyOf(question)) || Object.keys(draft[keyOf(question)] ?? {}).length > 0

/** What all rows share; it stays the same object while answers are typed. */
function useSheet(
  { items, departments }: OutputOf<typeof listQuestions>,
  setAsking: (asking: Asking) => void,
  setSealed: Dispatch<SetStateAction<ReadonlySet<string>>>,
): Sheet {
  const { today } = useSession()
  const say = useSay()
  return useMemo(
    () => ({
      items,
      today,
      maySeal: new Set(departments.flatMap(({ code, sensitive }) => (sensitive ? [code] : []))),
      departments: departments.length > 1 ? new Map(departments.map((one) => [one.code, say(one)])) : undefined,
      onOpen: (question, item) => setAsking({ question, item, preset: undefined }),
      onSeal: (question, isSealed) =>
        setSealed((all) => {
          const others = [...all].filter((key) => key !== keyOf(question))
          return new Set(isSealed ? [...others, keyOf(question)] : others)
        }),
    }),
    [items, departments, today, say, setAsking, setSealed],
  )
}
