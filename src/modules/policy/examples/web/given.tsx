import type { Text } from '#kernel/language.ts'
import { useSay, useText } from '#web/language/language.tsx'
import type { WorkedExample } from '../contract.ts'
import { EXAMPLE_TEXTS } from './example-texts.ts'

export type Titles = ReadonlyMap<string, Text>
type Facts = WorkedExample['given']

const FEW = 4

/** What differs in one row: a few facts by name, many behind a click. */
export function Given({ facts, titles }: { readonly facts: Facts; readonly titles: Titles }) {
  const t = useText(EXAMPLE_TEXTS)
  const count = Object.keys(facts).length
  if (count === 0) return '—'
  if (count <= FEW) return <FactList facts={facts} titles={titles} />
  return (
    <details>
      <summary>{t('more', { count })}</summary>
      <FactList facts={facts} titles={titles} />
    </details>
  )
}

export function FactList({ facts, titles }: { readonly facts: Facts; readonly titles: Titles }) {
  const t = useText(EXAMPLE_TEXTS)
  const say = useSay()
  return (
    <ul className="yz-example-facts">
      {Object.entries(facts).map(([code, value]) => {
        const title = titles.get(code)
        return (
          <li key={code}>
            <span title={code}>{title ? say(title) : code}</span>
            <b>{value === null ? t('missing') : Array.isArray(value) ? value.join(' ') : value}</b>
          </li>
        )
      })}
    </ul>
  )
}
