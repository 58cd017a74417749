import type { Text } from '#kernel/language.ts'
import type { BatchChange } from '#kernel/sheets/import-contract.ts'
import { useSay, useText } from '../language/language.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'

type Props = {
  readonly changes: readonly BatchChange[]
  /** How many there are; these are the first of them. */
  readonly count: number
}

/** Row by row what a batch adds or changes: the column, what was there, what comes. */
export function BatchChanges({ changes, count }: Props) {
  const t = useText(BATCH_TEXTS)
  if (changes.length === 0) return null
  return (
    <div className="yz-problems" tabIndex={0} role="region" aria-label={t('changes')}>
      <table>
        <thead>
          <tr>
            <th className="yz-end">{t('row')}</th>
            <th>{t('who')}</th>
            <th>{t('act')}</th>
            <th>{t('what')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.row}>
              <td className="yz-end">{change.row}</td>
              <td>{change.label}</td>
              <td>{t(`act-${change.act}`)}</td>
              <td>
                <Cells cells={change.cells} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > changes.length && <p>{t('moreChanges', { count: count - changes.length })}</p>}
    </div>
  )
}

function Cells({ cells }: Pick<BatchChange, 'cells'>) {
  const t = useText(BATCH_TEXTS)
  const say = useSay()
  const words = (value: string | Text) => (typeof value === 'string' ? value : say(value))
  return cells.map(({ column, before, after }) => (
    <div key={column.zh}>
      <span className="yz-help">{say(column)}</span> {before !== null && <del>{words(before)}</del>}
      {before !== null && ' → '}
      {after === null ? t('emptied') : words(after)}
    </div>
  ))
}
