import {
  communitiesInForce,
  getKin,
  getRecords,
  getResume,
  peopleInWords,
  type PersonWords,
  tenuresOf,
  valueText,
} from '#registry'
import { loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import type { PaperData } from '#kernel/documents/word/paper.ts'
import { ENDING } from '../filing/procedure.ts'
import { actsOf, type FilingRow } from '../filing/queries.ts'
import type { approvalPaper } from './approval-paper.ts'
import { dateWords, DEGREES, type HeldPost, heldWords, postWords } from './words.ts'

// What the approval form says of a candidate: read from the register when it is printed, never stored.

type Approval = PaperData<(typeof approvalPaper)['fields']>

/** The printed form keeps so many rows for relatives; longer families get more. */
const FAMILY_ROWS = 7
const NO_RELATIVE = { degree: '', relative: '', age: '', political: '', work: '' }
/** Appraisals of the last years, as the form asks. */
const YEARS = 3

export async function approvalOf(call: Call, filing: FilingRow): Promise<Approval> {
  const { tx, district, clock, actor } = call
  const { person, community, postKind, leaves, personName: name } = filing
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const place = places.get(community)
  const words = (await peopleInWords(call, [person])).get(person)
  const post = postWords(place?.shortName ?? '', postKind)
  const isRemoval = filing.kind === ENDING && !leaves
  return {
    name,
    ...plainly(words, clock.today()),
    present: heldWords(await heldBefore(call, filing)),
    appointed: isRemoval ? '' : post,
    removed: isRemoval ? post : leaves ? postWords(places.get(leaves.community)?.shortName ?? '', leaves.postKind) : '',
    resume: await lifeOf(call, person),
    ...(await recordOf(call, person)),
    reason: await reasonOf(call, filing),
    family: await familyOf(call, person),
    reporter: `中共${place?.streetName ?? ''}工作委员会`,
    filler: actor.name,
    date: dateWords(clock.today()),
  }
}

/** The posts as they were before the case took effect: a form printed later asks the same as the one that was signed. */
async function heldBefore({ tx, district, clock }: Call, { id, person }: FilingRow): Promise<readonly HeldPost[]> {
  const filed = (await actsOf(tx, district, id)).find(({ event }) => event === 'file')
  const eve = filed ? addDays(String(filed.details['effective']), -1) : clock.today()
  const on = eve < clock.today() ? eve : clock.today()
  const held = await tenuresOf(tx, district, [person])
  return held.filter(({ from, until }) => from <= on && (until === null || until > on))
}

const dotted = (month: string): string => month.slice(0, 7).replace('-', '.')

/** 1985.06 and the age on the day of printing. */
function bornAndAge(birth: string, today: string): string {
  return birth === '' ? '' : `${dotted(birth)}\n（${ageOn(birth, today)}岁）`
}

function ageOn(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4))
  return today.slice(5, birth.length) < birth.slice(5) ? years - 1 : years
}

function plainly(words: PersonWords | undefined, today: string) {
  const { sex = '', birth = '', ethnic = '', nativePlace = '', partyJoined = '', workStarted = '' } = words ?? {}
  const { educationFullTime = '', educationInService = '', school = '', qualification = '' } = words ?? {}
  const isInService = educationInService !== ''
  return {
    sex,
    birth: bornAndAge(birth, today),
    ethnic,
    nativePlace,
    birthPlace: '',
    partyJoined: dotted(partyJoined),
    workStarted: dotted(workStarted),
    health: '',
    title: qualification,
    skill: '',
    educationFullTime,
    // The register keeps one school: that of the highest degree.
    schoolFullTime: isInService ? '' : school,
    educationInService,
    schoolInService: isInService ? school : '',
  }
}

async function lifeOf(call: Call, person: string): Promise<Approval['resume']> {
  const { periods } = await getResume(call, { person })
  return periods.map(({ from, until, organisation, post, note }) => ({
    period: `${dotted(from)}—${until === null ? '' : dotted(until)}`,
    life: `${organisation}${post}${note === null ? '' : `（${note}）`}`,
  }))
}

/** Honours and annual appraisals that were imported as past records. */
async function recordOf(call: Call, person: string) {
  const { records } = await getRecords(call, { person })
  const honours = records.filter(({ kind }) => kind === 'honour').toReversed()
  const years = records
    .filter(({ kind }) => kind === 'annual')
    .slice(0, YEARS)
    .toReversed()
  return {
    honours: honours.map(({ period, value }) => `${period.replace('-', '.')}　${value}`).join('\n') || '（无）',
    appraisals:
      years.map(({ kind, period, value }) => `${period}年${valueText(kind, value).zh}`).join('，') || '（无）',
  }
}

/** The reason of the motion, and what the vetting concluded. */
async function reasonOf({ tx, district }: Call, { id, reason, packVersion }: FilingRow): Promise<string> {
  const { pack } = await loadPack(tx, district, packVersion)
  const acts = await actsOf(tx, district, id)
  const vetted = acts.findLast(({ event }) => event === 'vet')?.details['conclusion']
  const title = pack.lists.filing_reasons.items.find(({ code }) => code === reason)?.zh ?? reason
  return `${title}。${typeof vetted === 'string' ? vetted : ''}`
}

async function familyOf(call: Call, person: string): Promise<Approval['family']> {
  const { relatives } = await getKin(call, { person })
  const known = await peopleInWords(
    call,
    relatives.map((one) => one.person),
  )
  const today = call.clock.today()
  const rows = relatives.map(({ person: id, name: relative, birth, degree }) => ({
    degree: DEGREES[degree],
    relative,
    age: birth === null ? '' : String(ageOn(birth, today)),
    political: known.get(id)?.political ?? '',
    work: heldWords(known.get(id)?.posts ?? []),
  }))
  return [...rows, ...Array.from({ length: Math.max(0, FAMILY_ROWS - rows.length) }, () => NO_RELATIVE)]
}
