import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { getStanding } from '../people/record.ts'
import type { getResume as getResumeContract, Period } from './contract.ts'
import { gapsOf, inOrder, overlapsOf, textOf } from './rules.ts'

/** A person's résumé, that of merged records included. @throws Refusal when the caller may not see the person. */
export async function getResume(
  { tx, district, clock }: Call,
  { person }: { person: string },
): Promise<z.input<(typeof getResumeContract)['output']>> {
  const { ids, birth } = await getStanding(tx, district, person)
  const rows = await tx.query
    .selectFrom('registry.resume_period')
    .select(['id', 'version', 'from_month as from', 'until_month as until', 'organisation', 'post', 'note'])
    .select((select) => select.ref('kind').$castTo<Period['kind']>().as('kind'))
    .where('district', '=', district)
    .where('person', 'in', ids)
    .where('ended_at', 'is', null)
    .execute()
  const thisMonth = clock.today().slice(0, 7)
  const periods = inOrder(rows)
  const overlaps = overlapsOf(periods, thisMonth)
  return {
    periods: periods.map((period, at) => ({ ...period, overlaps: overlaps[at] ?? false })),
    gaps: gapsOf(periods, birth, thisMonth),
    text: textOf(periods),
  }
}
