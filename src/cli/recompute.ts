import { fill, type Language, type Text } from '#kernel/language.ts'
import { call, type Client } from './client.ts'
import { clientOf } from './endpoint-commands.ts'
import { recomputeHouse } from './house.ts'
import { EXIT, printJson, printLines } from './output.ts'
import { type Progress, withProgress } from './progress.ts'
import { type Recomputation, recomputeResults } from './results.ts'
import type { ServerFlags } from './sessions.ts'

// Whether what is stored is what comes out of the frozen policy and the stored sheets (promise P1): asked of a server, about
// one's own district, or computed straight from the database of this house, about all of them.

type Flags = ServerFlags & { readonly period?: string; readonly house?: true; readonly json?: true }

/** Prints every closed half-year with each difference; ends with 4 when there is one. */
export async function recompute(flags: Flags, language: Language): Promise<void> {
  const found = await withProgress('recompute', (progress) =>
    flags.house ? recomputeHouse(flags, progress) : atServer(flags, language, progress),
  )
  if (flags.json) printJson(found)
  else printLines(recomputationLines(found, language))
  if (found.some(differs)) process.exitCode = EXIT.different
}

async function atServer(flags: Flags, language: Language, progress: Progress): Promise<readonly Recomputation[]> {
  const client = await clientOf(flags, language)
  const periods = flags.period ? [flags.period] : await closedPeriods(client)
  const found: Recomputation[] = []
  for (const [index, period] of periods.entries()) {
    progress.update(index, periods.length)
    found.push(await recomputeResults(client, period))
  }
  return found
}

type Cycles = { readonly cycles: readonly { readonly period: string; readonly state: string }[] }

async function closedPeriods(client: Client): Promise<readonly string[]> {
  const { cycles } = await call<Cycles>(client, { endpoint: { id: 'cycle.listCycles', kind: 'read' } })
  const closed = cycles.filter(({ state }) => state !== 'open' && state !== 'closing')
  return closed.map(({ period }) => period).sort()
}

const WHAT = {
  result: { zh: '总分、星级或分项', en: 'total, star or parts' },
  basis: { zh: '计分依据', en: 'what it was computed from' },
  publication: { zh: '公布的结果或说明', en: 'what was published' },
} as const satisfies Record<string, Text>

const TEXTS = {
  same: {
    zh: '{district} {period}：一致 {identical}/{communities}（政策包 {policy}）',
    en: '{district} {period}: identical {identical} of {communities} (policy pack {policy})',
  },
  line: {
    zh: '  {name}　{what}：存档 {stored}，算得 {computed}',
    en: '  {name}, {what}: stored {stored}, computed {computed}',
  },
  mechanisms: {
    zh: '  存档由 {stored} 算出，本系统为 {now}',
    en: '  computed by {stored}, this house has {now}',
  },
  none: { zh: '没有已汇总的半年期', en: 'no half-year has been closed' },
} as const satisfies Record<string, Text>

/** The mechanisms that only the stored results, or only this house, have. */
function mechanismsApart({ computedBy, mechanisms }: Recomputation): readonly [string, string] {
  const apart = (some: readonly string[], others: readonly string[]) =>
    some.filter((one) => !others.includes(one)).join(' ') || '—'
  return [apart(computedBy, mechanisms), apart(mechanisms, computedBy)]
}

/** Something is not what it was, or was computed by other mechanisms. */
export const differs = (one: Recomputation): boolean =>
  one.different.length > 0 || mechanismsApart(one).some((names) => names !== '—')

export function recomputationLines(found: readonly Recomputation[], language: Language): readonly string[] {
  if (found.length === 0) return [TEXTS.none[language]]
  return found.flatMap((one) => {
    const { district, period, identical, communities, policy, different } = one
    const [stored, now] = mechanismsApart(one)
    const apart = stored === '—' && now === '—' ? [] : [fill(TEXTS.mechanisms[language], { stored, now })]
    const lines = different.map(({ what, ...told }) =>
      fill(TEXTS.line[language], { ...told, what: WHAT[what][language] }),
    )
    return [fill(TEXTS.same[language], { district, period, identical, communities, policy }), ...apart, ...lines]
  })
}
