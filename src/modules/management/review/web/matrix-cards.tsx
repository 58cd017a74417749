import { useText } from '#web/language/language.tsx'
import { countedStates, ReplyState } from './matrix-legend.tsx'
import type { ListProps } from './matrix-table.tsx'
import { MATRIX_TEXTS } from './matrix-texts.ts'

/** The same candidates on a phone: how many departments stand where; the drawer says which. */
export function MatrixCards({ rows, onOpen }: ListProps) {
  const t = useText(MATRIX_TEXTS)
  return (
    <ul className="yz-card yz-cards" aria-label={t('table')}>
      {rows.map((row) => (
        <li key={row.request}>
          <div className="yz-cards-title">
            <button type="button" className="yz-link" onClick={() => onOpen(row)}>
              {row.personName}
            </button>
          </div>
          <dl>
            <div>
              <dt>{t('community')}</dt>
              <dd>
                {row.streetName} {row.communityName}
              </dd>
            </div>
            <div>
              <dt>{t('due')}</dt>
              <dd>{row.dueOn}</dd>
            </div>
          </dl>
          <p className="yz-matrix-marks">
            {countedStates(row.cells).map(([state, count]) => (
              <ReplyState key={state} state={state}>{` ${count}`}</ReplyState>
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}
