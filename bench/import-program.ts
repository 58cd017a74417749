import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import exceljs from 'exceljs'
import { DISTRICT } from '../src/demo/cast.ts'
import { act, createMember, foundDistrict } from '../src/demo/build.ts'
import { STAFF } from '../src/demo/cast.ts'
import { endpoints, openJobThreads, openServices, subscriptions } from '../src/main.ts'
import { ROSTER } from '../src/modules/registry/roster/contract.ts'
import { invoker } from '../src/server/invoke.ts'
import { settableClock } from '#kernel/clock.ts'
import { sheetName } from '#kernel/sheets/list.ts'
import { median } from './figure.ts'
import { randomFrom } from './national.ts'

// One program of the import benchmark, alone in its process.
//
//   make    writes the workbook: people × 15 columns, ID and telephone numbers all different
//   load    exceljs reads it as a whole
//   stream  exceljs reads it row by row
//   import  the product: dry run and commit in a job thread, while somebody turns pages

export type ImportOutcome = {
  readonly ms: number
  readonly peakMb: number
  readonly rows: number
  /** A list page's median in ms, before and while. */
  readonly page?: { readonly before: number; readonly during: number; readonly slowest: number }
  readonly steps?: { readonly check: number; readonly write: number }
}

const COLUMNS = [
  'community',
  'name',
  'sex',
  'ethnic',
  'birth',
  'nativePlace',
  'educationFullTime',
  'school',
  'political',
  'partyJoined',
  'workStarted',
  'grade',
  'idNumber',
  'phone',
  'note',
]
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉红兰建国文'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** An office that turns four pages a second. */
const PAUSE_MS = 250
const two = (n: number): string => String(n).padStart(2, '0')

async function make(file: string, people: number): Promise<void> {
  const places = readFileSync(new URL('../data/divisions/fushan-2023.csv', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([, name = '', level]) => level === 'community' && /居|社区/.test(name))
    .map(([code = '']) => code)
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: createWriteStream(file), useSharedStrings: true })
  const sheet = book.addWorksheet(sheetName(ROSTER.name, 'zh'))
  const columns = COLUMNS.map((key) => ROSTER.columns.find((column) => column.key === key))
  sheet.addRow(columns.map((column) => column?.header.zh)).commit()
  const next = randomFrom(20_263)
  const pick = (text: string): string => text[Math.floor(next() * text.length)] ?? ''
  for (let at = 0; at < people; at++) {
    const [year, month, day] = [1960 + (at % 40), 1 + (Math.floor(at / 40) % 12), 1 + (Math.floor(at / 480) % 28)]
    const digits = `370611${year}${two(month)}${two(day)}${String(Math.floor(at / 13_440) * 2 + 1).padStart(3, '0')}`
    const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
    const name = pick(SURNAMES) + pick(GIVEN) + pick(GIVEN)
    sheet
      .addRow([
        places[at % places.length],
        name,
        '男',
        '汉族',
        `${year}-${two(month)}`,
        '山东烟台',
        '大学本科',
        '鲁东大学行政管理',
        '中共党员',
        `${year + 22}-07`,
        `${year + 20}-08`,
        '三级',
        digits + '10X98765432'[sum % 11],
        `138${String(at).padStart(8, '0')}`,
        `第${at}号`,
      ])
      .commit()
  }
  await book.commit()
}

async function load(file: string): Promise<number> {
  const book = new exceljs.Workbook()
  await book.xlsx.readFile(file)
  return book.worksheets[0]?.rowCount ?? 0
}

async function stream(file: string): Promise<number> {
  const options = { worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'cache' } as const
  const reader = new exceljs.stream.xlsx.WorkbookReader(createReadStream(file), options)
  let cells = 0
  for await (const sheet of reader) {
    for await (const row of sheet) row.eachCell(() => cells++)
  }
  return cells / COLUMNS.length
}

async function importAll(file: string, databaseUrl: string, data: string): Promise<ImportOutcome> {
  const services = openServices({ databaseUrl, data }, settableClock('2026-12-01'))
  const builder = { services, invoke: invoker(() => undefined), endpoints }
  await foundDistrict(builder)
  for (const member of STAFF) await createMember(builder, member)
  await act(builder, 'head', 'division.importShippedDivisions', { apply: true })
  const threads = openJobThreads({ databaseUrl, data, mode: 'empty', clock: 'real', since: Date.now() })
  const run = async (name: string, batch: string): Promise<number> => {
    const subscription = subscriptions.find((one) => one.name === name)
    if (!subscription) throw new Error(`no job ${name}`)
    const start = performance.now()
    await threads.run(subscription, [{ district: DISTRICT, account: null, payload: { list: ROSTER.id, batch } }])
    return performance.now() - start
  }
  const page = async (): Promise<number> => {
    const start = performance.now()
    await act(builder, 'head', 'people.listPeople', { limit: 60 })
    return performance.now() - start
  }
  const pages = async (isOver: () => boolean): Promise<number[]> => {
    const times: number[] = []
    while (!isOver()) {
      times.push(await page())
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    return times
  }
  let turned = 0
  const before = await pages(() => turned++ >= 40)
  const upload = { name: 'roster.xlsx', bytes: readFileSync(file) }
  const { batch } = (await act(builder, 'officer', 'roster.uploadWorkbook', {}, upload)) as { batch: string }
  const view = async () =>
    (await act(builder, 'officer', 'roster.getBatch', { batch })) as {
      version: number
      state: string
      counts: { added: number; refused: number }
    }
  let over = false
  const during = pages(() => over)
  const check = await run('check-import', batch)
  await act(builder, 'officer', 'roster.acceptBatch', { batch, version: (await view()).version })
  await act(builder, 'head', 'roster.confirmBatch', { batch, version: (await view()).version })
  const write = await run('write-import', batch)
  over = true
  const times = await during
  const { state, counts } = await view()
  if (state !== 'written') throw new Error(`the import is ${state}`)
  await threads.close()
  await services.database.close()
  return {
    ms: check + write,
    peakMb: 0,
    rows: counts.added,
    steps: { check, write },
    page: { before: median(before), during: median(times), slowest: Math.max(...times) },
  }
}

const [, , mode, file = '', third = '', data = ''] = process.argv
const start = performance.now()
let peak = 0
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
const outcome: ImportOutcome =
  mode === 'import'
    ? await importAll(file, third, data)
    : { rows: await simple(), ms: performance.now() - start, peakMb: 0 }
clearInterval(watch)
process.send?.({
  ...outcome,
  peakMb: Math.max(peak, process.resourceUsage().maxRSS * 1024) / 2 ** 20,
  id: randomUUID(),
})

async function simple(): Promise<number> {
  if (mode === 'make') {
    await make(file, Number(third))
    return Number(third)
  }
  return mode === 'load' ? load(file) : stream(file)
}
