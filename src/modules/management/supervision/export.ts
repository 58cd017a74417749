import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { exportTable } from '#kernel/sheets/export.ts'
import { WATCH_TOPICS } from '#kernel/watch.ts'
import type { exportWatched } from './contract.ts'
import { gather, monthsOf, ofStreet } from './queries.ts'

/** The board as a table, with its purpose on record and in the sheet; whom an item is about stays on the page (rulings D9). */
export async function exportItems(
  call: Call,
  { purpose, topic, ...asked }: z.output<(typeof exportWatched)['input']>,
): Promise<FileAnswer> {
  const { language } = call
  const { from, until } = monthsOf(call, asked)
  const all = ofStreet(await gather(call, { from, until }), asked.street)
  const items = topic ? all.filter((item) => item.topic === topic) : all
  return exportTable(call, {
    list: 'supervision.items',
    name: { zh: '监督台清单', en: 'Supervision' },
    purpose,
    fileName: `${{ zh: '监督台', en: 'supervision' }[language]}-${from}-${until}.xlsx`,
    columns: [
      { key: 'topic', header: { zh: '事项', en: 'Topic' }, kind: 'text', width: 14 },
      { key: 'on', header: { zh: '日期', en: 'Day' }, kind: 'date', width: 12 },
      { key: 'where', header: { zh: '单位', en: 'Unit' }, kind: 'text', width: 24 },
      { key: 'what', header: { zh: '内容', en: 'What' }, kind: 'text', width: 60 },
      { key: 'by', header: { zh: '办理人', en: 'By' }, kind: 'text', width: 12 },
      { key: 'state', header: { zh: '状态', en: 'State' }, kind: 'text', width: 24 },
    ],
    rows: items.map((item) => ({
      topic: WATCH_TOPICS[item.topic][language],
      on: item.on,
      where: item.where?.[language] ?? null,
      what: item.what[language],
      by: item.by,
      state: item.state?.words[language] ?? null,
    })),
  })
}
