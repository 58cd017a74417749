import type { Text } from '#kernel/language.ts'
import { useSay } from '#web/language/language.tsx'
import type { Pack, Provenance } from '../contract.ts'

type Meaning = { readonly mark: Text; readonly meaning: Text }

/** In the order of trust. */
export const MEANINGS: Readonly<Record<Provenance, Meaning>> = {
  article: {
    mark: { zh: '报道', en: 'Article' },
    meaning: { zh: '福山区公开报道中写明', en: 'named in the published article on the district' },
  },
  public: {
    mark: { zh: '公开', en: 'Public' },
    meaning: { zh: '公开文件或资料中有同类规定', en: 'found in public documents on the same matter' },
  },
  'public~': {
    mark: { zh: '参照', en: 'Carried over' },
    meaning: { zh: '参照相近领域的公开规定', en: 'carried over from public documents on a neighbouring matter' },
  },
  proposed: {
    mark: { zh: '拟定', en: 'Proposed' },
    meaning: { zh: '软件拟定，待本区确认，不是本区规定', en: 'our own draft until the district confirms it' },
  },
}
export const PROVENANCE_NAMES = Object.keys(MEANINGS) as readonly Provenance[]

export function isProvenance(value: string | undefined): value is Provenance {
  return value !== undefined && value in MEANINGS
}

type MarkProps = { readonly of: Provenance; readonly source?: readonly string[] | undefined }

/** Where something comes from: always the word, with the numbers of its sources. */
export function Mark({ of, source }: MarkProps) {
  const say = useSay()
  const { mark, meaning } = MEANINGS[of]
  return (
    <span className="yz-mark-line">
      <span className={`yz-mark yz-mark-${of === 'public~' ? 'carried' : of}`} title={say(meaning)}>
        {say(mark)}
      </span>
      {source && <small>{source.join(' ')}</small>}
    </span>
  )
}

/** How many items and limits of a pack come from where. */
export function countsOf({ lists, limits }: Pack): Readonly<Record<Provenance, number>> {
  const items = Object.values(lists).flatMap((list) =>
    'categories' in list ? list.categories.flatMap((category) => category.items) : list.items,
  )
  const all = [...items, ...Object.values(limits)].map(({ provenance }) => provenance)
  const count = (wanted: Provenance) => all.filter((one) => one === wanted).length
  return {
    article: count('article'),
    public: count('public'),
    'public~': count('public~'),
    proposed: count('proposed'),
  }
}
