import type { Call } from './call.ts'
import type { Text } from './language.ts'
import { display, type Rational, toText } from './policy/rational.ts'

// Named figures that the cockpit and the level above show. Each prints its definition and date (rulings A2); the level
// above reads this table and nothing else (rulings G1).

export type FigureDeclaration = { readonly code: string; readonly title: Text; readonly definition: Text }

/** Publishes figures of a period; a later publication of the same figure replaces it. */
export async function publishFigures(
  call: Call,
  period: string,
  values: Readonly<Record<string, Rational>>,
): Promise<void> {
  const rows = Object.entries(values).map(([figure, value]) => ({
    district: call.district,
    figure,
    period,
    value: toText(value),
    display: display(value),
    as_of: call.clock.today(),
    recorded_at: call.clock.now(),
  }))
  if (rows.length === 0) return
  await call.tx.query
    .insertInto('kernel.figure_value')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['district', 'figure', 'period']).doUpdateSet((excluded) => ({
        value: excluded.ref('excluded.value'),
        display: excluded.ref('excluded.display'),
        as_of: excluded.ref('excluded.as_of'),
        recorded_at: excluded.ref('excluded.recorded_at'),
      })),
    )
    .execute()
}
