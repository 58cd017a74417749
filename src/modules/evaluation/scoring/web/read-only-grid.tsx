import { add, display, rational, ZERO } from '#kernel/policy/rational.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Empty, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Grid } from '../contract.ts'
import { plain } from './grid-shape.ts'
import { SHEET_TEXTS } from './sheet-texts.ts'

type Row = Grid['rows'][number]

/** A submitted sheet, to read: every score, and why points were taken off. */
export function ReadOnlyGrid({ grid }: { readonly grid: Grid }) {
  const t = useText(SHEET_TEXTS)
  const say = useSay()
  const isEmpty = grid.rows.every(({ cells }) => cells.every(({ points }) => points === null))
  // The page says why there is nothing and never will be.
  if (isEmpty) return grid.missed ? null : <Empty title={t('notSubmitted')} />
  const columns: Column<Row>[] = [
    { key: 'name', title: t('community'), width: 160, cell: ({ name }) => name },
    { key: 'street', title: t('street'), width: 120, cell: ({ street }) => street },
    ...grid.indicators.map(({ code, zh, en, points }, index): Column<Row> => ({
      key: code,
      title: `${say({ zh, en })} (${points})`,
      width: 240,
      cell: ({ cells }) => <Score cell={cells[index]} />,
    })),
    { key: 'total', title: t('total'), align: 'end', width: 90, cell: ({ cells }) => totalOf(cells) },
  ]
  return (
    <RecordTable
      id="evaluation.submitted"
      label={say(grid.name)}
      columns={columns}
      rowKey={({ community }) => community}
      rows={grid.rows}
      toolbar={grid.state === 'submitted' && <Status tone="good">{t('submitted', { version: grid.version })}</Status>}
      empty={{ title: t('notSubmitted') }}
    />
  )
}

function Score({ cell }: { readonly cell: Row['cells'][number] | undefined }) {
  if (!cell || cell.points === null) return <>—</>
  return (
    <span>
      {plain(cell.points)}
      {cell.reason && (
        <small className="yz-grounds">
          {cell.reason} {cell.document}
        </small>
      )}
    </span>
  )
}

function totalOf(cells: Row['cells']): string {
  const given = cells.flatMap(({ points }) => (points === null ? [] : [rational(points)]))
  return given.length === 0 ? '—' : display(given.reduce(add, ZERO))
}
