import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePages } from './pages.ts'

const app = fastify()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanzhen-pages-'))
  await mkdir(join(folder, 'assets'))
  const files = { 'index.html': '<!doctype html>', 'assets/page-1a2b.js': 'export {}' }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text)
    await writeFile(join(folder, `${name}.gz`), gzipSync(text))
  }
  await servePages(app, folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const CALLERS = { 'a browser': 'gzip, deflate, br', 'a caller that unpacks nothing': 'identity' }

it.each(Object.entries(CALLERS))('gives %s the one page at every address that is no asset', async (_, encoding) => {
  for (const url of ['/', '/sign-in', '/communities/370611001001']) {
    const answer = await app.inject({ url, headers: { 'accept-encoding': encoding } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.body).toBe('<!doctype html>')
  }
})

it('gives assets for a year, packed where the caller can unpack', async () => {
  const url = '/assets/page-1a2b.js'
  const packed = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip' })
  const plain = await app.inject({ url })
  expect(plain.body).toBe('export {}')
  expect(plain.headers['cache-control']).toContain('immutable')
})
