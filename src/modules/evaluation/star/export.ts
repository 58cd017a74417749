import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { periodTitle } from '#kernel/period.ts'
import { exportTable } from '#kernel/sheets/export.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { starTitles, storedResults } from './queries.ts'
import { starPolicy } from './rules.ts'

/** The results as a table with who took it out and when. */
export async function exportResultTable(call: Call, { period }: { period: string }): Promise<FileAnswer> {
  const { tx, district, language } = call
  const { pack, ...cycle } = await getCyclePack(tx, district, period)
  const results = await storedResults(tx, district, period, cycle.round)
  const titles = starTitles(pack)
  const titleOf = (grade: string | null) => (grade ? (titles[grade]?.[language] ?? grade) : null)
  const dimensions = starPolicy(pack).dimensions.map(({ code, title }) => ({
    key: code,
    header: title,
    kind: 'decimal' as const,
    width: 10,
  }))
  const name = { zh: `${periodTitle(period).zh}星级评定结果`, en: `Star rating, ${periodTitle(period).en}` }
  const purpose =
    cycle.state === 'published' ? name[language] : { zh: '核定用，未公布', en: 'for checking, not published' }[language]
  return exportTable(call, {
    list: 'evaluation.results',
    about: { period },
    name,
    purpose,
    fileName: `${period}-星级评定结果.xlsx`,
    columns: [
      { key: 'code', header: { zh: '社区代码', en: 'Code' }, kind: 'code', width: 15 },
      { key: 'name', header: { zh: '社区', en: 'Community' }, kind: 'text', width: 18 },
      { key: 'street', header: { zh: '街道', en: 'Street' }, kind: 'text', width: 14 },
      ...dimensions,
      { key: 'total', header: { zh: '总分', en: 'Total' }, kind: 'decimal', width: 10 },
      { key: 'grade', header: { zh: '星级', en: 'Star' }, kind: 'text', width: 10 },
      { key: 'computed', header: { zh: '按总分', en: 'By the total' }, kind: 'text', width: 10 },
    ],
    rows: results.map(({ code, name: community, streetName, display, grade, confirmed, parts }) => ({
      code: String(code),
      name: community,
      street: streetName,
      ...parts,
      total: display,
      grade: titleOf(confirmed ?? grade),
      computed: titleOf(grade),
    })),
  })
}
