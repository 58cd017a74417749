import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Input, Segmented } from 'antd'
import type { ReactNode } from 'react'
import type { Failure } from '../failure.ts'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import { DUE, type Due, dueOf } from './due.ts'
import { Deadline, Empty, Failed, Loading } from './states.tsx'
import './work-queue.css'

const TEXTS = texts({
  zh: {
    overdue: '已超期',
    today: '今天',
    week: '本周',
    later: '以后',
    undated: '不设期限',
    views: '工作台视图',
    from: '来自 {from}',
    copy: '复制催办文字',
    copied: '催办文字已复制',
    notCopied: '浏览器不允许直接复制，文字已选中，请按 Ctrl+C 复制',
    close: '关闭',
  },
  en: {
    overdue: 'Overdue',
    today: 'Today',
    week: 'This week',
    later: 'Later',
    undated: 'No deadline',
    views: 'Views of the work queue',
    from: 'from {from}',
    copy: 'Copy reminder',
    copied: 'Reminder copied',
    notCopied: 'The browser does not allow copying directly; the text is selected, press Ctrl+C',
    close: 'Close',
  },
})

export type WorkItem = {
  readonly id: string
  /** What to do now, with a verb: 填写部门赋分. */
  readonly what: string
  /** About whom or what. */
  readonly about: string
  readonly from: string
  /** 2026-07-10 and the working days until it; null: it has no date. */
  readonly date: string | null
  readonly days: number | null
  /** The date is 暂定: its year has no published calendar. */
  readonly provisional?: boolean
  /** How far it is: 已填 41/76, 已保存未提交. */
  readonly progress?: ReactNode
  /** The button's verb. */
  readonly action: string
  /** 催办文字, for work that waits for others (rulings D4). */
  readonly reminder?: string
}

/** Without a count until it is known. */
export type WorkView = { readonly key: string; readonly title: string; readonly count?: number | undefined }

type WorkQueueProps = {
  /** The business date. */
  readonly today: string
  readonly items: readonly WorkItem[] | undefined
  readonly onOpen: (item: WorkItem) => void
  /** 待办 · 即将到期 · 我发起的 · 已办 */
  readonly views?: readonly WorkView[]
  readonly view?: string
  readonly onView?: (key: string) => void
  /** For an empty view: that nothing is in it, and what comes next and when. */
  readonly empty: { readonly title: string; readonly next?: ReactNode }
  readonly problem?: Failure | null
  readonly onRetry?: () => void
}

/** What waits for the reader, by due date; one button per row. */
export function WorkQueue({ today, items, onOpen, views, view, onView, empty, problem, onRetry }: WorkQueueProps) {
  const t = useText(TEXTS)
  return (
    <div className="yz-queue">
      {views && (
        <Segmented
          aria-label={t('views')}
          value={view ?? ''}
          onChange={(key) => onView?.(key)}
          options={views.map(({ key, title, count }) => ({
            value: key,
            label: count === undefined ? title : `${title} ${count}`,
          }))}
        />
      )}
      {problem && <Failed problem={problem} {...(onRetry ? { onRetry } : {})} />}
      {!items && !problem && <Loading />}
      {items?.length === 0 && (
        <div className="yz-card">
          <Empty {...empty} />
        </div>
      )}
      {items &&
        items.length > 0 &&
        DUE.map((due) => (
          <Group
            key={due}
            due={due}
            items={items.filter((item) => dueOf(item, today) === due)}
            isAll={items.every((item) => dueOf(item, today) === due)}
            onOpen={onOpen}
          />
        ))}
    </div>
  )
}

type GroupProps = {
  readonly due: Due
  readonly items: readonly WorkItem[]
  /** Every item of the view stands in it. */
  readonly isAll: boolean
  readonly onOpen: (item: WorkItem) => void
}

function Group({ due, items, isAll, onOpen }: GroupProps) {
  const t = useText(TEXTS)
  if (items.length === 0) return null
  return (
    <section className={`yz-queue-group yz-queue-${due}`}>
      {/* Where nothing has a deadline there is nothing to tell apart. */}
      {!(isAll && due === 'undated') && (
        <h2>
          {t(due)} <span>{items.length}</span>
        </h2>
      )}
      <ul className="yz-card">
        {items.map((item) => (
          <Row key={item.id} item={item} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

function Row({ item, onOpen }: { readonly item: WorkItem; readonly onOpen: (item: WorkItem) => void }) {
  const t = useText(TEXTS)
  return (
    <li>
      <div className="yz-queue-what">
        <strong>{item.what}</strong>
        <span>
          {item.about} · {t('from', { from: item.from })}
        </span>
      </div>
      <div className="yz-queue-progress">{item.progress}</div>
      {item.date !== null && item.days !== null ? (
        <Deadline date={item.date} days={item.days} provisional={item.provisional} />
      ) : (
        <span />
      )}
      <div className="yz-queue-act">
        {item.reminder && <CopyReminder text={item.reminder} />}
        <Button onClick={() => onOpen(item)} aria-label={`${item.action} ${item.what} ${item.about}`}>
          {item.action}
        </Button>
      </div>
    </li>
  )
}

type ReminderProps = {
  readonly text: string
  /** Says what it does, where it stands alone. */ readonly isLabelled?: boolean
}

/** Puts 催办文字 on the clipboard (rulings D4). */
export function CopyReminder({ text, isLabelled = false }: ReminderProps) {
  const t = useText(TEXTS)
  const { message, modal } = App.useApp()
  const copy = () => {
    // No clipboard on plain http addresses or without leave: the text is shown, selected.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    writing.then(
      () => message.success(t('copied')),
      () => {
        modal.info({ title: t('notCopied'), content: <Selected text={text} />, okText: t('close'), width: 560 })
      },
    )
  }
  if (isLabelled) {
    return (
      <Button icon={<CopyOutlined />} onClick={copy}>
        {t('copy')}
      </Button>
    )
  }
  return <Button type="text" icon={<CopyOutlined />} onClick={copy} title={t('copy')} aria-label={t('copy')} />
}

function Selected({ text }: { readonly text: string }) {
  const t = useText(TEXTS)
  return (
    <Input.TextArea
      autoFocus
      readOnly
      autoSize={{ minRows: 4, maxRows: 16 }}
      aria-label={t('copy')}
      value={text}
      onFocus={({ target }) => target.select()}
    />
  )
}
