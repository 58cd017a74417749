import { useMemo } from 'react'
import type { Text } from '#kernel/language.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import { useSay, useText } from '#web/language/language.tsx'
import type { Pack } from '../contract.ts'
import { compilePack } from '../rules.ts'
import type { Glossary } from './field-value.tsx'
import { Name } from './items-table.tsx'
import { plain } from './numbers.ts'
import { PACK_TEXTS } from './pack-texts.ts'
import { RuleFormula } from './rule-formula.tsx'
import { groupName, MECHANISMS } from './rule-texts.ts'
import { Section } from './section.tsx'

/** The rules in the order in which they are computed, drawn from what scores and not from the text. */
export function RulesChapter({ glossary: { pack, titles } }: { readonly glossary: Glossary }) {
  const t = useText(PACK_TEXTS)
  const { rules } = useMemo(() => compilePack(pack), [pack])
  return [...rules].map(([group, own]) => (
    <Section key={group} id={`rules-${group}`} of={groupName(group)} aside={t('count', { count: own.size })}>
      <GroupFacts pack={pack} group={group} titles={titles} />
      <table className="yz-pack-table yz-pack-rules">
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('how')}</th>
            <th scope="col">{t('formula')}</th>
            <th scope="col" className="yz-end">
              {t('most')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...own.values()].map((rule) => (
            <RuleLine key={rule.code} rule={rule} titles={titles} />
          ))}
        </tbody>
      </table>
    </Section>
  ))
}

function RuleLine({ rule, titles }: { readonly rule: Rule; readonly titles: Glossary['titles'] }) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const { code, title, mechanism, max } = rule
  return (
    <tr>
      <th scope="row">
        <Name of={title} />
        <code>{code}</code>
      </th>
      <td title={mechanism}>{say(MECHANISMS[mechanism])}</td>
      <td>
        <RuleFormula rule={rule} titles={titles} />
      </td>
      <td className="yz-end" data-label={t('most')}>
        {max && mechanism !== 'quota@1' ? plain(max) : '—'}
      </td>
    </tr>
  )
}

type GroupFactsProps = {
  readonly pack: Pack
  readonly group: string
  readonly titles: ReadonlyMap<string, Text>
}

/** What slices give to these rules beside what the lists make of themselves. */
function GroupFacts({ pack, group, titles }: GroupFactsProps) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const facts = Object.keys(pack.facts[group] ?? {})
  if (facts.length === 0) return null
  return (
    <p className="yz-rule-facts">
      <span>{t('facts')}</span>
      {facts.map((code) => (
        <span key={code} className="yz-rule-input" title={code}>
          {say(titles.get(code) ?? { zh: code, en: code })}
        </span>
      ))}
    </p>
  )
}
