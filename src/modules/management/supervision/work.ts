import { communitiesInForce } from '#registry'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { WorkItem } from '#kernel/work.ts'
import { opinionsOf } from './replies.ts'
import { opinionNumber } from './rules.ts'
import { stateOf, stopsOf } from './standing.ts'

// A standing stop is on the list of the street and of the district commission, to which it goes (rulings B8); an opinion on that of
// whom it is addressed to, and until it is answered on its author's.

const DISCIPLINE: Text = { zh: '区纪委监委', en: 'Discipline' }

export async function supervisionWork(call: Call): Promise<readonly WorkItem[]> {
  const { role } = call.actor
  if (role === 'street-officer') return [...(await stopItems(call)), ...(await opinionItems(call))]
  if (role === 'district-commission') return stopItems(call)
  return role === 'discipline-officer' ? opinionItems(call) : []
}

async function stopItems({ tx, district, actor, clock }: Call): Promise<WorkItem[]> {
  const stops = (await stopsOf(tx, district)).filter((stop) => stateOf(stop, clock.today()) === 'stands')
  if (stops.length === 0) return []
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const isCommission = actor.role === 'district-commission'
  return stops.map(({ id, filing, community, until }) => {
    const place = places.get(community)
    const where = place ? `${place.streetName}${place.shortName}` : '—'
    return {
      id: `supervision.stop/${id}`,
      list: 'todo',
      what: isCommission
        ? { zh: '备案被纪检叫停，研究是否否决', en: 'A case was stopped: decide whether to overrule' }
        : { zh: '备案被纪检叫停，配合核实', en: 'A case was stopped: help to clear it up' },
      about: { zh: where, en: where },
      from: DISCIPLINE,
      action: { zh: '查看', en: 'Open' },
      link: `/filing/${filing}`,
      due: until,
    }
  })
}

async function opinionItems({ tx, district, actor }: Call): Promise<WorkItem[]> {
  const isStreet = actor.role === 'street-officer'
  const open = await opinionsOf(tx, district, { isOpen: true })
  return open.map(({ id, year, number, addressee, street, answerBy }) => {
    const isMine = isStreet || street === null
    const words = opinionNumber(year, number)
    return {
      id: `supervision.opinion/${id}`,
      list: isMine ? 'todo' : 'started',
      what: isStreet
        ? { zh: `回复监督意见书 ${words}`, en: `Answer the opinion ${words}` }
        : isMine
          ? { zh: `登记部门对 ${words} 的回复`, en: `Record the department's answer to ${words}` }
          : { zh: `${words} 等待回复`, en: `${words} waits for its answer` },
      about: { zh: addressee, en: addressee },
      from: DISCIPLINE,
      action: isMine ? { zh: '去回复', en: 'Answer' } : { zh: '查看', en: 'Open' },
      link: `/supervision/opinions/${id}`,
      due: answerBy,
    }
  })
}
