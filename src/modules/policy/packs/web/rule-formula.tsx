import type { ReactNode } from 'react'
import type { Text } from '#kernel/language.ts'
import { multiply } from '#kernel/policy/rational.ts'
import type {
  BandsRule,
  ChooseRule,
  Condition,
  LimitRule,
  MeanRule,
  Part,
  QuotaRule,
  Rule,
  SumRule,
} from '#kernel/policy/rule.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { percent, plain } from './numbers.ts'
import { RULE_TEXTS } from './rule-texts.ts'

type Titles = ReadonlyMap<string, Text>
type Drawn<R> = { readonly rule: R; readonly titles: Titles }

/** How a rule comes to its result: inputs, weights, bounds and what happens where something is missing. */
export function RuleFormula({ rule, titles }: Drawn<Rule>) {
  const t = useText(RULE_TEXTS)
  switch (rule.mechanism) {
    case 'sum@1':
      return <Sum rule={rule} />
    case 'mean@1':
      return <Mean rule={rule} />
    case 'trimmed-mean@1':
      return <Line input={rule.of}>{t('trimmed', { from: rule.from, drop: rule.drop })}</Line>
    case 'bands@1':
      return <Bands rule={rule} titles={titles} />
    case 'cap@1':
    case 'floor@1':
      return <Limit rule={rule} titles={titles} />
    case 'choose@1':
      return <Choice rule={rule} />
    case 'quota@1':
      return <Quota rule={rule} titles={titles} />
    default:
      // Facts and constants are inputs of rules and no rules of a pack.
      return null
  }
}

/** An input of a rule, by name; its code on hover. */
function Input({ rule, children }: { readonly rule: Rule; readonly children?: ReactNode }) {
  const say = useSay()
  return (
    <span className="yz-rule-input" title={rule.code}>
      {rule.mechanism === 'constant@1' ? plain(rule.value) : say(rule.title)}
      {children}
    </span>
  )
}

function Line({ input, children }: { readonly input: Rule; readonly children: ReactNode }) {
  return (
    <>
      <div className="yz-rule-line">
        <Input rule={input} />
      </div>
      <p>{children}</p>
    </>
  )
}

function Sum({ rule: { parts, missing } }: { readonly rule: SumRule }) {
  const t = useText(RULE_TEXTS)
  return (
    <>
      <div className="yz-rule-line yz-rule-sum">
        {parts.map((part) => (
          <Input key={part.rule.code} rule={part.rule}>
            <PartSize part={part} />
          </Input>
        ))}
      </div>
      <p>{t(missing === 'scale' ? 'scale' : 'refuseSum')}</p>
    </>
  )
}

/** A part's weight, or else the most that it can bring. */
function PartSize({ part: { rule, weight } }: { readonly part: Part }) {
  if (weight) return <b>{percent(weight)}</b>
  return rule.max && rule.mechanism !== 'constant@1' ? <b>{plain(rule.max)}</b> : null
}

function Mean({ rule: { parts, missing } }: { readonly rule: MeanRule }) {
  const t = useText(RULE_TEXTS)
  const say = useSay()
  const isBallots = parts.some(({ times }) => times)
  return (
    <>
      <div className={`yz-rule-line${isBallots ? '' : ' yz-rule-mean'}`}>
        {isBallots && t('ballots')}
        {parts.map(({ rule, times }) =>
          times && rule.mechanism === 'constant@1' ? (
            <span key={rule.code} className="yz-rule-input" title={`${rule.code} × ${times.code}`}>
              {say(rule.title)}
              <b>{t('points', { points: plain(rule.value) })}</b>
            </span>
          ) : (
            <Input key={rule.code} rule={rule} />
          ),
        )}
      </div>
      <p>{t(missing === 'omit' ? 'omit' : 'refuseMean')}</p>
    </>
  )
}

function useGrade(titles: Titles) {
  const say = useSay()
  return (grade: string) => {
    const title = titles.get(grade)
    return title ? say(title) : grade
  }
}

function Bands({ rule: { of, bands, round }, titles }: Drawn<BandsRule>) {
  const t = useText(RULE_TEXTS)
  const nameOf = useGrade(titles)
  return (
    <>
      <div className="yz-rule-line">
        <Input rule={of} />
      </div>
      <ol className="yz-rule-bands">
        {bands.map(({ grade, from }) => (
          <li key={grade}>
            <strong>{nameOf(grade)}</strong>
            <span>{t('from', { from: plain(from) })}</span>
          </li>
        ))}
      </ol>
      <p>{t('rounded', { places: round })}</p>
    </>
  )
}

function Limit({ rule: { mechanism, of, at, when }, titles }: Drawn<LimitRule>) {
  const t = useText(RULE_TEXTS)
  const nameOf = useGrade(titles)
  return (
    <>
      <div className="yz-rule-line">
        <Input rule={of} />
        {t(mechanism === 'cap@1' ? 'atMost' : 'atLeast')}
        {typeof at === 'string' ? <strong>{nameOf(at)}</strong> : <Input rule={at} />}
        <span className="yz-rule-quiet">{t(when ? 'when' : 'always')}</span>
      </div>
      {when && <Conditions of={when} />}
    </>
  )
}

function Conditions({ of }: { readonly of: Condition }) {
  const t = useText(RULE_TEXTS)
  return (
    <ul className="yz-rule-when">
      {of.any.map(({ of: compared, is, value, share }) => (
        <li key={compared.code}>
          <Input rule={compared} /> {t(is === 'below' ? 'below' : 'reaches')}{' '}
          <b>
            {share && compared.max
              ? t('ofFull', { share: percent(value), value: plain(multiply(value, compared.max)) })
              : plain(value)}
          </b>
        </li>
      ))}
    </ul>
  )
}

function Choice({ rule: { cases, otherwise } }: { readonly rule: ChooseRule }) {
  const t = useText(RULE_TEXTS)
  return (
    <>
      {cases.map(({ when, use }) => (
        <div key={use.code}>
          <div className="yz-rule-line">
            <span className="yz-rule-quiet">{t('when')}</span>
            {t('use')} <Input rule={use} />
          </div>
          <Conditions of={when} />
        </div>
      ))}
      <div className="yz-rule-line">
        {t('otherwise')} <Input rule={otherwise} />
      </div>
    </>
  )
}

function Quota({ rule: { of, grade, share, poolBelow }, titles }: Drawn<QuotaRule>) {
  const t = useText(RULE_TEXTS)
  const nameOf = useGrade(titles)
  return (
    <>
      <Line input={of}>{t('quota', { grade: nameOf(grade), share: percent(share) })}</Line>
      {poolBelow > 0 && <p>{t('pool', { count: poolBelow })}</p>}
    </>
  )
}
