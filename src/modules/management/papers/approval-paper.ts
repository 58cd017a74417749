import { Paragraph } from 'docx'
import { type FormCell, type FormRow, formTable } from '#kernel/documents/word/form.ts'
import { FONT, formPaper, line, piece } from '#kernel/documents/word/official.ts'
import { paper } from '#kernel/documents/word/paper.ts'

// 干部任免审批表: two A4 pages (domain.md §3.1). What is long is set smaller, so that it stays two.

const SIZES = [14, 13, 12, 11, 10, 9, 8, 7, 6]
const SMALLEST = 6

/** School and subject: 14 points up to 22 characters, 12 to 24, 10 to 45, else 8. */
const schoolSize = (text: string): number =>
  text.length <= 22 ? 14 : text.length <= 24 ? 12 : text.length <= 45 ? 10 : 8

/** Points: the text column of the résumé holds 21 characters of 14 points and 33 of 9. */
const PERIOD = 118
const LIFE = 298
const RESUME_HEIGHT = 398
/** Chinese single spacing is 1.3 times the size, and the résumé's lines stand closer. */
const LEADING = 0.9
const LINE_HEIGHT = 1.3 * LEADING

/** How many lines these texts take in columns of a width, at a size. A comma that may not begin a line takes its neighbour along. */
const linesOf = (texts: readonly string[], width: number, size: number): number =>
  texts.reduce((sum, text) => sum + Math.max(1, Math.ceil(text.length / (Math.floor(width / size) - 1))), 0)

/** The largest size at which a list of lines fits into a cell. */
const fitting =
  (width: number, height: number) =>
  (text: string): number => {
    const lines = text.split('\n').map((row) => row.split('\u3000').at(-1) ?? '')
    return SIZES.find((size) => linesOf(lines, width, size) * size * LINE_HEIGHT <= height) ?? SMALLEST
  }

const HONOURS = 78
const WIDE = 420

const FIELDS = {
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  birth: { zh: '出生年月', en: 'Born' },
  ethnic: { zh: '民族', en: 'Ethnic group' },
  nativePlace: { zh: '籍贯', en: 'Native place' },
  birthPlace: { zh: '出生地', en: 'Place of birth' },
  partyJoined: { zh: '入党时间', en: 'Joined the Party' },
  workStarted: { zh: '参加工作时间', en: 'Began to work' },
  health: { zh: '健康状况', en: 'Health' },
  title: { zh: '专业技术职务', en: 'Professional title' },
  skill: { zh: '专长', en: 'Skills' },
  educationFullTime: { zh: '全日制学历', en: 'Full-time education' },
  schoolFullTime: { zh: '全日制院校', en: 'School, full-time', size: schoolSize },
  educationInService: { zh: '在职学历', en: 'In-service education' },
  schoolInService: { zh: '在职院校', en: 'School, in service', size: schoolSize },
  present: { zh: '现任职务', en: 'Present post' },
  appointed: { zh: '拟任职务', en: 'Intended post' },
  removed: { zh: '拟免职务', en: 'Post to be left' },
  resume: {
    zh: '简历',
    en: 'Résumé',
    kind: 'list',
    size: fitting(LIFE, RESUME_HEIGHT - 12),
    fields: { period: { zh: '起止', en: 'From and until' }, life: { zh: '经历', en: 'What' } },
  },
  honours: { zh: '奖惩情况', en: 'Honours and sanctions', size: fitting(WIDE - 10, HONOURS) },
  appraisals: { zh: '年度考核结果', en: 'Annual appraisals' },
  reason: { zh: '任免理由', en: 'Reason', size: fitting(WIDE - 10, 90) },
  family: {
    zh: '家庭成员',
    en: 'Family',
    kind: 'list',
    fields: {
      degree: { zh: '称谓', en: 'Relation' },
      relative: { zh: '亲属姓名', en: 'Name' },
      age: { zh: '年龄', en: 'Age' },
      political: { zh: '亲属政治面貌', en: 'Political affiliation' },
      work: { zh: '工作单位及职务', en: 'Where and what' },
    },
  },
  reporter: { zh: '呈报单位', en: 'Reported by' },
  filler: { zh: '填表人', en: 'Filled in by' },
  date: { zh: '日期', en: 'Date' },
} as const

const COLUMNS = [66, 72, 62, 72, 62, 72, 84]
const label = (text: string, more: Partial<FormCell> = {}): FormCell => ({ text, ...more })
const value = (tag: string, more: Partial<FormCell> = {}): FormCell => ({ text: `{${tag}}`, font: FONT.body, ...more })
const wide = (title: string, tag: string): FormRow => ({
  height: 30,
  cells: [label(title), value(tag, { across: 6, align: 'left' })],
})

const lifeRows = () =>
  formTable(
    [PERIOD, LIFE],
    [
      {
        height: 1,
        cells: [
          { text: '{#简历}{起止}', align: 'left', top: true, leading: LEADING, font: FONT.body },
          { text: '{经历}{/简历}', align: 'left', top: true, leading: LEADING, font: FONT.body },
        ],
      },
    ],
    { size: 14, plain: true, inset: 0 },
  )

/** Who it is, beside the photograph. */
const whoRows = (): FormRow[] => [
  {
    height: 30,
    cells: [
      label('姓　名'),
      value('姓名'),
      label('性　别'),
      value('性别'),
      label('出生年月\n（岁）', { size: 12 }),
      value('出生年月', { size: 12 }),
      label('照\n\n片', { down: 4 }),
    ],
  },
  {
    height: 30,
    cells: [label('民　族'), value('民族'), label('籍　贯'), value('籍贯'), label('出生地'), value('出生地')],
  },
  {
    height: 32,
    cells: [
      label('入　党\n时　间', { size: 12 }),
      value('入党时间'),
      label('参加工\n作时间', { size: 12 }),
      value('参加工作时间'),
      label('健康状况', { size: 12 }),
      value('健康状况'),
    ],
  },
]

const schoolRows = (): FormRow[] => [
  {
    height: 32,
    cells: [
      label('专业技\n术职务', { size: 12 }),
      value('专业技术职务', { across: 2, size: 12 }),
      label('熟悉专业\n有何专长', { size: 12 }),
      value('专长', { across: 2, size: 12 }),
    ],
  },
  {
    height: 32,
    cells: [
      label('学　历\n学　位', { down: 2 }),
      label('全日制\n教　育', { size: 12 }),
      value('全日制学历', { across: 2 }),
      label('毕业院校\n系及专业', { size: 12 }),
      value('全日制院校', { across: 2 }),
    ],
  },
  {
    height: 32,
    cells: [
      label('在　职\n教　育', { size: 12 }),
      value('在职学历', { across: 2 }),
      label('毕业院校\n系及专业', { size: 12 }),
      value('在职院校', { across: 2 }),
    ],
  },
]

const firstPage = () =>
  formTable(
    COLUMNS,
    [
      ...whoRows(),
      ...schoolRows(),
      wide('现任职务', '现任职务'),
      wide('拟任职务', '拟任职务'),
      wide('拟免职务', '拟免职务'),
      {
        height: RESUME_HEIGHT,
        cells: [label('简\n\n\n历'), { text: [], across: 6, top: true, align: 'left', table: lifeRows(), size: 2 }],
      },
    ],
    { size: 14 },
  )

const FAMILY_COLUMNS = [66, 52, 66, 40, 66, 200]

const secondPage = () =>
  formTable(
    FAMILY_COLUMNS,
    [
      { height: 88, cells: [label('奖惩\n情况'), value('奖惩情况', { across: 5, align: 'left' })] },
      { height: 64, cells: [label('年度\n考核\n结果'), value('年度考核结果', { across: 5, align: 'left' })] },
      { height: 100, cells: [label('任免\n理由'), value('任免理由', { across: 5, align: 'left' })] },
      {
        height: 26,
        cells: [
          label('家庭\n主要\n成员\n及重\n要社\n会关\n系', { down: 2 }),
          label('称　谓', { size: 12 }),
          label('姓　名', { size: 12 }),
          label('年龄', { size: 12 }),
          label('政治\n面貌', { size: 12 }),
          label('工作单位及职务', { size: 12 }),
        ],
      },
      {
        height: 26,
        cells: [
          { text: '{#家庭成员}{称谓}', font: FONT.body, size: 12 },
          value('亲属姓名', { size: 12 }),
          value('年龄', { size: 12 }),
          value('亲属政治面貌', { size: 10.5 }),
          { text: '{工作单位及职务}{/家庭成员}', font: FONT.body, size: 10.5, align: 'left' },
        ],
      },
      { height: 70, cells: [label('呈报\n单位'), value('呈报单位', { across: 5 })] },
      {
        height: 96,
        cells: [
          label('审批\n机关\n意见'),
          label('\n\n（盖章）　　　\n年　　月　　日', { across: 3, align: 'right', size: 12 }),
          label('行政机关\n任免意见', { size: 12 }),
          label('\n\n（盖章）　　　\n年　　月　　日', { align: 'right', size: 12 }),
        ],
      },
    ],
    { size: 14 },
  )

export const approvalPaper = paper({
  id: 'filing.approval',
  zh: '干部任免审批表',
  en: 'Approval form for appointment and removal',
  fields: FIELDS,
  pages: 2,
  sample: {
    name: '周明远',
    sex: '男',
    birth: '1985.06\n（41岁）',
    ethnic: '汉族',
    nativePlace: '山东福山',
    birthPlace: '山东福山',
    partyJoined: '2008.07',
    workStarted: '2007.08',
    health: '健康',
    title: '社会工作师',
    skill: '',
    educationFullTime: '大学',
    schoolFullTime: '鲁东大学法学院社会工作专业',
    educationInService: '',
    schoolInService: '',
    present: '南关社区党组织书记助理',
    appointed: '南关社区党组织书记',
    removed: '南关社区党组织书记助理',
    resume: [
      { period: '2003.09—2007.07', life: '鲁东大学社会工作专业学习' },
      { period: '2007.08—2015.03', life: '福山区清洋街道南关社区工作人员' },
      { period: '2015.03—', life: '福山区清洋街道南关社区党组织书记助理' },
    ],
    honours: '2024年被评为区优秀党务工作者',
    appraisals: '2023年称职，2024年优秀，2025年称职',
    reason: '该同志政治素质好，熟悉社区工作，群众公认，符合任职条件，拟任南关社区党组织书记。',
    family: [
      { degree: '妻子', relative: '王晓燕', age: '39', political: '群众', work: '福山区实验小学教师' },
      { degree: '女儿', relative: '周小雨', age: '12', political: '', work: '学生' },
      { degree: '', relative: '', age: '', political: '', work: '' },
    ],
    reporter: '中共清洋街道工作委员会',
    filler: '赵文静',
    date: '2026年11月26日',
  },
  original: () =>
    formPaper(
      [
        line([piece('干 部 任 免 审 批 表', { font: FONT.title, size: 22 })], { align: 'center', after: 0.2 }),
        firstPage(),
        new Paragraph({ pageBreakBefore: true, spacing: { line: 40, lineRule: 'exact' }, children: [] }),
        secondPage(),
        line([piece('填表人：{填表人}　　　　　　　　　　{日期}', { font: FONT.song, size: 12 })], {
          align: 'right',
          before: 0.3,
        }),
      ],
      { top: 18, right: 19, bottom: 14, left: 19 },
    ),
})
