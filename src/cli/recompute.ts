import { fill, type Language, type Text } from '#kernel/language.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import type { Client } from './client.ts'
import { clientOf } from './endpoint-commands.ts'
import type { Explanation } from './explanation-lines.ts'
import { EXIT, printJson, printLines } from './output.ts'
import { type Progress, withProgress } from './progress.ts'
import { explainResult, listResults, type Recomputation, recomputeResults, type Result } from './results.ts'
import type { ServerFlags } from './sessions.ts'

// Whether what is stored is what comes out of the frozen policy and the stored sheets (promise P1). The server computes all
// totals again; then each community's explanation is held against every number that lists and publication show.

type Flags = ServerFlags & { readonly period: string; readonly json?: true }

const WHAT = {
  result: { zh: '总分、星级或依据摘要', en: 'total, grade or digest' },
  explanation: { zh: '存档的说明', en: 'stored explanation' },
  total: { zh: '列表总分', en: 'listed total' },
  grade: { zh: '列表星级', en: 'listed grade' },
  published: { zh: '公布总分', en: 'published total' },
  'published-grade': { zh: '公布星级', en: 'published grade' },
  part: { zh: '列表分项', en: 'listed part' },
} as const satisfies Record<string, Text>

export type Difference = {
  readonly community: string
  readonly name: string
  readonly what: keyof typeof WHAT
  /** Of a part: which. */
  readonly part?: string
  readonly stored: string | null
  readonly computed: string | null
}

/** Prints each difference; ends with 4 when there is one. */
export async function recompute(flags: Flags, language: Language): Promise<void> {
  const client = await clientOf(flags, language)
  const { period } = flags
  const { answer, different } = await withProgress('recompute', (progress) => compare(client, period, progress))
  const { communities, policy, mechanisms } = answer
  const identical = communities - new Set(different.map(({ community }) => community)).size
  const outcome = { period, communities, identical, policy, mechanisms, different }
  if (flags.json) printJson(outcome)
  else printLines(outcomeLines(outcome, language))
  if (different.length > 0) process.exitCode = EXIT.different
}

async function compare(client: Client, period: string, progress: Progress) {
  const answer = await recomputeResults(client, period)
  const results = await listResults(client, period)
  const different: Difference[] = answer.different.map((one) => ({ ...one, what: 'result' }))
  const known = new Set(different.map(({ community }) => community))
  for (const [index, result] of results.entries()) {
    progress.update(index, results.length)
    const explained = await explainResult(client, period, result.community)
    different.push(...differencesOf(result, explained, known.has(result.community)))
  }
  return { answer, different }
}

/** Every shown number of one community against the tree that was computed just now. `isKnown`: its total is wrong already. */
export function differencesOf(result: Result, explained: Explanation, isKnown: boolean): readonly Difference[] {
  const { community, name } = result
  const { tree, recomputed, publishedOn, total, grade } = explained
  const tell = (what: Difference['what'], stored: string | null, computed: string | null, part?: string) => {
    const difference = { community, name, what, stored, computed }
    return part ? { ...difference, part } : difference
  }
  // What the server shows is then not what it computed, so that no number of it can be a measure.
  if (recomputed !== 'identical') return isKnown ? [] : [tell('explanation', null, null)]
  const numbers = displaysOf(tree)
  const shown = [
    tell('total', result.total, tree.display),
    tell('grade', result.grade, tree.grade),
    ...(publishedOn ? [tell('published', total, tree.display), tell('published-grade', grade, tree.grade)] : []),
    ...Object.entries(result.parts).map(([code, part]) => tell('part', part, numbers.get(code) ?? null, code)),
  ]
  return shown.filter(({ stored, computed }) => stored !== computed)
}

function displaysOf(tree: ExplainedView): ReadonlyMap<string, string | null> {
  const numbers = new Map<string, string | null>([[tree.code, tree.display]])
  for (const part of tree.parts) for (const [code, shown] of displaysOf(part)) numbers.set(code, shown)
  return numbers
}

const TEXTS = {
  same: {
    zh: '{period}：{identical}/{communities} 个社区重新计算与存档一致（政策包 {policy}）',
    en: '{period}: {identical} of {communities} communities come out as stored (policy pack {policy})',
  },
  line: {
    zh: '{name}　{what}{part}：存档 {stored}，算得 {computed}',
    en: '{name}, {what}{part}: stored {stored}, computed {computed}',
  },
  tree: { zh: '{name}　{what}与重新计算的不一致', en: '{name}: the {what} is not what is computed now' },
  none: { zh: '缺', en: 'missing' },
} as const satisfies Record<string, Text>

type Outcome = Omit<Recomputation, 'different'> & { readonly different: readonly Difference[] }

function outcomeLines({ different, ...facts }: Outcome, language: Language): readonly string[] {
  const none = TEXTS.none[language]
  const lines = different.map(({ name, what, part, stored, computed }) =>
    fill(TEXTS[what === 'explanation' ? 'tree' : 'line'][language], {
      name,
      what: WHAT[what][language],
      part: part ? ` ${part}` : '',
      stored: stored ?? none,
      computed: computed ?? none,
    }),
  )
  return [...lines, fill(TEXTS.same[language], { ...facts, mechanisms: undefined })]
}
