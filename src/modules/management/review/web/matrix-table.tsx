import type { OutputOf } from '#web/endpoint.ts'
import { useSay, useText } from '#web/language/language.tsx'
import type { Cell, getMatrix, MatrixRow } from '../contract.ts'
import { CELL_WORDS } from './answer-words.ts'
import { MATRIX_TEXTS } from './matrix-texts.ts'
import './matrix.css'

type Matrix = OutputOf<typeof getMatrix>
type Props = {
  readonly departments: Matrix['departments']
  readonly rows: readonly MatrixRow[]
  readonly onOpen: (row: MatrixRow) => void
}

/** Candidates by departments: a mark for each reply, in words for those who do not see it. */
export function MatrixTable({ departments, rows, onOpen }: Props) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  return (
    <div className="yz-card yz-review-scroll" tabIndex={0} role="region" aria-label={t('table')}>
      <table className="yz-review-table yz-matrix">
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('community')}</th>
            <th scope="col">{t('due')}</th>
            {departments.map(({ code, ...name }) => (
              <th key={code} scope="col" title={say(name)}>
                <abbr title={say(name)}>{code.slice(3)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.request}>
              <th scope="row">
                <button type="button" className="yz-link" onClick={() => onOpen(row)}>
                  {row.personName}
                </button>
              </th>
              <td>{row.communityName}</td>
              <td>{row.dueOn}</td>
              {departments.map(({ code }) => (
                <Mark key={code} cell={row.cells.find(({ department }) => department === code)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Mark({ cell }: { readonly cell: Cell | undefined }) {
  const say = useSay()
  if (!cell) return <td />
  const words = CELL_WORDS[cell.state]
  const text = `${say(words)}${cell.on ? ` ${cell.on}` : ''}`
  return (
    <td className={`yz-mark yz-mark-${cell.state}`} title={text}>
      <span aria-hidden>{words.mark}</span>
      <span className="yz-unseen">{text}</span>
    </td>
  )
}

/** What the marks mean, and how many there are of each; the departments by number. */
export function MatrixLegend({ departments, rows }: Pick<Props, 'departments' | 'rows'>) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const counts = Map.groupBy(
    rows.flatMap(({ cells }) => cells),
    ({ state }) => state,
  )
  const states = Object.entries(CELL_WORDS) as [Cell['state'], (typeof CELL_WORDS)[Cell['state']]][]
  return (
    <details className="yz-card yz-review-legend">
      <summary>
        {t('legend')}
        {states.map(([state, words]) => {
          const count = counts.get(state)?.length ?? 0
          return (
            count > 0 && (
              <span key={state} className={`yz-mark-word yz-mark-${state}`}>
                <span aria-hidden>{words.mark}</span> {say(words)} {count}
              </span>
            )
          )
        })}
      </summary>
      <dl className="yz-matrix-departments">
        {departments.map(({ code, ...name }) => (
          <div key={code}>
            <dt>{code.slice(3)}</dt>
            <dd>{say(name)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
