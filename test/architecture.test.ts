import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT } from '#config'

// The fences of ARCHITECTURE.md that no linter rule holds. First the test asserts that it sees the code at all.

type Source = { readonly path: string; readonly text: string; readonly imports: readonly string[] }

function filesIn(folder: string): string[] {
  return readdirSync(join(PROJECT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    return statSync(join(PROJECT, path)).isDirectory() ? filesIn(path) : [path]
  })
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g
const sources: readonly Source[] = filesIn('src')
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('database-types.ts'))
  .map((path) => {
    const text = readFileSync(join(PROJECT, path), 'utf8')
    return { path, text, imports: [...text.matchAll(IMPORT)].map((match) => match[1] ?? '') }
  })
const code = sources.filter(({ path }) => !/\.test\.tsx?$/.test(path))
const moduleOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1]
const modules = [...new Set(code.flatMap(({ path }) => moduleOf(path) ?? []))]

/** A slice's pages may show a sibling slice's: from `<slice>/web/` to `../../<sibling>/`, within the module. */
function isSiblingPage(path: string, one: string): boolean {
  return /^src\/modules\/[^/]+\/[^/]+\/web\/[^/]+$/.test(path) && /^\.\.\/\.\.\/[^./]/.test(one)
}

/** Who may use whom. Modules otherwise meet through facts, figures, work and the outbox of the kernel (rulings G12). */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  accounts: ['registry'],
  audit: [],
  registry: [],
  policy: [],
  documents: [],
  evaluation: ['registry', 'policy'],
  management: ['accounts', 'documents', 'registry', 'policy'],
  work: ['accounts'],
}

it('sees the code', () => {
  expect(code.length).toBeGreaterThan(100)
  expect(code.find(({ path }) => path === 'src/kernel/database.ts')?.imports).toContain('pg')
  expect(modules).toEqual(expect.arrayContaining(['accounts', 'registry', 'policy', 'evaluation']))
})

describe('dependencies', () => {
  it.each(modules)('%s uses only the modules it may', (name) => {
    expect(Object.keys(MAY_USE)).toContain(name)
    const used = code
      .filter(({ path }) => moduleOf(path) === name)
      .flatMap(({ path, imports }) => imports.map((one) => ({ path, one })))
      .filter(({ one }) => modules.some((other) => one === `#${other}` || one.startsWith(`#${other}/`)))
      .filter(({ one }) => one !== `#${name}` && !(MAY_USE[name] ?? []).includes(one.slice(1).replace(/\/web$/, '')))
    expect(used).toEqual([])
  })

  it('the kernel knows no module, no server, no page', () => {
    const outside = code
      .filter(({ path }) => path.startsWith('src/kernel/'))
      .flatMap(({ path, imports }) => imports.map((one) => ({ path, one })))
      .filter(({ one }) => one.startsWith('#') && !one.startsWith('#kernel/'))
    expect(outside).toEqual([])
  })

  it('nothing climbs out of its folder', () => {
    const climbing = code.flatMap(({ path, imports }) =>
      imports.filter((one) => one.startsWith('../../') && !isSiblingPage(path, one)).map((one) => ({ path, one })),
    )
    expect(climbing).toEqual([])
  })

  it('only main.ts, tests and the demo wire the house together', () => {
    const wiring = code
      .filter(({ imports }) => imports.some((one) => /(^|\/)main\.ts$/.test(one)))
      .map(({ path }) => path)
    expect(
      wiring.filter(
        (path) => !path.startsWith('src/demo/') && !path.startsWith('src/cli/') && !path.startsWith('src/web/'),
      ),
    ).toEqual([])
  })

  it('pages import no server code', () => {
    const server =
      /^(pg|kysely|fastify|node:.*|#kernel\/(database|audit|files|jobs|outbox|idempotency|signature|call|crypto\/.*|sheets\/(worker|write|read|mark|table))\.ts)$/
    const broken = code
      .filter(({ path }) => path.startsWith('src/web/') || /\/web(\/|\.ts$)/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^import (?!type)[^']*'([^']+)'/gm)].map((match) => ({ path, one: match[1] ?? '' })),
      )
      .filter(({ one }) => server.test(one))
    expect(broken).toEqual([])
  })
})

describe('conventions', () => {
  it('the kernel stays small: at most 30 ideas, mechanisms and sheets counted apart', () => {
    const kernel = code.map(({ path }) => path).filter((path) => /^src\/kernel\/(crypto\/)?[^/]+\.ts$/.test(path))
    expect(kernel.length).toBeGreaterThan(15)
    expect(kernel.length).toBeLessThanOrEqual(30)
  })

  it('slices use the known file names', () => {
    const names =
      /^(contract|procedure|rules|checks|operations|queries|facts|figures|refusals|jobs|work|workbook|export|explanation|totals|closing|closing-thread|passwords|verification|record|names|codes|identity|secrets|columns|openings|slips|compare|legal|legal-texts|words|forms|objections|deferrals|proposals|overlay|calendar|reminder|conclusion|replies|candidates|caps|cap-words|encryption|encryption-thread|standing|watch|pairs|opinions|printing|recusal|notices|[a-z]+-paper)\.ts$/
    const odd = code
      .map(({ path }) => path)
      .filter((path) => /^src\/modules\/[^/]+\/[^/]+\/[^/]+\.tsx?$/.test(path))
      .filter((path) => !/\/web\//.test(path) && !names.test(path.split('/').at(-1) ?? ''))
    expect(odd).toEqual([])
  })

  it('a table leaves by the one way that puts it on record', () => {
    const writers = code.filter(({ path, text }) => text.includes('writeTableInWorker') && !path.includes('.test.'))
    expect(writers.map(({ path }) => path).toSorted()).toEqual([
      'src/kernel/sheets/export.ts',
      'src/kernel/sheets/worker.ts',
    ])
  })

  it('no folder is a drawer for leftovers', () => {
    const drawers = code.map(({ path }) => path).filter((path) => /\/(utils|helpers|common|shared|types)\//.test(path))
    expect(drawers).toEqual([])
  })

  it('only the configuration reads the environment', () => {
    const readers = code.filter(({ text }) => text.includes('process.env')).map(({ path }) => path)
    expect(readers.filter((path) => !['src/config.ts', 'src/cli/environment.ts'].includes(path))).toEqual([])
  })

  it('rules look at no clock and no chance', () => {
    const rules = code.filter(({ path }) =>
      /\/(rules|checks|legal|words|procedure)\.ts$|^src\/kernel\/policy\//.test(path),
    )
    expect(rules.length).toBeGreaterThan(10)
    const impure = rules.filter(({ text }) => /\bDate\.now|new Date\(\)|Math\.random|randomBytes|randomUUID/.test(text))
    expect(impure.map(({ path }) => path)).toEqual([])
  })

  it('no classes but Refusal, no enums, no default exports', () => {
    const classes = code.flatMap(({ path, text }) =>
      [...text.matchAll(/^\s*(?:export )?class (\w+)/gm)].map((match) => `${path} ${match[1]}`),
    )
    expect(classes.filter((one) => !one.endsWith(' Refusal'))).toEqual([])
    expect(code.filter(({ text }) => /^\s*(export )?(const )?enum /m.test(text)).map(({ path }) => path)).toEqual([])
    expect(code.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path)).toEqual([])
  })
})

describe('the schema', () => {
  const migrations = filesIn('migrations').map((path) => ({ path, text: readFileSync(join(PROJECT, path), 'utf8') }))

  it('has one schema per module, and a module writes SQL for its own and the kernel', () => {
    const schemas = migrations.flatMap(({ text }) =>
      [...text.matchAll(/^create schema (?:if not exists )?(\w+)/gm)].map((match) => match[1] ?? ''),
    )
    expect(schemas.sort()).toEqual(['control', 'documents', 'evaluation', 'kernel', 'management', 'policy', 'registry'])
    const owner: Readonly<Record<string, string>> = { accounts: 'control', audit: 'kernel' }
    const foreign = code.flatMap(({ path, text }) => {
      const own = moduleOf(path)
      if (!own) return []
      const allowed = ['kernel', owner[own] ?? own]
      const used = [
        ...text.matchAll(
          /\b(?:from|join|into|update|From|Into|Table|Join)\b[\s('"`]+(control|documents|registry|policy|evaluation|management)\.(\w+)/g,
        ),
      ]
      return used
        .filter((match) => !allowed.includes(match[1] ?? ''))
        .map((match) => `${path}: ${match[1]}.${match[2]}`)
    })
    expect(foreign).toEqual([])
  })

  it('obeys what every engine can do: no triggers, no serial, no rollup, no varchar, no set-null', () => {
    const broken = migrations.flatMap(({ path, text }) => {
      const statements = text.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''")
      const found = statements.match(
        /create trigger|\bserial\b|\bbigserial\b|rollup|varchar|timestamp without|on delete set null|force row level/gi,
      )
      return found ? [`${path}: ${found.join()}`] : []
    })
    expect(broken).toEqual([])
  })

  it('puts the district into every key of district data', () => {
    const tables = migrations.flatMap(({ text }) => [...text.matchAll(/create table (\w+\.\w+) \(([\s\S]*?)\n\);/g)])
    expect(tables.length).toBeGreaterThan(20)
    const keyless = tables
      .filter(([, name]) => !name?.startsWith('control.') && name !== 'registry.division')
      .flatMap(([, name, body]) =>
        [...(body ?? '').matchAll(/(primary key|unique|foreign key) \(([^)]*)\)/g)].map((match) => ({
          name,
          columns: match[2] ?? '',
        })),
      )
      .filter(({ columns }) => !columns.split(', ').includes('district'))
    expect(keyless).toEqual([])
  })
})

it('the tree names no machine path and no registry host', () => {
  const root = relative(PROJECT, PROJECT) || '.'
  expect(root).toBe('.')
  const lock = readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')
  expect(lock).not.toMatch(/"resolved": *"http/)
})
