import { useNavigate } from '@tanstack/react-router'
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
    next: '有新的任务时会按到期日出现在这里。',
  },
  en: {
    title: 'Work queue',
    lead: '{person} · {role}',
    todo: 'To do',
    soon: 'Due soon',
    started: 'Started by me',
    done: 'Done',
    next: 'New work appears here by its due date.',
  },
})

const VIEWS = ['todo', 'soon', 'started', 'done'] as const
type View = (typeof VIEWS)[number]
/** Working days: the length of a week. */
const SOON = 5

function isIn(view: View, { list, daysLeft }: QueueItem): boolean {
  return view === 'soon' ? list === 'todo' && daysLeft !== null && daysLeft <= SOON : list === view
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
    count: data?.items.filter((item) => isIn(key, item)).length ?? 0,
  }))
  const open = ({ id }: WorkItem) => {
    const link = data?.items.find((item) => item.id === id)?.link
    if (link) void navigate({ href: link } as never)
  }
  const shown = items?.map(({ id, what, about, from, due, daysLeft, action, reminder }): WorkItem => ({
    id,
    what: say(what),
    about: say(about),
    from: say(from),
    date: due,
    days: daysLeft,
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
        next={t('next')}
        problem={error}
        onRetry={() => void refetch()}
      />
    </Page>
  )
}
