import type { ExplainedView } from '#kernel/policy/view.ts'
import type { RuleBook, RuleText } from '../explained/rule-book.ts'
import { type Cell, type Cells, type GridColumn, type GridRow, storedCell } from '../grid/grid-model.ts'
import type { Session } from '../session.tsx'

// Invented contents for the gallery. The communities' names are the real ones of 福山区, the numbers are not.

export const SESSION: Session = {
  person: '张敏',
  active: {
    id: '1',
    role: 'organization-officer',
    title: { zh: '组织部经办', en: 'Officer' },
    organisation: { zh: '区委组织部', en: 'Organization department' },
  },
  assignments: [
    {
      id: '1',
      role: 'organization-officer',
      title: { zh: '组织部经办', en: 'Officer' },
      organisation: { zh: '区委组织部', en: 'Organization department' },
    },
    {
      id: '2',
      role: 'discipline-officer',
      title: { zh: '纪检监督', en: 'Discipline supervision' },
      organisation: { zh: '区纪委监委', en: 'Discipline commission' },
    },
  ],
  district: { zh: '福山区', en: '福山区' },
  today: '2026-07-06',
  isDemo: true,
  periods: ['2026H1', '2025H2', '2025H1'],
  counts: { work: 7 },
}

export const NAMES =
  '南关 曾家庄 东北关 西北关 宋家疃 栾家疃 城里 史家庄 三里店 芝阳 前埠 河滨 银河 奇泉 西山 县府街 星河城 德胜 福惠 青龙山 香逸中央 芙蓉丽景 银河明珠 南苑街 民丰路 中青路 盐场 永福园 姜刘疃 蒲湾'.split(
    ' ',
  )
const STREETS = ['清洋街道', '福新街道', '东厅街道', '门楼街道']

export const COLUMNS: readonly GridColumn[] = [
  {
    key: 'SR-04a',
    title: 'a 居民议事协商、居民公约',
    max: '6',
    places: 2,
    wording: '居民议事协商制度健全，居民公约修订并执行',
  },
  {
    key: 'SR-04b',
    title: 'b 一老一小、低保救助主动发现',
    max: '6',
    places: 2,
    wording: '“一老一小”服务、低保救助对象主动发现',
  },
]

export const WIDE_COLUMNS: readonly GridColumn[] = [
  ...COLUMNS,
  { key: 'SR-04c', title: 'c 社区工作者管理', max: '5', places: 1 },
  { key: 'SR-04d', title: 'd 综合服务设施', max: '3', places: 1 },
]

export function gridRows(count: number): readonly GridRow[] {
  return Array.from({ length: count }, (_, at) => ({
    key: `r${at}`,
    title: `${NAMES[at % NAMES.length]}社区${at >= NAMES.length ? Math.floor(at / NAMES.length) + 1 : ''}`,
    group: STREETS[Math.floor((at * STREETS.length) / count)] ?? '',
    last: {
      'SR-04a': at % 7 === 3 ? null : at % 3 === 0 ? '5.5' : '6',
      'SR-04b': at % 4 === 0 ? '4.5' : '6',
      'SR-04c': '5',
      'SR-04d': '2.5',
    },
  }))
}

/** Some of everything: grey, confirmed, deductions with and without evidence, wrong, in conflict. */
function cellOf(at: number, column: number): Cell {
  const state = (at * 3 + column * 5) % 11
  if (at === 4 && column === 1)
    return {
      ...storedCell({ value: '4', version: 3 }),
      theirs: { value: '5', reason: '', document: '', version: 4, who: '李伟', at: '2026-07-06T13:58:00' },
    }
  if (at === 2 && column === 0)
    return { ...storedCell({ version: 1 }), error: { code: 'too-large', typed: '65', max: '6' } }
  if (state < 5) return storedCell({ value: null, version: 1 })
  if (state < 8) return storedCell({ value: column < 2 ? '6' : column === 2 ? '5' : '3', version: 2 })
  if (state < 10)
    return storedCell({
      value: column < 2 ? '5.5' : '2.5',
      version: 2,
      reason: '一季度居民议事会未按规定召开，经区民政局督查核实。',
      document: '福民督〔2026〕7号',
    })
  return storedCell({ value: column < 2 ? '4' : '2', version: 2 })
}

export function gridCells(rows: readonly GridRow[], columns: readonly GridColumn[], make = cellOf): Cells {
  return Object.fromEntries(
    rows.map((row, at) => [row.key, Object.fromEntries(columns.map(({ key }, column) => [key, make(at, column)]))]),
  )
}

const RULES: Readonly<Record<string, RuleText>> = {
  'star.published': { title: { zh: '星级（名额后）', en: 'Star (after quota)' }, clause: '§6.8', share: '3/10' },
  'star.capped': {
    title: { zh: '星级（限制后）', en: 'Star (after limits)' },
    clause: '§6.8',
    at: '3',
    when: { zh: '任一维度低于 60%', en: 'a dimension is below 60%' },
  },
  'star.grade': {
    title: { zh: '星级总分', en: 'Star total' },
    clause: '§6.8',
    bands: [
      { grade: '5', from: '90' },
      { grade: '4', from: '80' },
      { grade: '3', from: '70' },
      { grade: '2', from: '60' },
      { grade: '1', from: '0' },
    ],
  },
  'star.total': { title: { zh: '四个维度合计', en: 'Sum of the four dimensions' }, clause: '§6.8' },
  organisation: { title: { zh: '组织建设', en: 'Organization building' }, clause: 'SR-01…03' },
  livelihood: { title: { zh: '民生福祉', en: 'Livelihood' }, clause: 'SR-04…06' },
  peace: { title: { zh: '平安建设', en: 'Public safety' }, clause: 'SR-07, 08' },
  risk: { title: { zh: '防范风险', en: 'Risk prevention' }, clause: 'SR-09…11' },
  'SR-01': { title: { zh: '区纪委监委', en: 'Discipline commission' } },
  'SR-02': { title: { zh: '区委社会工作部', en: 'Social work department' } },
  'SR-03': { title: { zh: '区委宣传部', en: 'Publicity department' } },
  'SR-07': { title: { zh: '区委政法委', en: 'Political and legal commission' } },
  'SR-08': { title: { zh: '区信访局', en: 'Letters and calls bureau' } },
  'report.other': { title: { zh: '其他评委', en: 'Other judges' }, clause: '§6.11' },
  'report.other-trimmed': { title: { zh: '其他评委（去高低）', en: 'Other judges (trimmed)' }, clause: '§6.11' },
  'report.mean': { title: { zh: '提级述职', en: 'Report to the higher level' }, clause: '§6.11' },
  'report.organisation': { title: { zh: '组织部评委', en: 'Organization department judges' } },
  'street.method': { title: { zh: '街道办法', en: 'Street method' }, clause: '§6.8' },
  'street.bonus': { title: { zh: '街道自设加分', en: 'Street bonus' } },
  base: { title: { zh: '基础分', en: 'Base points' } },
  least: { title: { zh: '保底分', en: 'Least points' }, at: '1' },
}

export const BOOK: RuleBook = {
  rule: (code) => RULES[code],
  grade: (grade) => ({ zh: `${'零一二三四五'[Number(grade)] ?? grade}星`, en: `${grade} stars` }),
  stars: Number,
  version: '2026.1',
  digest: '9f2c41d7a08be6b35c1d',
}

type Given = Partial<Omit<ExplainedView, 'parts'>> & { readonly parts?: readonly ExplainedView[] }

function view(
  code: string,
  mechanism: ExplainedView['mechanism'],
  display: string | null,
  given: Given = {},
): ExplainedView {
  const value = display === null ? null : fraction(display)
  return {
    code,
    mechanism,
    value,
    display,
    grade: null,
    max: null,
    weight: null,
    times: null,
    note: null,
    parts: [],
    ...given,
  }
}

function fraction(display: string): string {
  return `${display.replace('.', '')}/100`
}

const sheets = ['70.00', '82.00', '83.00', '84.00', '85.00', '86.00', '96.00'].map((score) =>
  view('report.other', 'fact@1', score, { max: '100.00' }),
)

const safety = view('peace', 'sum@1', '16.25', {
  max: '20.00',
  note: { code: 'scaled', present: '10.00', full: '20.00' },
  parts: [view('SR-07', 'fact@1', '8.13', { max: '10.00' }), view('SR-08', 'fact@1', null, { max: '10.00' })],
})

const total = view('star.total', 'sum@1', '86.50', {
  max: '100.00',
  parts: [
    view('organisation', 'sum@1', '26.00', {
      max: '30.00',
      parts: [
        view('SR-01', 'fact@1', '10.50', { max: '12.00' }),
        view('SR-02', 'fact@1', '9.00', { max: '10.00' }),
        view('SR-03', 'fact@1', '6.50', { max: '8.00' }),
      ],
    }),
    view('livelihood', 'fact@1', '27.25', { max: '30.00' }),
    safety,
    view('risk', 'fact@1', '17.00', { max: '20.00' }),
  ],
})

/** Every mechanism in one tree. */
export const STAR: ExplainedView = view('star.published', 'quota@1', '86.50', {
  grade: '3',
  parts: [
    view('star.capped', 'cap@1', '86.50', {
      grade: '3',
      note: { code: 'limited', by: ['peace'] },
      parts: [view('star.grade', 'bands@1', '86.50', { grade: '4', parts: [total] })],
    }),
  ],
})

export const REPORT: ExplainedView = view('report.mean', 'mean@1', '87.60', {
  max: '100.00',
  parts: [
    view('report.organisation', 'mean@1', '88.00', {
      weight: '3/10',
      max: '100.00',
      note: { code: 'omitted', count: 1 },
      parts: [view('SR-01', 'fact@1', '88.00'), view('SR-02', 'fact@1', null)],
    }),
    view('report.other-trimmed', 'trimmed-mean@1', '84.00', {
      weight: '1/5',
      max: '100.00',
      note: { code: 'trimmed', dropped: [0, 6] },
      parts: [view('report.other', 'fact@1', null, { parts: sheets })],
    }),
    view('street.method', 'choose@1', '2.00', {
      weight: '1/5',
      note: { code: 'chosen', by: 'street.bonus' },
      parts: [
        view('street.bonus', 'floor@1', '2.00', {
          note: { code: 'undecided', by: ['SR-08'] },
          parts: [view('base', 'constant@1', '2.00')],
        }),
      ],
    }),
  ],
})
