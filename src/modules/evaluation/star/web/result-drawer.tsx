import { useMemo } from 'react'
import type { Text } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ExplainedDrawer, type Explanation } from '#web/explained/explained-drawer.tsx'
import type { RuleBook } from '#web/explained/rule-book.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { FACT_OF } from '../../merits/rules.ts'
import { explainResult } from '../contract.ts'
import { levelOf } from './levels.ts'
import { MeritLeaves } from './merit-leaves.tsx'
import { RESULT_TEXTS } from './result-texts.ts'
import './star.css'

type Answer = OutputOf<typeof explainResult>

const MERIT_FACTS: ReadonlySet<string> = new Set(Object.values(FACT_OF))

type Props = { readonly period: string; readonly community: string | undefined; readonly onClose: () => void }

/** One community's total down to the single entry. */
export function ResultDrawer({ period, community, onClose }: Props) {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const isOpen = community !== undefined && community !== ''
  const { data, error, refetch } = useRead(explainResult, { period, community: community ?? '' }, { enabled: isOpen })
  const answer = isOpen && data?.community.id === community ? data : undefined
  const decided = useDecided(answer)
  const explanation = useMemo(() => answer && { ...explanationOf(answer), decided }, [answer, decided])
  const mayRecompute = answer !== undefined && answer.recomputed !== null
  const again = async () => ({ isSame: (await refetch()).data?.recomputed === 'identical' })
  return (
    <ExplainedDrawer
      isOpen={isOpen}
      onClose={onClose}
      subject={answer ? `${answer.community.streetName} ${answer.community.name}` : ''}
      period={say(periodTitle(period))}
      figure={t('figure')}
      explanation={explanation}
      problem={isOpen ? error : null}
      leaf={(node) => answer && <LeafOf node={node} answer={answer} />}
      {...(mayRecompute ? { onRecompute: again } : {})}
    />
  )
}

/** The sentence about a star that was confirmed otherwise than the total gives. */
export function useDecided(answer: Answer | undefined): string | undefined {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const { adjusted, grade, titles } = answer ?? {}
  if (!adjusted || !titles) return undefined
  const titleOf = (code: string | null | undefined) => (code && titles[code] ? say(titles[code]) : '—')
  return t('adjustedBy', { computed: titleOf(adjusted.computed), confirmed: titleOf(grade), reason: adjusted.reason })
}

function explanationOf({ tree, titles, book, policy, nextGrade, distance }: Answer): Explanation {
  const ruleBook: RuleBook = {
    rule: (code) => (titles[code] ? { title: titles[code], ...book[code] } : undefined),
    grade: (grade): Text | undefined => titles[grade],
    stars: (grade) => levelOf(grade) ?? undefined,
    version: policy.version,
    digest: policy.digest,
  }
  const next = nextGrade !== null && distance !== null ? { grade: nextGrade, gap: distance } : null
  return { view: tree, book: ruleBook, next }
}

/** At the end of a branch: who scored and why points were taken off, or what was confirmed beside the sheets. */
function LeafOf({ node, answer }: { readonly node: ExplainedView; readonly answer: Answer }) {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const { leaves, merits, titles } = answer
  if (MERIT_FACTS.has(node.code)) return <MeritLeaves leaves={merits[node.code] ?? []} titles={titles} />
  const leaf = leaves[node.code]
  if (!leaf) return node.value === null ? <div className="yz-leaf">{t('unavailable')}</div> : null
  return (
    <div className="yz-leaf">
      <strong>
        {say(leaf.name)} · {t('submitted', { date: leaf.submittedOn })}
      </strong>
      <span>{leaf.reason ? `${leaf.reason}（${leaf.document ?? ''}）` : t('noDeduction')}</span>
    </div>
  )
}
