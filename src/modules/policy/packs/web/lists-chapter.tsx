import { useText, useSay } from '#web/language/language.tsx'
import type { ListName, Provenance } from '../contract.ts'
import type { Glossary } from './field-value.tsx'
import { type Item, ItemsTable } from './items-table.tsx'
import { GROUP_NAMES, LIST_GROUPS, listsOf } from './pack-fields.ts'
import { PACK_TEXTS } from './pack-texts.ts'
import { Section } from './section.tsx'
import { StarDepartments } from './star-departments.tsx'

type ListsProps = { readonly glossary: Glossary; readonly only: Provenance | undefined }

/** Every list of the pack, in the order of 选育管评用. */
export function ListsChapter(props: ListsProps) {
  const say = useSay()
  return LIST_GROUPS.map((group) => (
    <div key={group} className="yz-pack-group">
      <h2>{say(GROUP_NAMES[group])}</h2>
      {listsOf(group).map((name) => (
        <List key={name} name={name} {...props} />
      ))}
    </div>
  ))
}

function List({ name, glossary, only }: ListsProps & { readonly name: ListName }) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const list = glossary.pack.lists[name]
  const shown = (items: readonly Item[]) => items.filter(({ provenance }) => !only || provenance === only)
  const isNested = 'categories' in list
  const parts = isNested ? list.categories : [{ ...list, code: name }]
  const all = parts.flatMap(({ items }): readonly Item[] => items)
  const title = say(list)
  return (
    <Section
      id={`list-${name}`}
      of={list}
      aside={[t('count', { count: all.length }), list.article, ...(list.source ?? [])].filter(Boolean).join(' · ')}
    >
      {'header' in list && (
        <p className="yz-pack-header">
          <span>{t('header')}</span> {say(list.header)}
        </p>
      )}
      {shown(all).length === 0 ? (
        <p className="yz-help">{t('none')}</p>
      ) : name === 'star_departments' && !only ? (
        <StarDepartments lists={glossary.pack.lists} />
      ) : (
        parts.map((part) => {
          const items = shown(part.items).map(withoutIndicators)
          const label = isNested ? `${part.code} ${say(part)}` : title
          return (
            items.length > 0 && (
              <div key={part.code}>
                {isNested && <h4>{label}</h4>}
                <ItemsTable label={label} items={items} drafted={list.proposed ?? []} glossary={glossary} />
              </div>
            )
          )
        })
      )}
    </Section>
  )
}

/** The indicators have a table of their own; among the items of one origin they would only be in the way. */
function withoutIndicators(item: Item & { readonly indicators?: unknown }): Item {
  const { indicators: _, ...rest } = item
  return rest
}
