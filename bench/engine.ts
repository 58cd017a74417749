import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { EngineOutcome } from './engine-program.ts'
import { type Figure, median } from './figure.ts'
import type { Country } from './national.ts'

const ROUNDS = 3
const PROGRAMS = ['plain', 'unrolled', 'engine'] as const
type Program = (typeof PROGRAMS)[number]

/**
 * The engine against the same sums in plain BigInt, each in a process of its own, in turn.
 * @throws Error when the programs do not come to the same totals and grades, or an explanation lacks an indicator.
 */
export async function measureEngine(country: Country, indicators: number): Promise<Figure> {
  const communities = country.places.length
  const taken: Record<Program, number[]> = { plain: [], unrolled: [], engine: [] }
  let peak = 0
  for (let round = 0; round < ROUNDS; round++) {
    const outcomes: Partial<Record<Program, EngineOutcome>> = {}
    for (const program of PROGRAMS) {
      const outcome = await runProgram(program, communities)
      outcomes[program] = outcome
      taken[program].push(outcome.ms)
      if (program === 'engine') peak = Math.max(peak, outcome.peakMb)
    }
    if (new Set(Object.values(outcomes).map(({ digest }) => digest)).size !== 1) throw new Error('totals differ')
    if (outcomes.engine?.leaves !== indicators) throw new Error('an explanation lacks an indicator')
  }
  const ms = (program: Program) => median(taken[program])
  return {
    title: 'Engine',
    what: `${communities} communities × ${indicators} indicators scored in memory, every explanation kept, against the same sums and decisions in plain BigInt without explanations`,
    programs: [
      { name: 'engine, with explanations', value: `${ms('engine').toFixed(0)} ms (peak ${peak} MB)` },
      { name: 'plain BigInt on the same facts and lists', value: `${ms('plain').toFixed(0)} ms` },
      { name: 'BigInt arrays, every addition written out', value: `${ms('unrolled').toFixed(0)} ms` },
    ],
    ratios: [
      { name: 'engine / plain', value: ms('engine') / ms('plain'), must: '≤ 3', holds: (ratio) => ratio <= 3 },
      { name: 'engine / written out', value: ms('engine') / ms('unrolled') },
    ],
  }
}

async function runProgram(program: Program, communities: number): Promise<EngineOutcome> {
  const file = new URL('./engine-program.ts', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, [decodeURI(file), program, String(communities)])
  return JSON.parse(stdout) as EngineOutcome
}
