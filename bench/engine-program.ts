import { createHash } from 'node:crypto'
import { display, rational, type Rational } from '#kernel/policy/rational.ts'
import type { Facts, Rule, Scored } from '#kernel/policy/rule.ts'
import { gradeOf, valueOf } from '#kernel/policy/run.ts'
import { score } from '#kernel/policy/score.ts'
import { type ExplainedView, toView } from '#kernel/policy/view.ts'
import { STAR_GROUP, STAR_RULE } from '../src/modules/evaluation/star/rules.ts'
import { indicatorsOf, sheetMaker, shippedPack } from './sheets.ts'

// One program of the engine benchmark, alone in its process. Inputs are made before the clock starts.
//
//   engine    the product: scores by the pack's rules and keeps every explanation
//   plain     the same sums and decisions on the same facts in BigInt, written by hand along the pack's lists; no trees
//   unrolled  the same without facts and lists: arrays of BigInt, every addition written out for this one pack

export type EngineOutcome = {
  readonly ms: number
  readonly peakMb: number
  /** Over all totals and grades: the same for all programs. */
  readonly digest: string
  /** Indicators at the ends of the drawn trees, the fewest of a sample. */
  readonly leaves?: number
}

type Result = { readonly total: bigint; readonly grade: number }
type PlainDepartments = readonly { readonly dimension: number; readonly indicators: readonly string[] }[]

const GRADES = ['star-5', 'star-4', 'star-3', 'star-2', 'star-1']
const DIMENSIONS = ['star.organisation', 'star.livelihood', 'star.safety', 'star.risk']
const LEAST_OF_DIMENSION = [1800n, 1800n, 1200n, 1200n]

const [program, communities] = [process.argv[2], Number(process.argv[3])]
const loaded = await shippedPack()
const indicators = indicatorsOf(loaded)
const nextSheet = sheetMaker(indicators)

function makeFacts(): Facts {
  const decimal = (hundredths: number): Rational => rational((hundredths / 100).toFixed(2))
  const { points, honours, seriousCases, residents } = nextSheet()
  return Object.fromEntries([
    ['star.honours', decimal(honours)],
    ['star.serious-cases', decimal(seriousCases)],
    ...indicators.map(({ code }, index) => [code, decimal(points[index] as number)] as const),
    ['star.residents-latest', decimal(residents)],
  ])
}

function engine(): EngineOutcome {
  const rule = loaded.rules.get(STAR_GROUP)?.get(STAR_RULE) as Rule
  const inputs = Array.from({ length: communities }, makeFacts)
  const scored: Scored[] = []
  const ms = timed(() => {
    for (const facts of inputs) scored.push(score(rule, facts))
  })
  const results = scored.map((one) => {
    const total = valueOf(rule, one) as Rational
    return { total: (total.n * 100n) / total.d, grade: GRADES.indexOf(gradeOf(rule, one) ?? '') }
  })
  return { ...outcome(ms, results), leaves: Math.min(...scored.filter((_, at) => at % 1000 === 0).map(leavesIn)) }
}

/** How many indicators the drawn explanation ends in. @throws when it shows another total than was scored. */
function leavesIn(scored: Scored): number {
  const view = toView(scored)
  const total = valueOf(scored.rule, scored)
  if (!total || view.display !== display(total)) throw new Error('an explanation shows another total')
  const codes = new Set(indicators.map(({ code }) => code))
  return endsOf(view).filter((code) => codes.has(code)).length
}

function endsOf({ code, parts }: ExplainedView): readonly string[] {
  return parts.length === 0 ? [code] : parts.flatMap(endsOf)
}

function plain(): EngineOutcome {
  const departments: PlainDepartments = loaded.pack.lists.star_departments.items.map((department) => ({
    dimension: DIMENSIONS.indexOf(department.dimension),
    indicators: department.indicators.map(({ code }) => code),
  }))
  const inputs = Array.from({ length: communities }, makeFacts)
  const results: Result[] = []
  const ms = timed(() => {
    for (const facts of inputs) results.push(addUp(departments, facts as Record<string, Rational>))
  })
  return outcome(ms, results)
}

/** In hundredths of a point, which all of these facts are. */
function addUp(departments: PlainDepartments, facts: Readonly<Record<string, Rational>>): Result {
  const dimensions = [0n, 0n, 0n, 0n]
  for (const { dimension, indicators: own } of departments) {
    let points = 0n
    for (const code of own) points += (facts[code] as Rational).n
    dimensions[dimension] = (dimensions[dimension] as bigint) + points
  }
  const sum = dimensions.reduce((total, points) => total + points)
  const weak = dimensions.some((points, index) => points < (LEAST_OF_DIMENSION[index] as bigint))
  const [honours, serious, residents] = ['star.honours', 'star.serious-cases', 'star.residents-latest'].map(
    (code) => (facts[code] as Rational).n,
  ) as [bigint, bigint, bigint]
  return decide(sum, weak, honours, serious, residents)
}

function decide(sum: bigint, weak: boolean, honours: bigint, serious: bigint, residents: bigint): Result {
  const withBonus = sum + (honours > 500n ? 500n : honours)
  const total = withBonus > 10_000n ? 10_000n : withBonus
  let grade = total >= 9000n ? 0 : total >= 8000n ? 1 : total >= 7000n ? 2 : total >= 6000n ? 3 : 4
  if (weak && grade < 2) grade = 2
  if (serious >= 100n && grade < 3) grade = 3
  if (residents < 8000n && grade < 1) grade = 1
  return { total, grade }
}

function unrolled(): EngineOutcome {
  const inputs = Array.from({ length: communities }, () => {
    const { points, honours, seriousCases, residents } = nextSheet()
    return [...points, honours, seriousCases, residents].map(BigInt)
  })
  const results: Result[] = []
  const ms = timed(() => {
    for (const input of inputs) results.push(addUpUnrolled(input))
  })
  return outcome(ms, results)
}

function addUpUnrolled(points: readonly bigint[]): Result {
  const at = (index: number): bigint => points[index] as bigint
  const organisation = at(0) + at(1) + (at(2) + at(3)) + (at(4) + at(5))
  const livelihood = at(6) + at(7) + (at(8) + at(9)) + (at(10) + at(11))
  const safety = at(12) + at(13) + (at(14) + at(15))
  const risk = at(16) + at(17) + (at(18) + at(19)) + (at(20) + at(21))
  const weak = organisation < 1800n || livelihood < 1800n || safety < 1200n || risk < 1200n
  return decide(organisation + livelihood + safety + risk, weak, at(22), at(23), at(24))
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function outcome(ms: number, results: readonly Result[]): EngineOutcome {
  const hash = createHash('sha256')
  for (const { total, grade } of results) hash.update(`${total} ${GRADES[grade]}\n`)
  return { ms, peakMb: Math.round(process.resourceUsage().maxRSS / 1024), digest: hash.digest('hex') }
}

const programs: Readonly<Record<string, () => EngineOutcome>> = { engine, plain, unrolled }
console.log(JSON.stringify(programs[program ?? '']?.()))
