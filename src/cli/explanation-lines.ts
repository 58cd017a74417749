import type { z } from 'zod'
import type { contract } from '#evaluation'
import type { Language, Text } from '#kernel/language.ts'
import { fill } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { drawings } from '#web/explained/drawings.ts'
import { noteSentence } from '#web/explained/notes.ts'
import { gradeOf, numberOf, type Telling, titleOf, weightText } from '#web/explained/rule-book.ts'

// A star total as an indented text; the formulas are those of the pages.

export type Explanation = z.output<(typeof contract)['explainResult']['output']>

const TEXTS = {
  head: { zh: '{community}　{period}　总分 {total}　{grade}', en: '{community}, {period}: total {total}, {grade}' },
  next: { zh: '距{grade}还差 {gap}', en: '{gap} short of {grade}' },
  published: { zh: '{date} 公布', en: 'published {date}' },
  draft: { zh: '尚未公布', en: 'not published yet' },
  policy: { zh: '政策包 {version}，摘要 {digest}', en: 'policy pack {version}, digest {digest}' },
  digest: { zh: '计分依据摘要 {digest}', en: 'digest of what was scored {digest}' },
  identical: { zh: '重新计算：与存档一致', en: 'Computed again: identical with what is stored' },
  different: { zh: '重新计算：与存档不一致', en: 'Computed again: different from what is stored' },
  closed: { zh: '重新计算：须由看得到全部赋分的人进行', en: 'Computing again takes somebody who may see all scores' },
  none: { zh: '未定星级', en: 'no grade' },
  weight: { zh: '权重 {weight}', en: 'weight {weight}' },
  leaf: { zh: '{department}　{date} 提交', en: '{department}, submitted {date}' },
  full: { zh: '满分，未扣分', en: 'full marks, nothing deducted' },
  grounds: { zh: '{reason}（{document}）', en: '{reason} ({document})' },
  noDocument: { zh: '无文号', en: 'no document' },
  merit: { zh: '{title}　{points}{document}', en: '{title}: {points}{document}' },
  points: { zh: '{points} 分，', en: '{points} points, ' },
  confirmed: { zh: '　{by}{on} 确认', en: '; confirmed {by}{on}' },
} as const satisfies Record<string, Text>

/** The whole explanation, top first, down to each single entry. */
export function explanationLines(answer: Explanation, language: Language): readonly string[] {
  const { titles, book, policy, community, total, grade, nextGrade, distance, publishedOn, recomputed } = answer
  const telling: Telling = {
    language,
    book: {
      rule: (code) => (titles[code] ? { title: titles[code], ...book[code] } : undefined),
      grade: (one) => titles[one],
      version: policy.version,
      digest: policy.digest,
    },
  }
  const t = (key: keyof typeof TEXTS, facts = {}) => fill(TEXTS[key][language], facts)
  const facts = {
    community: `${community.streetName} ${community.name}`,
    period: periodTitle(answer.period)[language],
    total: total ?? (language === 'zh' ? '缺' : 'missing'),
    grade: grade ? gradeOf(grade, telling) : t('none'),
  }
  const next = nextGrade && distance ? [t('next', { grade: gradeOf(nextGrade, telling), gap: distance })] : []
  return [
    [t('head', facts), ...next].join(language === 'zh' ? '　' : '; '),
    '',
    ...nodeLines(answer.tree, 0, { telling, leaves: answer.leaves, merits: answer.merits }),
    '',
    publishedOn ? t('published', { date: publishedOn }) : t('draft'),
    t('policy', policy),
    t('digest', { digest: answer.digest }),
    t(recomputed ?? 'closed'),
  ]
}

type Told = { readonly telling: Telling } & Pick<Explanation, 'leaves' | 'merits'>

/** Bands and limits hand a number on; what they hand on stands below them without going deeper. */
const HANDS_ON: readonly ExplainedView['mechanism'][] = ['bands@1', 'cap@1', 'floor@1', 'choose@1', 'quota@1']

function nodeLines(node: ExplainedView, depth: number, told: Told): readonly string[] {
  const { telling } = told
  const indent = '  '.repeat(depth)
  const isEntry = node.parts.length === 0 && told.leaves[node.code] !== undefined
  const said = isEntry ? [leafLine(node.code, told)] : [drawings[node.mechanism].formula(node, telling)]
  said.push(...(told.merits[node.code] ?? []).map((leaf) => meritLine(leaf, telling)))
  if (node.note && node.note.code !== 'chosen' && node.note.code !== 'limited')
    said.push(noteSentence(node.note, telling))
  const deeper = HANDS_ON.includes(node.mechanism) ? depth : depth + 1
  return [
    `${indent}${headLine(node, telling)}`,
    ...said.map((line) => `${indent}  · ${line}`),
    // The sheets of a pile have no words of their own: their number stands in the formula.
    ...(node.mechanism === 'fact@1' ? [] : node.parts.flatMap((part) => nodeLines(part, deeper, told))),
  ]
}

function headLine(node: ExplainedView, telling: Telling): string {
  const { max, grade, weight, mechanism } = node
  const amount = `${numberOf(node, telling)}${max ? `/${max.replace(/\.?0+$/, '')}` : ''}`
  const named = grade !== null && mechanism !== 'fact@1' ? gradeOf(grade, telling) : ''
  const weighed = weight && weight !== '1/1' ? fill(TEXTS.weight[telling.language], { weight: weightText(weight) }) : ''
  return [titleOf(node.code, telling), amount, named, weighed].filter(Boolean).join('  ')
}

function leafLine(code: string, { telling: { language }, leaves }: Told): string {
  const leaf = leaves[code]
  if (!leaf) return ''
  const who = fill(TEXTS.leaf[language], { department: leaf.name[language], date: leaf.submittedOn })
  const document = leaf.document ?? TEXTS.noDocument[language]
  const grounds = leaf.reason ? fill(TEXTS.grounds[language], { reason: leaf.reason, document }) : TEXTS.full[language]
  return `${who}${language === 'zh' ? '　' : ': '}${grounds}`
}

/** What was confirmed beside the sheets: an honour, a case, a street's method or award. */
function meritLine(leaf: Explanation['merits'][string][number], { language }: Telling): string {
  const { title, points, documentTitle, documentNumber, confirmedBy, confirmedOn } = leaf
  const given = points === null ? '' : fill(TEXTS.points[language], { points })
  const document = fill(TEXTS.grounds[language], { reason: documentTitle, document: documentNumber })
  const by = confirmedBy ? `${confirmedBy} ` : ''
  const confirmed = confirmedOn ? fill(TEXTS.confirmed[language], { by, on: confirmedOn }) : ''
  return `${fill(TEXTS.merit[language], { title, points: given, document })}${confirmed}`
}
