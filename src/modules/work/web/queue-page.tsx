import { useNavigate } from '@tanstack/react-router'
import { ROLES, type Role } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { type WorkItem, WorkQueue, type WorkView } from '#web/kit/work-queue.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { getQueue, type QueueItem } from '../contract.ts'

const TEXTS = texts({
  zh: {
    title: '工作台',
    lead: '{person} · {role}',
    todo: '待办',
    soon: '即将到期',
    started: '我发起的',
    done: '已办',
    'todo-none': '没有待办事项',
    'soon-none': '五个工作日内没有到期事项',
    'started-none': '没有正在等别人办理的事项',
    'done-none': '还没有办结的事项',
    'next-organization': '半年期的每一步到时会出现在这里：开启、催办、汇总、公布。',
    'next-rater': '组织部开启半年期或退回赋分表后，填写任务会出现在这里。',
    'next-reader': '现在没有需要您办理的事；结果公布后在“星级评定”查看。',
    'next-commission': '街道的备案被纪检叫停后，会出现在这里，由区委研究是否否决；办理情况可从左侧菜单查看。',
    'next-security': '有星级赋分表要填而还没有账号的部门，列在“账号与身份”里。',
    'next-other': '现在没有需要您办理的事；日常工作从左侧菜单进入。',
  },
  en: {
    title: 'Work queue',
    lead: '{person} · {role}',
    todo: 'To do',
    soon: 'Due soon',
    started: 'Started by me',
    done: 'Done',
    'todo-none': 'Nothing waits for you',
    'soon-none': 'Nothing is due within five working days',
    'started-none': 'You wait for nobody',
    'done-none': 'Nothing has been finished yet',
    'next-organization': 'Each step of a half-year appears here in time: opening, urging, totalling, publishing.',
    'next-rater': 'Your sheet appears here when the organization department opens a half-year or sends it back.',
    'next-reader': 'Nothing is asked of you now; published results are under Star rating.',
    'next-commission':
      'A case that discipline has stopped appears here, for the commission to overrule or not; all cases are in the menu.',
    'next-security':
      'Departments with a star sheet to fill in and nobody to do it are listed under Accounts and roles.',
    'next-other': 'Nothing is asked of you now; your daily work is in the menu.',
  },
})

const VIEWS = ['todo', 'soon', 'started', 'done'] as const
type View = (typeof VIEWS)[number]
/** Working days: the length of a week. */
const SOON = 5

function isIn(view: View, { list, daysLeft }: QueueItem): boolean {
  return view === 'soon' ? list === 'todo' && daysLeft !== null && daysLeft <= SOON : list === view
}

type Coming = `next-${'organization' | 'rater' | 'reader' | 'commission' | 'security' | 'other'}`

/** What comes next for whom nothing waits. */
function comingTo(role: Role): Coming {
  if (role === 'organization-head' || role === 'organization-officer') return 'next-organization'
  if (role === 'department-rater') return 'next-rater'
  if (role === 'security-admin') return 'next-security'
  if (role === 'district-commission') return 'next-commission'
  return ['staff', 'self', 'upper'].includes(ROLES[role].class) ? 'next-reader' : 'next-other'
}

/** Home: what the reader has to do now, most urgent first. */
export function QueuePage() {
  const t = useText(TEXTS)
  const say = useSay()
  const session = useSession()
  const navigate = useNavigate()
  const [parameters, change] = useParameters()
  const { data, error, refetch } = useRead(getQueue, {}, { every: 30 })
  const view: View = VIEWS.find((one) => one === parameters['view']) ?? 'todo'
  const items = data?.items.filter((item) => isIn(view, item))
  const views = VIEWS.map((key): WorkView => ({
    key,
    title: t(key),
    count: data?.items.filter((item) => isIn(key, item)).length,
  }))
  const open = ({ id }: WorkItem) => {
    const link = data?.items.find((item) => item.id === id)?.link
    if (link) void navigate({ href: link } as never)
  }
  const shown = items?.map(({ id, what, about, from, due, daysLeft, provisional, action, reminder }): WorkItem => ({
    id,
    what: say(what),
    about: say(about),
    from: say(from),
    date: due,
    days: daysLeft,
    provisional,
    action: say(action),
    ...(reminder ? { reminder: say(reminder) } : {}),
  }))
  const role = `${say(session.active.organisation)} ${say(session.active.title)}`
  return (
    <Page title={t('title')} lead={t('lead', { person: session.person, role })}>
      <WorkQueue
        today={data?.today ?? session.today}
        items={shown}
        onOpen={open}
        views={views}
        view={view}
        onView={(key) => change({ view: key }, { replace: false })}
        empty={{ title: t(`${view}-none`), ...(view === 'todo' ? { next: t(comingTo(session.active.role)) } : {}) }}
        problem={error}
        onRetry={() => void refetch()}
      />
    </Page>
  )
}
