import type { Text } from '#kernel/language.ts'
import type { ListName, PackLimit, PackLists } from '../contract.ts'

// What the fields of a pack are called where people read them. The tables are exhaustive: a field, a list or a unit that
// has no name here does not compile.

type ItemOf<N extends ListName> = PackLists[N] extends { readonly items: readonly (infer I)[] } ? I : never
type AllKeys<T> = T extends unknown ? keyof T : never
/** What every item has, and what is drawn by hand. */
type Drawn = 'code' | 'zh' | 'en' | 'provenance' | 'source' | 'proposed' | 'note' | 'indicators'
export type FieldName = Exclude<AllKeys<{ [N in ListName]: ItemOf<N> }[ListName]>, Drawn>

export const FIELDS: Readonly<Record<FieldName, Text>> = {
  hint: { zh: '名称含', en: 'Name holds' },
  duty: { zh: '分工', en: 'Part' },
  kind: { zh: '类型', en: 'Kind' },
  scale: { zh: '评法', en: 'Scale' },
  measure: { zh: '依据', en: 'Judged by' },
  hearing: { zh: '听取申辩', en: 'Hearing' },
  answers: { zh: '只能答复', en: 'Only answers' },
  passes: { zh: '达标', en: 'Passes' },
  basis: { zh: '依据范围', en: 'Basis' },
  citation: { zh: '法律依据', en: 'Citation' },
  window: { zh: '期间', en: 'Window' },
  years: { zh: '年数', en: 'Years' },
  who: { zh: '办理', en: 'Who' },
  takes: { zh: '材料', en: 'Takes' },
  gives: { zh: '成果', en: 'Gives' },
  limits: { zh: '时限和人数', en: 'Limits' },
  gates: { zh: '把关', en: 'Gates' },
  steps: { zh: '流程', en: 'Steps' },
  shortened: { zh: '可简化', en: 'Shortened' },
  checks: { zh: '核查', en: 'Checks' },
  items: { zh: '答复事项', en: 'Answers on' },
  sensitive: { zh: '可涉密', en: 'May be sensitive' },
  stops: { zh: '暂停办理', en: 'Stops the case' },
  measures: { zh: '措施', en: 'Measures' },
  mentor: { zh: '可任导师', en: 'May mentor' },
  mentee: { zh: '可受帮带', en: 'May be mentored' },
  immersion: { zh: '可对标实训', en: 'May be sent to study' },
  first_secretary: { zh: '可派第一书记', en: 'May get a first secretary' },
  filing: { zh: '须备案', en: 'Filing' },
  points: { zh: '分值', en: 'Points' },
  dimension: { zh: '维度', en: 'Dimension' },
  level: { zh: '星数', en: 'Stars' },
  content: { zh: '内容', en: 'Content' },
  report_words: { zh: '述职用语', en: 'At report meetings' },
  coefficient: { zh: '系数', en: 'Coefficient' },
  short: { zh: '简表', en: 'Short form' },
  own_only: { zh: '只评本社区', en: 'Own community only' },
  tier: { zh: '类别', en: 'Tier' },
  response: { zh: '处理', en: 'Response' },
  limit: { zh: '时限', en: 'Limit' },
  class: { zh: '归入', en: 'Class' },
  from: { zh: '来源', en: 'From' },
  condition: { zh: '条件', en: 'Condition' },
}

/** Words that stand in packs as codes of their own and not of a list. */
const WORDS: Readonly<Record<string, Text>> = {
  good: { zh: '好', en: 'good' },
  strength: { zh: '强', en: 'strength' },
  words: { zh: '用语', en: 'words' },
  points: { zh: '分数', en: 'points' },
  pending: { zh: '待注明', en: 'pending' },
  always: { zh: '不限', en: 'always' },
  now: { zh: '目前', en: 'now' },
  'in-effect': { zh: '影响期内', en: 'while in effect' },
  years: { zh: '近若干年', en: 'last years' },
  term: { zh: '本届任期', en: 'this term' },
  'years-or-term': { zh: '近若干年或本届', en: 'last years or this term' },
  scored: { zh: '计分', en: 'scored' },
  overall: { zh: '总体', en: 'overall' },
  comment: { zh: '意见', en: 'comment' },
}
const ORDINALS: Readonly<Record<string, Text>> = { '1': { zh: '一类', en: '1' }, '2': { zh: '二类', en: '2' } }

export function wordOf(field: string, value: string): Text | undefined {
  return field === 'tier' ? ORDINALS[value] : WORDS[value]
}

const UNITS: Readonly<Record<PackLimit['unit'], Text>> = {
  'working-days': { zh: '个工作日', en: 'working days' },
  days: { zh: '天', en: 'days' },
  months: { zh: '个月', en: 'months' },
  month: { zh: '月', en: '(month)' },
  years: { zh: '年', en: 'years' },
  year: { zh: '年', en: '(year)' },
  minutes: { zh: '分钟', en: 'minutes' },
  hours: { zh: '学时', en: 'hours' },
  periods: { zh: '个周期', en: 'periods' },
  times: { zh: '次', en: 'times' },
  share: { zh: '', en: '' },
  points: { zh: '分', en: 'points' },
  steps: { zh: '级', en: 'steps' },
  stars: { zh: '星', en: 'stars' },
  items: { zh: '项', en: 'items' },
  fields: { zh: '个字段', en: 'fields' },
  pages: { zh: '页', en: 'pages' },
  characters: { zh: '字', en: 'characters' },
  ballots: { zh: '票', en: 'ballots' },
  persons: { zh: '人', en: 'persons' },
  departments: { zh: '个部门', en: 'departments' },
  communities: { zh: '个社区', en: 'communities' },
}

/** 5 个工作日, 2/3, 70%. */
export function limitText({ value, unit }: Pick<PackLimit, 'value' | 'unit'>): Text {
  const { zh, en } = UNITS[unit]
  return { zh: `${value} ${zh}`.trim(), en: `${value} ${en}`.trim() }
}

export const LIST_GROUPS = ['base', 'selection', 'development', 'management', 'evaluation', 'placement'] as const
type ListGroup = (typeof LIST_GROUPS)[number]

export const GROUP_NAMES: Readonly<Record<ListGroup, Text>> = {
  base: { zh: '总体', en: 'In general' },
  selection: { zh: '选', en: 'Select (选)' },
  development: { zh: '育', en: 'Develop (育)' },
  management: { zh: '管', en: 'Manage (管)' },
  evaluation: { zh: '评', en: 'Evaluate (评)' },
  placement: { zh: '用', en: 'Place (用)' },
}

const GROUP_OF: Readonly<Record<ListName, ListGroup>> = {
  programmes: 'base',
  community_kinds: 'base',
  working_group: 'selection',
  qualities: 'selection',
  quality_words: 'selection',
  disqualifications: 'selection',
  separate_checks: 'selection',
  duties: 'selection',
  first_secretary_lines: 'selection',
  reserve_levels: 'selection',
  reserve_entries: 'selection',
  reserve_reviews: 'selection',
  assistant_sources: 'selection',
  courses: 'development',
  methods: 'development',
  skills: 'development',
  proofs: 'development',
  brands: 'development',
  themes: 'development',
  forms: 'development',
  partners: 'development',
  destinations: 'development',
  partner_items: 'development',
  partner_aims: 'development',
  project_states: 'development',
  procedure_steps: 'management',
  filing_kinds: 'management',
  filing_reasons: 'management',
  review_departments: 'management',
  review_answers: 'management',
  review_outcomes: 'management',
  classification: 'management',
  types: 'management',
  outputs: 'management',
  help_contents: 'management',
  adjustments: 'management',
  mentoring_ways: 'management',
  mentoring_papers: 'management',
  dossier_rules: 'management',
  dossier_classes: 'management',
  dossier_papers: 'management',
  star_dimensions: 'evaluation',
  star_departments: 'evaluation',
  star_grades: 'evaluation',
  star_steps: 'evaluation',
  four_way: 'evaluation',
  grades: 'evaluation',
  self_answers: 'evaluation',
  resident_dimensions: 'evaluation',
  resident_questions: 'evaluation',
  resident_options: 'evaluation',
  survey_ways: 'evaluation',
  survey_findings: 'evaluation',
  report_items: 'evaluation',
  rater_groups: 'evaluation',
  negative_list: 'placement',
  incentives: 'placement',
  career_conditions: 'placement',
  career_steps: 'placement',
}

/** The lists of a group, in the order in which people go through their work. */
export function listsOf(group: ListGroup): readonly ListName[] {
  return (Object.keys(GROUP_OF) as ListName[]).filter((name) => GROUP_OF[name] === group)
}
