// Builds the staff pages (Vite: vite.config.ts → dist/web) when their sources changed since the last build.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, glob, mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { childEnvironment } from '#config'
import { writeWhole } from './folders.ts'
import { refuse } from './refusals.ts'

export type BuildOutcome = 'built' | 'current' | 'nothing to build'

// What the pages are made of: their own code, what they share with the server, and what builds them.
const SOURCES = [
  'src/web/**/*',
  'src/kernel/**/*',
  'src/modules/**/web/**/*',
  'src/modules/**/{web,contract,rules,procedure}.ts',
  'src/modules/**/{web,contract,rules,procedure}.tsx',
  'vite.config.ts',
  'package-lock.json',
  'package.json',
]

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** The digest of all sources: names and contents, so that a renamed or removed file counts as a change. */
async function sourcesDigest(root: string): Promise<string> {
  const files = new Set<string>()
  for await (const entry of glob(SOURCES, { cwd: root, withFileTypes: true })) {
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) files.add(join(entry.parentPath, entry.name))
  }
  const hash = createHash('sha256')
  for (const file of [...files].sort()) {
    hash.update(`${file.slice(root.length).replaceAll('\\', '/')}\0`)
    hash.update(
      createHash('sha256')
        .update(await readFile(file))
        .digest(),
    )
  }
  return hash.digest('hex')
}

/**
 * Brings dist/web up to date. `onStart` is called when a build is needed, so that the caller can say that it takes a
 * while; refuses with Vite's own words when it fails. `signal` calls it off.
 */
export async function build(
  root: string,
  onStart: () => void = () => undefined,
  signal?: AbortSignal,
): Promise<BuildOutcome> {
  if (!(await exists(join(root, 'vite.config.ts')))) return 'nothing to build'
  const mark = join(root, 'dist', 'web', '.digest')
  const digest = await sourcesDigest(root)
  const built = await readFile(mark, 'utf8').catch(() => '')
  if (built.trim() === digest) return 'current'
  onStart()
  await runVite(root, signal)
  await mkdir(dirname(mark), { recursive: true })
  await writeWhole(mark, `${digest}\n`, 0o644)
  return 'built'
}

async function runVite(root: string, signal?: AbortSignal): Promise<void> {
  const vite = join(dirname(createRequire(join(root, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js')
  const { code, said } = await new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    let said = ''
    // The native loader lets Node read the config; Vite's own writes a file into node_modules, which may be read-only.
    const child = spawn(process.execPath, [vite, 'build', '--configLoader', 'native', '--logLevel', 'warn'], {
      cwd: root,
      // Whoever asks, a test too: what is built is what people get.
      env: childEnvironment({ NODE_ENV: 'production' }),
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (data: Buffer) => (said += data.toString()))
    child.stderr.on('data', (data: Buffer) => (said += data.toString()))
    const lastResort = () => child.kill()
    process.once('exit', lastResort)
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', lastResort)
      resolve({ code, said })
    })
  })
  if (code !== 0) refuse('build_failed', { output: said.trim() })
}
