import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { useSession } from '#web/session.tsx'
import type { Community } from '../../communities/contract.ts'
import { getLineage, type Succession, undoSuccession } from '../contract.ts'
import './lineage.css'

const TEXTS = texts({
  zh: {
    title: '沿革',
    'before-move': '{on} 由 {code} 变更为现代码，编号和记录不变',
    'before-merge': '{on} 由{name}（{code}）并入',
    'before-split': '{on} 由{name}（{code}）拆分而来',
    'after-merge': '{on} 并入{name}（{code}）',
    'after-split': '{on} 拆分出{name}（{code}）',
    'after-move': '{on} 变更为 {code}',
    undo: '撤销认定',
    undoTitle: '撤销去向认定',
    undoMove: '{name}恢复为原代码并自 {on} 停用，现代码另立社区。认定之后已有记录的不能撤销。',
    undoLink: '取消{name}与前身的联系，两边的记录都不变。认定之后已有记录的不能撤销。',
  },
  en: {
    title: 'Origin',
    'before-move': '{on}: moved here from {code}; id and records stay',
    'before-merge': '{on}: {name} ({code}) was merged into it',
    'before-split': '{on}: split off from {name} ({code})',
    'after-merge': '{on}: merged into {name} ({code})',
    'after-split': '{on}: {name} ({code}) was split off',
    'after-move': '{on}: moved to {code}',
    undo: 'Take back',
    undoTitle: 'Take back what was decided',
    undoMove:
      '{name} goes back to its old code and ends on {on}; the present code becomes a community of its own. Not possible once something was recorded since.',
    undoLink:
      '{name} loses the link to the one before; the records of both stay. Not possible once something was recorded since.',
  },
})

/** Where a community comes from, and where it went; nothing for most. */
export function Lineage({ community }: { readonly community: Pick<Community, 'id' | 'shortName'> }) {
  const t = useText(TEXTS)
  const { active } = useSession()
  const { data } = useRead(getLineage, { community: community.id })
  if (!data || data.before.length + data.after.length === 0) return null
  return (
    <section className="yz-lineage">
      <h3>{t('title')}</h3>
      <ul>
        {data.before.map((one) => (
          <li key={one.id}>
            {t(`before-${one.kind}`, one)}
            {undoSuccession.who.includes(active.role) && <Undo succession={one} name={community.shortName} />}
          </li>
        ))}
        {data.after.map((one) => (
          <li key={one.id}>{t(`after-${one.kind}`, one)}</li>
        ))}
      </ul>
    </section>
  )
}

function Undo({ succession: { id, kind, on }, name }: { readonly succession: Succession; readonly name: string }) {
  const t = useText(TEXTS)
  const undo = useWrite(undoSuccession)
  return (
    <ConfirmButton
      label={t('undo')}
      title={t('undoTitle')}
      consequence={t(kind === 'move' ? 'undoMove' : 'undoLink', { name, on })}
      confirm={t('undo')}
      isDestructive
      reason={{ required: true }}
      onConfirm={(reason) => undo.mutateAsync({ id, reason })}
    />
  )
}
