import type { Text } from '#kernel/language.ts'
import type { CodeSet } from '../people/codes.ts'

// What past records say: of which kind, and of some kinds one of a few words. The code is kept, the word is shown.

export const RECORD_KINDS = ['star', 'grade', 'annual', 'honour', 'training', 'reserve', 'first-secretary'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

const STARS: CodeSet = {
  'star-5': { zh: '五星', en: '5 stars' },
  'star-4': { zh: '四星', en: '4 stars' },
  'star-3': { zh: '三星', en: '3 stars' },
  'star-2': { zh: '二星', en: '2 stars' },
  'star-1': { zh: '一星', en: '1 star' },
}
const GRADES: CodeSet = {
  excellent: { zh: '优秀', en: 'Excellent' },
  competent: { zh: '称职', en: 'Competent' },
  'basically-competent': { zh: '基本称职', en: 'Basically competent' },
  'not-competent': { zh: '不称职', en: 'Not competent' },
}

/** A half-year 2025H2, a year 2025, a month 2025-06. */
export type PeriodForm = 'half-year' | 'year' | 'month'

type KindRules = {
  readonly name: Text
  readonly forms: readonly PeriodForm[]
  /** Whose it is; `either`: the person's, or the community's where no person is named. */
  readonly of: 'community' | 'person' | 'either'
  /** The words it may be; absent: free text. Then one period has one result. */
  readonly values?: CodeSet
}

export const KINDS: Readonly<Record<RecordKind, KindRules>> = {
  star: { name: { zh: '星级', en: 'Star' }, forms: ['half-year'], of: 'community', values: STARS },
  grade: {
    name: { zh: '述职评议', en: 'Grade of a report' },
    forms: ['half-year', 'year'],
    of: 'person',
    values: GRADES,
  },
  annual: { name: { zh: '年度考核', en: 'Annual appraisal' }, forms: ['year'], of: 'person', values: GRADES },
  honour: { name: { zh: '荣誉', en: 'Honour' }, forms: ['month', 'year'], of: 'either' },
  training: { name: { zh: '培训', en: 'Training' }, forms: ['month', 'year'], of: 'person' },
  reserve: { name: { zh: '后备', en: 'Reserve' }, forms: ['month', 'year'], of: 'person' },
  'first-secretary': { name: { zh: '第一书记', en: 'First secretary' }, forms: ['month', 'year'], of: 'person' },
}

/** The word for a value that is kept as a code; free text stays. */
export const valueText = (kind: RecordKind, value: string): Text =>
  KINDS[kind].values?.[value] ?? { zh: value, en: value }
