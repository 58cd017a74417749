import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format } from 'oxfmt'
import { PROJECT } from '#config'
import { measureAccess } from './access.ts'
import { measureClose } from './close.ts'
import { measureEngine } from './engine.ts'
import type { Figure, Ratio } from './figure.ts'
import { measureImport } from './import.ts'
import { readCountry } from './national.ts'
import { measurePeople } from './people.ts'
import { measureProvince } from './province.ts'
import { measureReview } from './review.ts'
import { indicatorsOf, shippedPack } from './sheets.ts'

// npm run bench [-- NAME …] [-- --country FILE]: measures all and writes bench/RESULTS.md; or only what is named, and
// writes nothing. FILE: the national division codes, `code,name,level,parent` as CSV, gzipped or not; without it a
// synthetic list of the same size stands in.

const { positionals, values } = parseArgs({ allowPositionals: true, options: { country: { type: 'string' } } })
const country = await readCountry(values.country)
const indicators = indicatorsOf(await shippedPack()).length

const benchmarks: Readonly<Record<string, () => Promise<Figure>>> = {
  engine: () => measureEngine(country, indicators),
  close: () => measureClose(country),
  access: () => measureAccess(country),
  people: () => measurePeople(),
  province: () => measureProvince(country),
  review: () => measureReview(country),
  import: () => measureImport(),
}
const unknown = positionals.filter((name) => !(name in benchmarks))
if (unknown.length > 0)
  throw new Error(`no such benchmark: ${unknown.join()}; there are ${Object.keys(benchmarks).join()}`)

const found: Figure[] = []
for (const [name, measure] of Object.entries(benchmarks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const figure = await measure()
  found.push(figure)
  console.log(sectionOf(figure))
}
if (positionals.length === 0) {
  const { code } = await format('RESULTS.md', resultsOf(found))
  await writeFile(join(PROJECT, 'bench', 'RESULTS.md'), code)
}
process.exitCode = found.some(({ ratios }) => ratios.some((ratio) => ratio.holds?.(ratio.value) === false)) ? 1 : 0

function resultsOf(sections: readonly Figure[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
  const head = `# Benchmarks

\`npm run bench\` measures and writes this page. Ratios are between programs of one run, medians of alternating rounds; times are of the
machine they ran on. A ratio that gets worse needs a sentence in the commit that makes it so.

Written ${new Date().toISOString().slice(0, 10)} on ${machine}. Communities: ${country.source}.
`
  return [head, ...sections.map(sectionOf)].join('\n')
}

function sectionOf({ title, what, programs, ratios }: Figure): string {
  const rows = programs.map(({ name, value }) => `| ${name} | ${value} |`)
  return `## ${title}

${what}.

| program | measured |
| --- | --- |
${rows.join('\n')}

| ratio | measured | must be | |
| --- | --- | --- | --- |
${ratios.map(ratioRow).join('\n')}
`
}

function ratioRow({ name, value, must = '', holds }: Ratio): string {
  const verdict = !holds ? '' : holds(value) ? 'holds' : 'does not hold'
  return `| ${name} | ${value.toFixed(2)} | ${must} | ${verdict} |`
}
