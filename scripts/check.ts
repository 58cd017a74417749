// What `npm test` runs: types, lint, format, dead code, then all tests. A failed step fails the whole, but the following
// ones still run, so that one run shows everything. The last line is `N passed, N failed`: the tests, and one for each
// other step.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

type Counts = { readonly passed: number; readonly failed: number }
type Step = { readonly name: string; readonly program: string; readonly args: readonly string[] }

const STATIC_STEPS: readonly Step[] = [
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', program: 'oxlint/bin/oxlint', args: ['--type-aware'] },
  {
    name: 'format',
    program: 'oxfmt/bin/oxfmt',
    args: ['--check', 'src', 'test', 'bench', 'scripts', 'bin', 'vite.config.ts', 'vitest.config.ts'],
  },
  { name: 'dead code', program: 'knip/bin/knip.js', args: ['--no-progress'] },
]

/** Runs a program of node_modules on this Node; with `quiet` its output is returned instead of shown. */
function run(step: Step, quiet: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    let output = ''
    // Some tools start others by name (oxlint its type checker).
    const env = { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter) }
    const child = spawn(process.execPath, [join(modules, step.program), ...step.args], {
      cwd: root,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }))
  })
}

function report(name: string, ok: boolean, since: number): void {
  console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - since) / 1000).toFixed(1)} s)`)
}

async function runStatic(step: Step): Promise<Counts> {
  const since = performance.now()
  const { code, output } = await run(step, true)
  if (code !== 0) console.log(output)
  report(step.name, code === 0, since)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** The parts of Vitest's JSON report that are read here. */
type VitestReport = {
  readonly numTotalTests: number
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * The tests' counts. What Vitest counts as no test is a failure all the same: a file that does not load, an error
 * outside of any test, and a run that finds no tests at all.
 */
function countTests(found: VitestReport | undefined, code: number): Counts {
  if (!found || found.numTotalTests === 0) return { passed: 0, failed: 1 }
  const broken = found.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length
  const failed = found.numFailedTests + broken
  return { passed: found.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

async function readReport(file: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as VitestReport
  } catch {
    return undefined
  }
}

async function runTests(): Promise<Counts> {
  const since = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'yanzhen-check-'))
  const file = join(folder, 'report.json')
  const args = [
    'run',
    '--project=!long',
    // A forgotten `it.only` would pass over the other tests without a word.
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const { code } = await run({ name: 'tests', program: 'vitest/vitest.mjs', args }, false)
  const counts = countTests(await readReport(file), code)
  await rm(folder, { recursive: true, force: true })
  report('tests', counts.failed === 0, since)
  return counts
}

const counts = await Promise.all(STATIC_STEPS.map(runStatic))
counts.push(await runTests())
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
process.exitCode = failed === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)
