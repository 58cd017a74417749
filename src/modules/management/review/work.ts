import { newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { WorkItem } from '#kernel/work.ts'
import { REVIEW_READERS } from './contract.ts'
import { reminderTo } from './reminder.ts'
import { lateDepartments } from './standing.ts'

/** A department's open list: one item, however many people are on it; who reads replies checks and urges. */
export async function reviewWork(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor } = call
  if (REVIEW_READERS.some((role) => role === actor.role)) {
    return [...(await urgingWork(call)), ...(await secondPersonWork(call))]
  }
  if (actor.role !== 'department-reviewer') return []
  const [row] = await tx.run<{ count: number; due: string | null }>(
    `select count(*)::int as count, min(q.due_on) as due from management.review_question q
     where q.district = $1 and not exists (select from management.review_reply r
       where r.district = q.district and r.request = q.request and r.department = q.department)`,
    [district],
  )
  const { count = 0, due = null } = row ?? {}
  if (count === 0) return []
  return [
    {
      id: 'review.reply',
      list: 'todo',
      what: { zh: `答复联审，${count} 人`, en: `Reply to the joint review: ${count} people` },
      about: { zh: '资格审查', en: 'Eligibility review' },
      from: ORGANIZATION,
      action: { zh: '去答复', en: 'Reply' },
      link: '/review/questions',
      due,
    },
  ]
}

const ORGANIZATION = { zh: '区委组织部', en: 'Organization department' }

/** Departments that are late, with the words to urge them; the organization department asked, so it urges. */
async function urgingWork({ tx, district, actor, clock }: Call): Promise<readonly WorkItem[]> {
  if (actor.role === 'discipline-officer') return []
  const late = await lateDepartments(tx, district, clock.today())
  const due = late.map(({ since }) => since).toSorted()[0]
  if (due === undefined) return []
  const names = new Map(
    (await newestVersion(tx, district))?.pack.lists.review_departments.items.map(({ code, zh, en }) => [
      code,
      { zh, en },
    ]),
  )
  const owing = late.map(({ department, people, since }) => {
    return { name: names.get(department) ?? { zh: department, en: department }, people, due: since }
  })
  const reminder = reminderTo(owing, ORGANIZATION, clock.today())
  return [
    {
      id: 'review.urge',
      list: 'todo',
      what: {
        zh: `催办：${late.length} 个部门逾期未答复联审`,
        en: `Urge the joint review: ${late.length} departments are late`,
      },
      about: { zh: '资格审查', en: 'Eligibility review' },
      from: { zh: '联审进度', en: 'Joint review' },
      action: { zh: '查看进度', en: 'Open' },
      link: '/review',
      due,
      ...(reminder && { reminder }),
    },
  ]
}

/** Letters and workbooks that another person registered, as far as the caller may see them: one item for all. */
async function secondPersonWork({ tx, district, actor }: Call): Promise<readonly WorkItem[]> {
  const [row] = await tx.run<{ count: number; by: string | null }>(
    `select count(*)::int as count, min(g.person_name) as by from management.review_registration g
     where g.district = $1 and g.person <> $2 and not exists (select from management.review_check c
       where c.district = g.district and c.registration = g.id)`,
    [district, actor.person],
  )
  const { count = 0, by } = row ?? {}
  if (count === 0) return []
  return [
    {
      id: 'registration.confirm',
      list: 'todo',
      what: { zh: `核对登记的回函，${count} 份`, en: `Check registered replies: ${count}` },
      about: { zh: '函询与登记', en: 'Letters and registrations' },
      from: { zh: by ?? '', en: by ?? '' },
      action: { zh: '去核对', en: 'Check' },
      link: '/review?view=letters',
      due: null,
    },
  ]
}
