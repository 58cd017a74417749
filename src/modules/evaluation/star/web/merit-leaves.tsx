import type { Text } from '#kernel/language.ts'
import { join } from '#web/format.ts'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import type { MeritLeaf } from '../../merits/contract.ts'
import { MERIT_LEAF_TEXTS } from './merit-leaf-texts.ts'

type Props = {
  readonly leaves: readonly MeritLeaf[]
  readonly titles: Readonly<Record<string, Text>>
}

/** Behind a bonus, a cap or a street's own points: each entry with its document, and who confirmed it when. */
export function MeritLeaves({ leaves, titles }: Props) {
  const t = useText(MERIT_LEAF_TEXTS)
  if (leaves.length === 0) return <div className="yz-leaf">{t('none')}</div>
  return leaves.map((leaf) => <OneLeaf key={leaf.id} leaf={leaf} titles={titles} />)
}

function OneLeaf({ leaf, titles }: { readonly leaf: MeritLeaf } & Pick<Props, 'titles'>) {
  const t = useText(MERIT_LEAF_TEXTS)
  const say = useSay()
  const { language } = useLanguage()
  const { kind, title, level, issuer, happenedOn, statement, documentTitle, documentNumber, points, shifts } = leaf
  const shifted = Object.entries(shifts ?? {}).filter(([, by]) => Number(by) !== 0)
  const moved = shifted.map(([code, by]) => `${titles[code] ? say(titles[code]) : code} ${signed(by)}`)
  const on = happenedOn ?? ''
  return (
    <div className="yz-leaf">
      <strong>
        {t(kind)} · {title}
        {points !== null && ` · ${t('points', { points })}`}
      </strong>
      {level && <span>{t('given', { level: t(level), issuer: issuer ?? '', on })}</span>}
      {shifts && <span>{moved.length > 0 ? t('shifts', { shifts: join(moved, language) }) : t('noShifts')}</span>}
      {statement && <span>{t('heard', { on, statement })}</span>}
      <span>{t('document', { title: documentTitle, number: documentNumber })}</span>
      <Decided leaf={leaf} />
    </div>
  )
}

/** Names are there for those who may see them. */
function Decided({ leaf: { kind, enteredBy, confirmedBy, confirmedOn, reason } }: { readonly leaf: MeritLeaf }) {
  const t = useText(MERIT_LEAF_TEXTS)
  const by = confirmedBy ? `${confirmedBy} ` : ''
  return (
    <span>
      {enteredBy && t('entered', { by: enteredBy })}
      {confirmedOn ? t('confirmed', { by, on: confirmedOn }) : kind === 'street-award' && t('byMethod')}
      {reason && t('because', { reason })}
    </span>
  )
}

const signed = (points: string): string => (points.startsWith('-') ? `−${points.slice(1)}` : `+${points}`)
