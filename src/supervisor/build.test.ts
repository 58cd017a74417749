import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PROJECT } from '#config'
import { build } from './build.ts'

let root = ''

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'yanzhen-build-'))
  await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'), 'junction')
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

it('builds when a source has changed and not otherwise', async () => {
  await put('package.json', '{"type":"module"}')
  expect(await build(root)).toBe('nothing to build')
  await put('vite.config.ts', `export default { build: { outDir: 'dist/web' } }`)
  await put('index.html', '<script type="module" src="/src/web/main.ts"></script>')
  await put('src/web/main.ts', `import { NAME } from '../modules/a/star/contract.ts'\nconsole.log(NAME)`)
  await put('src/modules/a/star/contract.ts', `export const NAME = 'one'`)
  await put('src/modules/a/star/operations.ts', '1')
  expect(await build(root)).toBe('built')
  expect(await build(root)).toBe('current')
  await put('src/modules/a/star/operations.ts', '2')
  await put('src/web/main.test.ts', '3')
  expect(await build(root)).toBe('current')
  await put('src/modules/a/star/contract.ts', `export const NAME = 'two'`)
  expect(await build(root)).toBe('built')
  await rm(join(root, 'dist'), { recursive: true })
  expect(await build(root)).toBe('built')
})

it('builds what people get, whoever asks', async () => {
  // These tests themselves run with another NODE_ENV, for which React would bring its slower half.
  expect(process.env.NODE_ENV).not.toBe('production')
  await put('src/web/main.ts', 'console.log(process.env.NODE_ENV)')
  expect(await build(root)).toBe('built')
  const [asset = ''] = await readdir(join(root, 'dist', 'web', 'assets'))
  expect(await readFile(join(root, 'dist', 'web', 'assets', asset), 'utf8')).toContain('production')
})

it('refuses a failed build, and again at the next try', async () => {
  await put('src/web/main.ts', 'import "./missing.ts"')
  await expect(build(root)).rejects.toThrow(/build_failed/)
  await expect(build(root)).rejects.toThrow(/build_failed/)
})
