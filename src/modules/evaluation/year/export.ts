import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { periodTitle } from '#kernel/period.ts'
import { exportTable } from '#kernel/sheets/export.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { starTitles } from '../star/queries.ts'
import type { exportYear } from './contract.ts'
import { yearRows } from './queries.ts'
import { STATE_WORDS } from './words.ts'

/** The year as a table with who took it out and when. */
export async function exportYearTable(
  call: Call,
  filters: z.output<(typeof exportYear)['input']>,
): Promise<FileAnswer> {
  const { tx, district, language } = call
  const { year } = filters
  const { rows, periods } = await yearRows(call, filters)
  const newest = periods.at(-1)
  const titles = newest ? starTitles((await getCyclePack(tx, district, newest)).pack) : {}
  const name = { zh: `${year}年度星级评定`, en: `Star rating of ${year}` }
  const purpose = { zh: '年度星级查询', en: 'Stars of the year' }[language]
  return exportTable(call, {
    list: 'evaluation.year',
    about: filters,
    name,
    purpose,
    fileName: `${year}-星级评定.xlsx`,
    columns: [
      { key: 'code', header: { zh: '社区代码', en: 'Code' }, kind: 'code', width: 15 },
      { key: 'name', header: { zh: '社区', en: 'Community' }, kind: 'text', width: 18 },
      { key: 'street', header: { zh: '街道', en: 'Street' }, kind: 'text', width: 14 },
      ...periods.flatMap((period) => {
        const { zh, en } = periodTitle(period)
        return [
          { key: `${period}.grade`, header: { zh: `${zh}星级`, en: `${en}: star` }, kind: 'text', width: 18 },
          { key: `${period}.total`, header: { zh: `${zh}总分`, en: `${en}: total` }, kind: 'decimal', width: 18 },
          { key: `${period}.state`, header: { zh: `${zh}状态`, en: `${en}: state` }, kind: 'text', width: 18 },
        ] as const
      }),
    ],
    rows: rows.map(({ code, name: community, streetName, halves }) => ({
      code: String(code),
      name: community,
      street: streetName,
      ...Object.fromEntries(
        halves.flatMap(({ period, grade, total, state }) => [
          [`${period}.grade`, grade ? (titles[grade]?.[language] ?? grade) : null],
          [`${period}.total`, total],
          [`${period}.state`, STATE_WORDS[state][language]],
        ]),
      ),
    })),
  })
}
