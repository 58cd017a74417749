import type { z } from 'zod'
import { communitiesInForce } from '#registry'
import { countOf, type Pack } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { FilingInFull } from '../filing/contract.ts'
import { isStep } from '../filing/procedure.ts'
import { describe, filingsOf, noticeEnds, packsOf } from '../filing/queries.ts'
import { silentDepartments } from '../review/standing.ts'
import { DISCIPLINE, standingStops } from '../supervision/standing.ts'
import type { getRadar, RadarRow } from './contract.ts'
import { radars, type StepDays } from './rules.ts'

const ORGANIZATION: Text = { zh: '区委组织部', en: 'Organization department' }

/** All open cases that the caller may see, the most urgent first. */
export async function radarRows(call: Call): Promise<z.input<(typeof getRadar)['output']>> {
  const { tx, district, clock } = call
  const [rows, communities] = await Promise.all([
    filingsOf(tx, district, { open: true }),
    communitiesInForce(tx, district),
  ])
  const packs = await packsOf(tx, district, rows)
  const onNotice = rows.filter(({ state }) => state === 'notice')
  const ends = await noticeEnds(tx, district, onNotice, packs)
  const silent = await silentDepartments(
    tx,
    district,
    rows.filter(({ state }) => state === 'review').map(({ id }) => id),
  )
  const stops = await standingStops(tx, district, clock.today())
  const versionOf = new Map(rows.map(({ id, packVersion }) => [id, packVersion]))
  // Once for each policy: a term election has hundreds of cases and one of them.
  const readings = new Map(
    [...packs].map(([id, { pack }]) => [
      id,
      { radarOf: radars(daysOf(pack), clock.today()), departments: departmentsOf(pack) },
    ]),
  )
  const found = describe(rows, communities, packs).flatMap((filing): RadarRow[] => {
    const reading = readings.get(versionOf.get(filing.id) ?? '')
    if (!reading || !isStep(filing.state)) return []
    const due = filing.state === 'notice' ? (ends.get(filing.id) ?? null) : filing.due
    const stoppedUntil = stops.get(filing.id) ?? null
    const radar = reading.radarOf({ state: filing.state, due, plannedOn: filing.plannedOn, stoppedUntil })
    const supervisor = stoppedUntil === null ? undefined : reading.departments.get(DISCIPLINE)
    return [
      {
        ...plain(filing),
        step: filing.state,
        ...radar,
        steps: [...radar.steps],
        waitingFor: supervisor ? [supervisor] : waitingFor(filing, reading.departments, silent.get(filing.id)),
      },
    ]
  })
  return { rows: found.toSorted((a, b) => a.slack - b.slack) }
}

const plain = ({ id, personName, communityName, streetName, plannedOn }: FilingInFull) => ({
  filing: id,
  personName,
  communityName,
  streetName,
  plannedOn,
})

const daysOf = (pack: Pack): StepDays => ({
  motion: countOf(pack, 'filing.motion-reply'),
  review: countOf(pack, 'review.department'),
  vetting: countOf(pack, 'vetting.days'),
  decision: countOf(pack, 'decision.days'),
  notice: countOf(pack, 'notice.days'),
  filing: countOf(pack, 'filing.reply'),
})

/** What its policy calls each department. */
const departmentsOf = ({ lists }: Pack): ReadonlyMap<string, Text> =>
  new Map(lists.review_departments.items.map(({ code, zh, en }) => [code, { zh, en }]))

/** Who has to act: the silent departments by name for those who may see them, else the body of the step. */
function waitingFor(filing: FilingInFull, names: ReadonlyMap<string, Text>, silent: readonly string[] = []): Text[] {
  if (filing.state === 'review') {
    return silent.length > 0 ? silent.flatMap((code) => names.get(code) ?? []) : [ORGANIZATION]
  }
  if (filing.state === 'motion' || filing.state === 'filing') return [ORGANIZATION]
  return [{ zh: filing.streetName, en: filing.streetName }]
}
