import { Link } from '@tanstack/react-router'
import { join } from '#web/format.ts'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import type { FilingAct } from '../contract.ts'
import { type FilingEvent, filingProcedure } from '../procedure.ts'
import type { FullCase } from './case-acts.tsx'
import { FILING_TEXTS } from './filing-texts.ts'

type Props = { readonly acts: readonly FilingAct[]; readonly words: FullCase['words'] }

/** All acts of a case, newest first: who, when, what, on which paper, why. */
export function History({ acts, words }: Props) {
  const t = useText(FILING_TEXTS)
  const newest = acts.map((act, index) => ({ act, number: index + 1 })).toReversed()
  return (
    <section className="yz-card" aria-label={t('history')}>
      <h2>{t('history')}</h2>
      <ol className="yz-timeline" reversed>
        {newest.map(({ act, number }) => (
          <Act key={number} act={act} words={words} />
        ))}
      </ol>
    </section>
  )
}

const TONES: Readonly<Record<string, string>> = {
  file: 'good',
  reject: 'bad',
  decline: 'bad',
  return: 'warn',
  withdraw: 'warn',
}

function Act({ act, words }: { readonly act: FilingAct; readonly words: FullCase['words'] }) {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const details = useDetails(act, words)
  const { event, from, to, reason, document, by, on } = act
  const { states } = filingProcedure
  const lines = [...details, ...(reason ? [t('because', { reason })] : [])]
  return (
    <li className={`yz-tone-${TONES[event] ?? 'idle'}`}>
      <div className="yz-timeline-head">
        <strong>{titleOf(event, say, t)}</strong>
        {from && <span>{t('moved', { from: say(states[from]), to: say(states[to]) })}</span>}
        <span>{by}</span>
        <time dateTime={on}>{on}</time>
      </div>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {document && <p>{t('document', { document })}</p>}
      {document && event === 'propose' && (
        <p>
          <Link to="/filing" search={{ document }}>
            {t('sameMotion')}
          </Link>
        </p>
      )}
    </li>
  )
}

const isEvent = (event: string): event is FilingEvent => event in filingProcedure.events

function titleOf(
  event: string,
  say: ReturnType<typeof useSay>,
  t: ReturnType<typeof useText<keyof (typeof FILING_TEXTS)['zh']>>,
): string {
  if (isEvent(event)) return say(filingProcedure.events[event].title)
  return event === 'return' ? t('return') : t('propose')
}

/** What an act recorded, as sentences. */
function useDetails({ event, details }: FilingAct, { clauses }: FullCase['words']): readonly string[] {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const clauseOf = (code: string) => {
    const clause = clauses.find((one) => one.code === code)
    return clause ? say(clause) : code
  }
  const { language } = useLanguage()
  const text = (name: string) => String(details[name] ?? '')
  const names = (name: string) => join([details[name] ?? []].flat().map(String), language)
  const sentences: Readonly<Record<string, () => readonly string[]>> = {
    vet: () => [
      t('vetters', { names: names('vetters') }),
      ...(details['from'] ? [t('vetted', { from: text('from'), until: text('until') })] : []),
      t('talks', { talks: text('talks'), residents: text('residents') }),
      t('conclusion', { conclusion: text('conclusion') }),
    ],
    decide: () => [
      t('vote', { members: text('members'), present: text('present'), favour: text('favour') }),
      names('recused') ? t('recused', { names: names('recused') }) : t('nobodyRecused'),
    ],
    close: () => [t('notice', { from: text('from'), until: text('until') })],
    reject: () => (details['clause'] ? [t('clause', { clause: clauseOf(text('clause')) })] : []),
    file: () => [
      t('given', { number: text('number'), effective: text('effective') }),
      ...(details['until'] ? [t('until', { until: text('until') })] : []),
    ],
  }
  return sentences[event]?.() ?? []
}
