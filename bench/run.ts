import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { PROJECT } from '#config'
import { measureEngine } from './engine.ts'
import type { Figure, Ratio } from './figure.ts'
import { readCountry } from './national.ts'
import { indicatorsOf, shippedPack } from './sheets.ts'

// npm run bench [-- NAME …] [-- --country FILE]: measures and writes bench/RESULTS.md. Every figure is a ratio against
// something measured in the same run; times are of this machine only. FILE: the national division codes, `code,name,level,
// parent` as CSV, gzipped or not; without it a synthetic list of the same size stands in.

const words = process.argv.slice(2)
const at = words.indexOf('--country')
const country = await readCountry(at < 0 ? undefined : words[at + 1])
const indicators = indicatorsOf(await shippedPack()).length

const figures: readonly (() => Promise<Figure>)[] = [() => measureEngine(country, indicators)]

const found: Figure[] = []
for (const measure of figures) {
  const figure = await measure()
  found.push(figure)
  console.log(sectionOf(figure))
}
await writeFile(join(PROJECT, 'bench', 'RESULTS.md'), resultsOf(found))
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
