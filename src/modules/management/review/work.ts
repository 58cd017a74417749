import type { Call } from '#kernel/call.ts'
import type { WorkItem } from '#kernel/work.ts'

/** A department's open list: one item, however many people are on it. */
export async function reviewWork({ tx, district, actor }: Call): Promise<readonly WorkItem[]> {
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
      from: { zh: '区委组织部', en: 'Organization department' },
      action: { zh: '去答复', en: 'Reply' },
      link: '/review/questions',
      due,
    },
  ]
}
