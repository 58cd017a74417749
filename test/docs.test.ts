import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT } from '#config'
import { diagram } from '#kernel/procedure.ts'
import { cycleProcedure } from '../src/modules/evaluation/cycle/procedure.ts'
import { filingProcedure } from '../src/modules/management/filing/procedure.ts'

// What the documents say is what the code does, where a machine can tell.

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8')
const documents = ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']

describe('documents', () => {
  it.each(documents)('%s links to what is there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !existsSync(join(PROJECT, dirname(path), link)))).toEqual([])
  })

  it('both READMEs give the two commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
    for (const path of ['README.md', 'README.zh-CN.md']) {
      expect(read(path)).toContain('npm ci && npm start')
      expect(read(path)).toContain('npm ci && npm test')
    }
  })

  it('every module has a README, and the procedures stand there as declared', () => {
    const modules = readdirSync(join(PROJECT, 'src/modules')).filter((name) =>
      statSync(join(PROJECT, 'src/modules', name)).isDirectory(),
    )
    for (const name of modules) expect(existsSync(join(PROJECT, 'src/modules', name, 'README.md')), name).toBe(true)
    expect(read('src/modules/evaluation/README.md')).toContain(diagram(cycleProcedure))
    expect(read('src/modules/management/README.md')).toContain(diagram(filingProcedure))
  })

  it('decision records have the four headings and follow each other', () => {
    const names = readdirSync(join(PROJECT, 'decisions')).sort()
    expect(names.length).toBeGreaterThanOrEqual(10)
    names.forEach((name, index) => {
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`))
      const headings = [...read(`decisions/${name}`).matchAll(/^## (.*)$/gm)].map((match) => match[1])
      expect(headings).toEqual(['Status', 'Context', 'Decision', 'Consequences'])
    })
  })
})
