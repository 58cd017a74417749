import { periodTitle } from '#kernel/period.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { Figure, Stars } from '#web/kit/figure.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { explainResult, type listOwnResults } from '../contract.ts'
import { levelOf } from './levels.ts'
import { deductionsOf, dimensionsOf } from './own-parts.ts'
import { OWN_TEXTS } from './own-texts.ts'
import { useDecided } from './result-drawer.tsx'
import { RESULT_TEXTS } from './result-texts.ts'
import './own.css'

export type OwnResult = OutputOf<typeof listOwnResults>['results'][number]
type Explained = OutputOf<typeof explainResult>

/** The newest published half-year in full: star, points by dimension, what was deducted and why. */
export function NewestResult({ result, onOpen }: { readonly result: OwnResult; readonly onOpen: () => void }) {
  const t = useText(RESULT_TEXTS)
  const own = useText(OWN_TEXTS)
  const say = useSay()
  const { period, community, name, total, grade, publishedOn } = result
  const { data, error, refetch } = useRead(explainResult, { period, community })
  const next = data && data.nextGrade !== null && data.distance !== null ? data : undefined
  const decided = useDecided(data)
  const nextTitle = next?.titles[next.nextGrade ?? '']
  return (
    <section className="yz-card yz-own-newest" aria-label={say(periodTitle(period))}>
      <header>
        <h2>
          <button type="button" className="yz-link" onClick={onOpen}>
            {name} · {say(periodTitle(period))}
          </button>
        </h2>
        <Stars count={levelOf(grade)} />
        <Figure label={t('figure')} value={total} size="large" onOpen={onOpen} />
        <small>{t('published', { date: publishedOn })}</small>
        {next && nextTitle && (
          <Status tone="info">{own('next', { grade: say(nextTitle), points: next.distance })}</Status>
        )}
      </header>
      {decided && <p className="yz-help">{decided}</p>}
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Parts explained={data} />}
    </section>
  )
}

function Parts({ explained: { tree, leaves, titles } }: { readonly explained: Explained }) {
  const t = useText(OWN_TEXTS)
  const say = useSay()
  const titleOf = (code: string) => (titles[code] ? say(titles[code]) : code)
  const deductions = deductionsOf(tree, leaves)
  return (
    <>
      <h3>{t('dimensions')}</h3>
      <dl>
        {dimensionsOf(tree, leaves).map(({ code, display, max }) => (
          <div key={code}>
            <dt>{titleOf(code)}</dt>
            <dd>{max === null ? display : t('points', { points: display ?? '—', max })}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('improve')}</h3>
      <p className="yz-help">{t(deductions.length === 0 ? 'noDeduction' : 'improveHelp')}</p>
      <ul>
        {deductions.map(({ node, leaf }) => (
          <li key={node.code}>
            <strong>{titleOf(node.code)}</strong>{' '}
            <span>{t('points', { points: leaf.points, max: node.max ?? '—' })}</span>
            <p>
              {say(leaf.name)}：{leaf.reason}
              {leaf.document && <small> {t('document', { document: leaf.document })}</small>}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
