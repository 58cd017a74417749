import { failure, type ProblemPlace } from '../failure.ts'
import type { ProcedureStep, TimelineEntry } from '../kit/procedure-bar.tsx'
import type { WorkItem } from '../kit/work-queue.tsx'
import { NAMES } from './samples.ts'

export const WORK: readonly WorkItem[] = [
  {
    id: '1',
    what: '催报部门赋分',
    about: '区信访局等 2 个部门',
    from: '2026年上半年星级评定',
    date: '2026-07-02',
    days: -2,
    progress: '已报 9/11',
    action: '查看进度',
    reminder:
      '区信访局：贵单位承担的 2026 年上半年社区星级评定赋分已于 7 月 2 日到期，请尽快提交。联系电话 0535-0000000。',
  },
  {
    id: '2',
    what: '核定退回的赋分表',
    about: '区住房和城乡建设局',
    from: '区住建局 王丽',
    date: '2026-07-06',
    days: 0,
    progress: '扣分 4 处，依据齐全',
    action: '核定',
  },
  {
    id: '3',
    what: '填写部门赋分',
    about: '76 个社区，2 项指标',
    from: '区委组织部',
    date: '2026-07-10',
    days: 4,
    progress: '已填 41/76，已保存未提交',
    action: '继续填写',
  },
  {
    id: '4',
    what: '确认街道拟评',
    about: '清洋街道 16 个社区',
    from: '清洋街道',
    date: '2026-07-09',
    days: 3,
    progress: '',
    action: '核定',
  },
  {
    id: '5',
    what: '准备公示',
    about: '2026年上半年星级评定',
    from: '区委组织部',
    date: '2026-07-21',
    days: 11,
    progress: '',
    action: '打开',
  },
  {
    id: '6',
    what: '核对新一年度区划',
    about: '福山区，3 处变化',
    from: '系统',
    date: null,
    days: null,
    progress: '',
    action: '核对',
  },
]

export const STEPS: readonly ProcedureStep[] = [
  { key: 'a', title: '部门赋分', state: 'done', date: '2026-07-02', note: '11/11' },
  { key: 'b', title: '街道拟评', state: 'done', date: '2026-07-03' },
  { key: 'c', title: '区级核定', state: 'current', date: '2026-07-10', days: 4 },
  { key: 'd', title: '公示', state: 'next', date: '2026-07-17', note: '5 个工作日' },
  { key: 'e', title: '确认', state: 'next' },
]

export const LATE_STEPS: readonly ProcedureStep[] = STEPS.map((step) =>
  step.key === 'c' ? { ...step, days: -2 } : step,
)

export const ENDED_STEPS: readonly ProcedureStep[] = STEPS.map((step) =>
  step.key === 'c' ? { key: step.key, title: step.title, state: 'ended', note: '已撤回' } : step,
)

export const ENTRIES: readonly TimelineEntry[] = [
  {
    key: '1',
    who: '赵文',
    role: '区纪委监委',
    at: '2026-07-06T10:12:00',
    act: '暂停',
    words: '反映南关社区“三资”公开问题正在核实，建议暂停核定 5 个工作日。',
    tone: 'bad',
  },
  {
    key: '2',
    who: '王芳',
    role: '清洋街道',
    at: '2026-07-03T16:40:00',
    act: '提交拟评',
    words: '同意各部门赋分，拟评四星 5 个、三星 9 个、二星 2 个。',
    papers: [{ name: '街道工委会议纪要.pdf', href: '#' }],
    tone: 'good',
  },
  {
    key: '3',
    who: '张敏',
    role: '区委组织部',
    at: '2026-06-22T09:00:00',
    act: '开启评定周期',
    words: '政策版本 2026.1，名册 76 个社区。',
  },
]

export const FAILURES = {
  server: () => failure(500, undefined, { code: 'server.failed', id: '5b0f2c9e-4a1d' }),
  stale: () => failure(409, '这一页打开之后，内容已被他人修改。请重新载入，再做修改。', { code: 'scoring.stale' }),
  offline: () => failure(0, undefined, { code: 'web.offline' }),
}

export const PROBLEMS: readonly ProblemPlace[] = [
  { code: 'too-large', source: '赋分表', row: 9, column: 'D', sentence: '“65”超过满分 6。请改为 0 到 6 之间的数字。' },
  { code: 'not-a-number', source: '赋分表', row: 14, column: 'F', sentence: '“五点五”不是数字。请改为 5.5。' },
  {
    code: 'formula',
    source: '赋分表',
    row: 21,
    column: 'D',
    sentence: '单元格里是公式，只接受数值。请复制后“粘贴为数值”。',
  },
  {
    code: 'unknown-code',
    source: '赋分表',
    row: 33,
    column: 'A',
    sentence: '区划代码 370611001999 不在本期名册内。请从下载的模板中复制代码。',
  },
]

export type StarRow = {
  readonly code: string
  readonly name: string
  readonly street: string
  readonly total: string | null
  readonly stars: number | null
  readonly parts: readonly (string | null)[]
  readonly silent: boolean
}

const STREETS = ['清洋街道', '福新街道', '东厅街道', '门楼街道', '张格庄镇']

export const STARS: readonly StarRow[] = NAMES.map((name, at) => {
  const total = 93.5 - ((at * 7) % 31) - (at % 4) * 0.25
  const isMissing = at === 6
  return {
    code: `3706110010${String(at + 1).padStart(2, '0')}`,
    name: `${name}社区`,
    street: STREETS[at % STREETS.length] ?? '',
    total: isMissing ? null : total.toFixed(2),
    stars: isMissing ? null : total >= 90 ? 5 : total >= 80 ? 4 : total >= 70 ? 3 : 2,
    parts: [0.3, 0.3, 0.2, 0.2].map((weight, part) => (isMissing && part === 2 ? null : (total * weight).toFixed(2))),
    silent: at % 9 === 2,
  }
})
