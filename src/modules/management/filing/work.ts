import { communitiesInForce } from '#registry'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import type { Text } from '#kernel/language.ts'
import type { WorkItem } from '#kernel/work.ts'
import { latestReviews, type ReviewState } from '../review/standing.ts'
import { FILERS, type Filing } from './contract.ts'
import type { FilingState } from './procedure.ts'
import { describe, filingsOf, noticeEnds, packsOf } from './queries.ts'

// What a case asks of whom: the step it stands at, by its last day.

type Asked = { readonly by: 'organization' | 'head' | 'street'; readonly what: Text; readonly action: Text }

const ASKED: Readonly<Partial<Record<FilingState, Asked>>> = {
  motion: {
    by: 'organization',
    what: { zh: '答复动议', en: 'Answer the motion' },
    action: { zh: '去答复', en: 'Answer' },
  },
  vetting: {
    by: 'street',
    what: { zh: '组织考察并登记', en: 'Vet the candidate and record it' },
    action: { zh: '去登记', en: 'Record' },
  },
  decision: {
    by: 'street',
    what: { zh: '街道工委讨论决定', en: 'Have the street committee decide' },
    action: { zh: '去登记', en: 'Record' },
  },
  notice: {
    by: 'street',
    what: { zh: '任前公示，期满后结束公示', en: 'On public notice: end it when its days are over' },
    action: { zh: '查看', en: 'Open' },
  },
  filing: { by: 'head', what: { zh: '备案', en: 'File' }, action: { zh: '去备案', en: 'File' } },
}

/** The days of a notice stand still while an objection is open. */
const OBJECTED: Asked = {
  by: 'street',
  what: { zh: '核查并办结公示异议', en: 'Look into the objection to the notice and answer it' },
  action: { zh: '去办结', en: 'Answer' },
}

export async function filingWork(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor, clock } = call
  if (!FILERS.some((role) => role === actor.role)) return []
  const rows = await filingsOf(tx, district, { open: true })
  const packs = await packsOf(tx, district, rows)
  const open = describe(rows, await communitiesInForce(tx, district), packs)
  const onNotice = rows.filter(({ state }) => state === 'notice')
  const ends = await noticeEnds(tx, district, onNotice, packs)
  const inReview = open.filter(({ state }) => state === 'review').map(({ id }) => id)
  const reviews = await latestReviews(tx, district, inReview)
  return open.flatMap((filing) => {
    const until = ends.get(filing.id)
    if (until) return itemsOf(call, { ...filing, due: deadlineAfter(until, 1) }, ASKED.notice)
    if (filing.state !== 'review')
      return itemsOf(call, filing, filing.state === 'notice' ? OBJECTED : ASKED[filing.state])
    // A street reads nothing of the review, so nothing about it stands on its list.
    if (actor.role === 'street-officer') return []
    return itemsOf(call, filing, askedInReview(reviews.get(filing.id), clock.today()))
  })
}

const CONCLUDE: Asked = {
  by: 'organization',
  what: { zh: '联审已齐，确认通过', en: 'All have replied: conclude the review' },
  action: { zh: '去确认', en: 'Conclude' },
}

const HEAR: Asked = {
  by: 'organization',
  what: { zh: '听取说明，对联审发现作出结论', en: 'Hear the person and decide on what was found' },
  action: { zh: '去办理', en: 'Decide' },
}

/** At the review the organization department asks and concludes; the departments have work items of their own. */
function askedInReview(review: ReviewState | undefined, today: string): Asked | undefined {
  if (!review || (review.validUntil !== null && review.validUntil < today)) {
    const what = { zh: '发起联审', en: 'Ask the departments' }
    return { by: 'organization', what, action: { zh: '去发起', en: 'Ask' } }
  }
  if (review.validUntil !== null) return CONCLUDE
  // The person is heard as soon as something was found, whoever has not replied yet.
  if (review.stopping > 0) return HEAR
  return review.replied < review.departments ? undefined : CONCLUDE
}

const isAsked = (role: string, by: Asked['by']): boolean =>
  by === 'street'
    ? role === 'street-officer'
    : by === 'head'
      ? role === 'organization-head'
      : role.startsWith('organization')

function itemsOf({ actor }: Call, filing: Filing, asked: Asked | undefined): WorkItem[] {
  if (!asked) return []
  const { by, what, action } = asked
  const mine = isAsked(actor.role, by)
  const item: WorkItem = {
    id: `filing.${filing.state}/${filing.id}`,
    list: mine ? 'todo' : 'started',
    what,
    // No names of people on a list that is copied about (rulings D4, D9).
    about: { zh: `${filing.streetName}${filing.communityName}`, en: `${filing.streetName} ${filing.communityName}` },
    from: by === 'street' ? { zh: filing.streetName, en: filing.streetName } : { zh: '规范备案', en: 'Filing' },
    action: mine ? action : { zh: '查看', en: 'Open' },
    link: `/filing/${filing.id}`,
    due: filing.due,
  }
  return [item]
}
