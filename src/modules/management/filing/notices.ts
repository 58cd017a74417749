import { namedPeople, peopleInWords, tenuresOf } from '#registry'
import { countOf, loadPack, type Pack } from '#policy'
import { districtScope } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import { readAs } from '#kernel/read-as.ts'
import { postWords } from '../papers/words.ts'
import type { Filing } from './contract.ts'
import { ENDING } from './procedure.ts'
import { described, filingsOf, type FilingRow, noticeOf } from './queries.ts'
import { lastDayOf } from './rules.ts'

// What residents read of a case while it is on notice (PR-5, rulings G18): a copy outside this module, written by the acts.

const POSTS_EN: Readonly<Record<Filing['postKind'], string>> = {
  secretary: 'secretary',
  assistant: 'assistant secretary',
  'deputy-secretary': 'deputy secretary',
}

/** Puts the notice up. @returns its id; undefined for a removal, by which nobody comes into office. */
export async function putUpNotice(call: Call, row: FilingRow, pack: Pack): Promise<string | undefined> {
  if (row.kind === ENDING && !row.leaves) return undefined
  const { tx, district, clock } = call
  const [filing] = await described(tx, district, [row])
  if (!filing) return undefined
  const { communityName, streetName, postKind } = filing
  const today = clock.today()
  const id = newId()
  const intended = { community: communityName, kind: postKind }
  await tx.query
    .insertInto('kernel.public_notice')
    .values({
      district,
      id,
      kind: 'filing',
      title_zh: `${streetName}${postWords(communityName, postKind)}任前公示`,
      title_en: `Candidate for ${POSTS_EN[postKind]} of ${communityName}, ${streetName}`,
      body: JSON.stringify({ ...(await knownOf(call, row)), intended, street: streetName }),
      from_date: today,
      until_date: lastDayOf(today, countOf(pack, 'notice.days'), []),
    })
    .execute()
  return id
}

/** Who the candidate is, as far as the register knows; read for a street whose candidate comes from another one. */
function knownOf(call: Call, { person, personName }: FilingRow) {
  const { tx, district, clock } = call
  return readAs(tx, districtScope('staff', district), async () => {
    const id = (await namedPeople(tx, district, [person])).get(person)?.id ?? person
    const words = (await peopleInWords(call, [id])).get(id)
    const today = clock.today()
    const held = (await tenuresOf(tx, district, [id])).filter(
      ({ from, until }) => from <= today && (until === null || until > today),
    )
    return {
      name: words?.name ?? personName,
      sex: words?.sex === '男' ? 'male' : words?.sex === '女' ? 'female' : null,
      birth: words?.birth.slice(0, 7) || null,
      present: held.map(({ communityName, kind, capacity }) => {
        return { community: communityName, kind, acting: capacity === 'acting' }
      }),
    }
  })
}

/** An objection stops the days of a notice, and its answer lets them go on. */
export async function keepNotice(call: Call, filing: string): Promise<void> {
  const { tx, district } = call
  const [row] = await filingsOf(tx, district, { filings: [filing] })
  if (row?.state !== 'notice') return
  const { until } = await noticeOf(call, row, await loadPack(tx, district, row.packVersion))
  await tx.run(`update kernel.public_notice set until_date = $4 where ${NOTICE_OF}`, [...placeOf(district, row), until])
}

/** Takes the notice down today: the act that ends it is written in the same transaction. */
export async function takeDownNotice({ tx, district, clock }: Call, row: FilingRow): Promise<void> {
  await tx.run(`update kernel.public_notice set until_date = least(until_date, $4::date) where ${NOTICE_OF}`, [
    ...placeOf(district, row),
    addDays(clock.today(), -1),
  ])
}

/** The notice that a case's last act began. */
const NOTICE_OF = `district = $1 and id = (select (details ->> 'notice')::uuid from management.filing_act
  where district = $1 and filing = $2 and seq = $3)`
const placeOf = (district: number, { id, version }: FilingRow) => [district, id, version]
