import { useWrite } from '#web/api.ts'
import { dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { undoMerge } from '../../duplicates/contract.ts'
import type { Person } from '../contract.ts'
import { PERSON_TEXTS } from './person-texts.ts'

/** Which records read as this one, and that one of them was asked for. */
export function MergeNotes({ person: { name, aliases, askedFor, mayChange } }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const undo = useWrite(undoMerge)
  if (aliases.length === 0) return null
  return (
    <ul className="yz-card yz-person-notes">
      {askedFor && <li role="status">{t('mergedNote', { name })}</li>}
      {aliases.map(({ id, name: alias, reason, at }) => (
        <li key={id}>
          <span>{t('aliasNote', { alias, at: dateTime(at), reason })}</span>
          {mayChange && (
            <ConfirmButton
              label={t('undo')}
              title={t('undoTitle')}
              consequence={t('undoWhat', { alias })}
              confirm={t('undo')}
              reason={{ required: true }}
              onConfirm={(why) => undo.mutateAsync({ alias: id, reason: why })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
