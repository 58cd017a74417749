import { useState } from 'react'
import { WorkQueue } from '../kit/work-queue.tsx'
import { Page } from '../shell/page.tsx'
import { WORK } from './more-samples.ts'

const VIEWS = [
  { key: 'todo', title: '待办', count: 6 },
  { key: 'soon', title: '即将到期', count: 2 },
  { key: 'started', title: '我发起的', count: 3 },
  { key: 'done', title: '已办' },
]

export function QueuePage() {
  const [view, setView] = useState('todo')
  return (
    <Page title="工作台">
      <WorkQueue
        today="2026-07-06"
        items={WORK}
        onOpen={() => undefined}
        views={VIEWS}
        view={view}
        onView={setView}
        empty={{ title: '没有待办事项' }}
      />
    </Page>
  )
}

export function QueueEmptyPage() {
  return (
    <Page title="工作台">
      <WorkQueue
        today="2026-07-06"
        items={[]}
        onOpen={() => undefined}
        views={VIEWS}
        view="todo"
        empty={{
          title: '没有待办事项',
          next: '下一项：2026年下半年评定周期将于 2027-01-04 开启，届时各部门赋分任务会出现在这里。',
        }}
      />
    </Page>
  )
}
