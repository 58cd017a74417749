import type { OutputOf } from '#web/endpoint.ts'
import { useSay, useText } from '#web/language/language.tsx'
import type { Cell, getMatrix, MatrixRow } from '../contract.ts'
import { CELL_STATES, CELL_WORDS } from './answer-words.ts'
import { MATRIX_TEXTS } from './matrix-texts.ts'
import './matrix.css'

export type Departments = OutputOf<typeof getMatrix>['departments']

/** How many replies stand in each state, in the order of the legend; states that nobody is in are left out. */
export function countedStates(cells: readonly Cell[]): readonly (readonly [Cell['state'], number])[] {
  return CELL_STATES.map((state) => [state, cells.filter((cell) => cell.state === state).length] as const).filter(
    ([, count]) => count > 0,
  )
}

/** A state with its mark, as the cells of the matrix show it. */
export function ReplyState({ state, children }: { readonly state: Cell['state']; readonly children?: string }) {
  const say = useSay()
  const words = CELL_WORDS[state]
  return (
    <span className={`yz-reply-word yz-reply-${state}`}>
      <span aria-hidden>{words.mark}</span> {say(words)}
      {children}
    </span>
  )
}

type Props = { readonly departments: Departments; readonly rows: readonly MatrixRow[] }

/** What the marks mean and how many there are of each; below it, folded, the departments by number. */
export function MatrixLegend({ departments, rows }: Props) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  return (
    <div className="yz-card yz-review-legend yz-matrix-legend">
      <p className="yz-matrix-marks">
        <strong>{t('legend')}</strong>
        {countedStates(rows.flatMap(({ cells }) => cells)).map(([state, count]) => (
          <ReplyState key={state} state={state}>{` ${count}`}</ReplyState>
        ))}
      </p>
      <details>
        <summary>{t('departments')}</summary>
        <dl className="yz-matrix-departments">
          {departments.map(({ code, ...name }) => (
            <div key={code}>
              <dt>{code.slice(3)}</dt>
              <dd>{say(name)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}
