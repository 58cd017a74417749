import type { Text } from '#kernel/language.ts'
import { type Cells, type GridColumn, type GridRow, storedCell } from '#web/grid/grid-model.ts'
import type { Grid } from '../contract.ts'

// A sheet as the grid wants it.

/** The policy lets a score have two decimals. */
const PLACES = 2

export function columnsOf({ indicators }: Grid, say: (text: Text) => string): GridColumn[] {
  return indicators.map(({ code, zh, en, points }) => ({
    key: code,
    title: say({ zh, en }),
    wording: `${code} ${say({ zh, en })}`,
    max: points,
    places: PLACES,
  }))
}

export function rowsOf({ rows }: Grid): GridRow[] {
  return rows.map(({ community, name, street, cells }) => ({
    key: community,
    title: name,
    group: street,
    last: Object.fromEntries(cells.map(({ indicator, previous }) => [indicator, previous])),
  }))
}

export function cellsOf({ rows }: Grid): Cells {
  return Object.fromEntries(
    rows.map(({ community, cells }) => [
      community,
      Object.fromEntries(
        cells.map(({ indicator, points, reason, document, version }) => [
          indicator,
          storedCell({ value: points && plain(points), reason: reason ?? '', document: document ?? '', version }),
        ]),
      ),
    ]),
  )
}

/** 5.50 → 5.5, 6.00 → 6: as people type it. */
export function plain(points: string): string {
  return points.includes('.') ? points.replace(/\.?0+$/, '') : points
}
