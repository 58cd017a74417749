import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, BatchView } from '#kernel/sheets/import-contract.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { readWorkbook } from '#kernel/sheets/read.ts'
import type { WorkItem } from '#kernel/work.ts'
import { dryRun, runStep, workbookOf } from '../../../../test/support/imports.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { ListedPerson, Person } from '../people/contract.ts'
import { ROSTER } from './contract.ts'

// A roster from Excel: dry run, good rows in, the whole batch out again; what people do to spreadsheets is named, cell by cell.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const ROW: SheetValues = {
  community: '南关社区',
  name: '张伟',
  birth: '1985-01',
  post: 'secretary',
  since: '2021-06',
  director: 'yes',
  political: '01',
  partyJoined: '2008-07',
  idNumber: '370611198501011018',
  phone: '13800000011',
}
const OTHER: SheetValues = { ...ROW, community: '城里社区', name: '刘芳', birth: '1988-12', director: 'no' }

const check = (rows: readonly SheetValues[], login = 'officer') => checkFile(() => workbookOf(ROSTER, rows), login)
const checkFile = async (file: () => Promise<{ name: string; bytes: Buffer }>, login = 'officer') =>
  dryRun(world, { login, slice: 'roster', list: ROSTER.id }, await file())
const act = (login: string, what: string, { id: batch, version }: BatchView, rest = {}) =>
  world.as(login, `roster.${what}Batch`, { batch, version, ...rest })
const view = ({ id: batch }: { id: string }) => world.as('officer', 'roster.getBatch', { batch }) as Promise<BatchView>

/** Two people, and the job behind the second one. */
async function importRows(rows: readonly SheetValues[]): Promise<BatchView> {
  const checked = await check(rows)
  await act('officer', 'accept', checked)
  const waiting = await view(checked)
  if (waiting.state === 'confirming') await act('head', 'confirm', waiting)
  await runStep(world, 'write-import', ROSTER.id, checked.id)
  return view(checked)
}
const people = async (search: string) =>
  ((await world.as('head', 'people.listPeople', { search })) as { people: ListedPerson[] }).people
/** What the work queue asks about a batch: the item, and in which list. */
const workOn = async ({ id }: BatchView, login: string) => {
  const { items } = (await world.as(login, 'work.getQueue')) as { items: WorkItem[] }
  return items.filter((one) => one.id.endsWith(id)).map((one) => [one.id.split('/')[0], one.list])
}
const codes = ({ problems }: BatchView) => problems.map(({ code }) => code)

describe('a good roster', () => {
  it('changes nothing at the dry run, and counts what it would do', async () => {
    const batch = await check([ROW])
    expect(batch).toMatchObject({ state: 'checked', counts: { rows: 1, added: 1, changed: 0, same: 0, refused: 0 } })
    expect(batch.allowed).toEqual(['accept', 'discard'])
    expect(await people('张伟')).toEqual([])
    await act('officer', 'discard', batch)
    await expect(act('officer', 'accept', await view(batch))).rejects.toMatchObject({ code: 'import.not-now' })
  })

  it('needs two people, is written once, and is undone as a whole', async () => {
    const checked = await check([ROW])
    await act('officer', 'accept', checked)
    const waiting = await view(checked)
    expect(waiting).toMatchObject({ state: 'confirming', allowed: ['discard'] })
    expect(await workOn(checked, 'officer')).toEqual([['roster.confirming', 'started']])
    expect(await workOn(checked, 'head')).toEqual([['roster.confirming', 'todo']])
    expect(await workOn(checked, 'qingyang')).toEqual([])
    await expect(act('officer', 'confirm', waiting)).rejects.toMatchObject({ code: 'import.same-person' })
    await act('head', 'confirm', waiting)
    await runStep(world, 'write-import', ROSTER.id, checked.id)
    await runStep(world, 'write-import', ROSTER.id, checked.id)
    const [person] = await people('zhangwei')
    expect(person?.posts.map(({ kind, from }) => [kind, from])).toEqual([
      ['director', '2021-06-01'],
      ['secretary', '2021-06-01'],
    ])
    const written = await view(checked)
    expect(written).toMatchObject({ state: 'written', counts: { added: 1 }, allowed: ['undo'] })
    await act('officer', 'undo', written, { reason: '传错文件' })
    expect(await people('zhangwei')).toEqual([])
    // Undone, the same file is new again: the ID number and the seat are free.
    expect((await check([ROW])).counts).toMatchObject({ added: 1, refused: 0 })
  })

  it('comes back from its export unchanged, and edited as a difference', async () => {
    await importRows([ROW])
    const { bytes } = (await world.as('officer', 'roster.exportList', { purpose: '核对' })) as { bytes: Buffer }
    const { rows } = readWorkbook(ROSTER, Buffer.from(bytes))
    expect(rows).toHaveLength(1)
    expect((await check(rows.map(({ values }) => values))).counts).toMatchObject({ same: 1, changed: 0, refused: 0 })
    const edited = rows.map(({ values }) => ({ ...values, grade: '三级', source: 'veteran', phone: '13800000012' }))
    const batch = await importRows(edited)
    expect(batch.changes[0]).toMatchObject({ act: 'changed', label: '张伟' })
    expect(batch.changes[0]?.cells).toEqual([
      { column: { zh: '人员来源', en: 'Recruited from' }, before: null, after: { zh: '退役军人', en: 'Veteran' } },
      { column: { zh: '岗位等级', en: 'Grade of the post' }, before: null, after: '三级' },
      { column: { zh: '联系电话', en: 'Telephone' }, before: null, after: '•••' },
    ])
    const [listed] = await people('张伟')
    const person = () => world.as('head', 'people.getPerson', { id: listed?.id }) as Promise<Person>
    expect(await person()).toMatchObject({
      grade: '三级',
      phoneMasked: '•••••••0012',
      idNumberMasked: expect.stringMatching(/1018$/),
    })
    await act('officer', 'undo', await view(batch), { reason: '改错了' })
    expect(await person()).toMatchObject({ grade: null, phoneMasked: '•••••••0011' })
  })

  it('is not undone over somebody’s later change', async () => {
    const batch = await importRows([{ ...OTHER, idNumber: '370611198812302226' }])
    const [listed] = await people('刘芳')
    await world.as('officer', 'people.changePerson', { id: listed?.id, version: 1, changes: { note: '已谈话' } })
    const undo = act('officer', 'undo', await view(batch), { reason: '传错文件' })
    await expect(undo).rejects.toMatchObject({ code: 'roster.changed-since', facts: { count: 1, name: '刘芳' } })
    expect((await people('刘芳'))[0]?.posts).toHaveLength(1)
  })
})

describe('bad rows are named and left out; the good ones can go', () => {
  const GOOD = { ...ROW, community: '芝阳社区', name: '陈晨', birth: '1990-05', idNumber: null, director: null }
  const cases: Readonly<Record<string, readonly [SheetValues[], string]>> = {
    'a wrong check digit': [[{ ...GOOD, name: '甲一', idNumber: '370611198501011019' }], 'roster.field-rule'],
    'an ID number of 15 digits': [[{ ...GOOD, name: '甲二', idNumber: '370611850101101' }], 'roster.field-rule'],
    'an ID number that lost its end': [[{ ...GOOD, name: '甲三', idNumber: '3.7E+17' }], 'roster.field-rule'],
    'an unknown community': [[{ ...GOOD, name: '甲四', community: '无名社区' }], 'roster.community-unknown'],
    'two people with one ID number': [
      [
        { ...GOOD, name: '甲五', birth: null, idNumber: '370611198003040027' },
        { ...GOOD, name: '乙五', birth: null, community: '城里社区', idNumber: '370611198003040027' },
      ],
      'roster.two-people-one-id',
    ],
    'somebody else’s ID number': [[{ ...GOOD, name: '甲六', idNumber: '370611197205120012' }], 'roster.id-of-another'],
    'two for one seat': [[GOOD, { ...GOOD, name: '甲七', birth: '1991-01' }], 'roster.seat-rule'],
    'a taken seat': [[{ ...GOOD, name: '甲八', community: '南关社区' }], 'roster.seat-rule'],
    'a post without a month': [[{ ...GOOD, name: '甲万', since: null }], 'roster.since-missing'],
    'nothing that says who it is': [[{ ...GOOD, name: '甲九', birth: null }], 'roster.identity-missing'],
    'several of that name': [[{ ...GOOD, name: '李秀英', birth: '1980-03' }], 'roster.identity-unclear'],
    'a director who is no secretary': [
      [{ ...GOOD, name: '甲十', post: 'worker', director: 'yes' }],
      'roster.director-alone',
    ],
    'a record of nobody': [[{ ...GOOD, name: '甲百', record: 'abc' }], 'roster.record-unknown'],
    'months in the wrong order': [[{ ...GOOD, name: '甲千', workStarted: '1985-01' }], 'roster.field-rule'],
  }
  it.each(Object.entries(cases))('%s', async (_name, [rows, code]) => {
    const batch = await check(rows)
    expect(codes(batch)).toContain(code)
    for (const { zh, en } of batch.problems) expect(`${zh}${en}`).not.toMatch(/\{\w+\}|undefined/)
    expect(batch.counts?.refused).toBeGreaterThan(0)
  })

  it('as spreadsheets leave them: formulas, 1972.5, exponents, full-width digits, a merged header', async () => {
    const { bytes } = await workbookOf(ROSTER, [GOOD, { ...GOOD, name: '丁', community: '栾家疃居委会' }])
    const spoil = async (change: (sheet: exceljs.Worksheet, at: (key: string) => string) => void) => {
      const book = new exceljs.Workbook()
      await book.xlsx.load(bytes as unknown as exceljs.Buffer)
      const sheet = book.worksheets[0] as exceljs.Worksheet
      const { headerRow = 0, columns } = readWorkbook(ROSTER, bytes)
      change(sheet, (key) => `${columns[key]}${headerRow + 1}`)
      const spoiled = Buffer.from(await book.xlsx.writeBuffer())
      return checkFile(async () => ({ name: '花名册.xlsx', bytes: spoiled }))
    }
    const at = [
      [(sheet, cell) => (sheet.getCell(cell('name')).value = { formula: 'B1', result: '丙' }), 'sheets.formula'],
      [(sheet, cell) => (sheet.getCell(cell('birth')).value = '1972.5'), 'sheets.month-ambiguous'],
      [(sheet, cell) => (sheet.getCell(cell('idNumber')).value = 3.7e17), 'sheets.digits-lost'],
    ] satisfies [(sheet: exceljs.Worksheet, cell: (key: string) => string) => unknown, string][]
    for (const [change, code] of at) {
      const batch = await spoil(change)
      expect(codes(batch), code).toContain(code)
      expect(batch.counts).toMatchObject({ rows: 2, added: 1, refused: 1 })
    }
    const more = await spoil((sheet, cell) => {
      const header = Number(/\d+/.exec(cell('name'))?.[0]) - 1
      const last = sheet.getRow(header).cellCount
      for (const [at, text] of ['类型', '星级'].entries()) sheet.getRow(header).getCell(last + 1 + at).value = text
      for (const at of [0, 1]) sheet.getRow(header + 1).getCell(last + 1 + at).value = 'A'
    })
    expect(more.problems.map(({ code, zh }) => [code, /不随表格流转|历史导入/.exec(zh)?.[0]])).toEqual([
      ['sheets.column-unread', '不随表格流转'],
      ['sheets.column-unread', '历史导入'],
    ])
    expect(more.counts).toMatchObject({ rows: 2, added: 2, refused: 0 })
    const wide = await spoil(
      (sheet, cell) => (sheet.getCell(cell('idNumber')).value = '３７０６１１１９９００５０１００１９'),
    )
    expect(codes(wide)).not.toContain('sheets.code-form')
    const merged = await spoil((sheet, cell) => {
      const row = Number(/\d+/.exec(cell('name'))?.[0]) - 1
      sheet.mergeCells(`C${row}:C${row + 1}`)
    })
    expect(codes(merged)).toContain('sheets.merged-header')
    expect(merged.counts).toMatchObject({ added: 0 })
  })

  it('a thousand of them, each with its row; the marked workbook says so in each', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => ({ ...GOOD, name: `错${at}`, community: `无名${at}` }))
    const batch = await check([GOOD, ...rows])
    expect(batch.counts).toMatchObject({ rows: 1001, added: 1, refused: 1000, problems: 1000 })
    const { bytes } = (await world.as('officer', 'roster.downloadMarked', { batch: batch.id })) as { bytes: Buffer }
    const book = new exceljs.Workbook()
    await book.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer)
    expect(book.worksheets.map(({ name }) => name)).toContain('检查结果')
    const marked = book.worksheets
      .flatMap((sheet) => sheet.getSheetValues())
      .filter((row) => JSON.stringify(row).includes('找不到社区'))
    expect(marked.length).toBeGreaterThanOrEqual(1000)
  })

  it('what is no workbook is refused before anything is kept', async () => {
    const upload = world.as('officer', 'roster.uploadWorkbook', {}, { name: 'a.xlsx', bytes: Buffer.from('a,b') })
    await expect(upload).rejects.toMatchObject({ code: expect.stringMatching(/^sheets\./) })
  })
})

describe('a street', () => {
  it('brings in its own communities and people only', async () => {
    const elsewhere = (await world.as('head', 'community.listCommunities', { street: 370611002 })) as {
      communities: { shortName: string }[]
    }
    const batch = await check([{ ...ROW, community: elsewhere.communities[0]?.shortName ?? '' }], 'qingyang')
    expect(codes(batch)).toEqual(['roster.community-unknown'])
  })
})

describe('after going live', () => {
  const NEW: SheetValues = { community: '芝阳社区', birth: '1986-02' }
  const POST = { post: 'secretary', since: '2021-06' }

  it('what a roster opened is no longer taken back, nor offered to be; people still are', async () => {
    const opening = await importRows([{ ...NEW, ...POST, name: '孙丽' }])
    const plain = await importRows([{ ...NEW, name: '吴刚' }])
    const offered = async () => {
      const { batches } = (await world.as('officer', 'roster.listBatches')) as { batches: Batch[] }
      const listed = [opening, plain].map(({ id }) => batches.find((one) => one.id === id)?.allowed)
      expect([(await view(opening)).allowed, (await view(plain)).allowed]).toEqual(listed)
      return listed
    }
    expect(await offered()).toEqual([['undo'], ['undo']])
    await world.as('head', 'post.goLive', { reason: '试运行结束，正式上线' })
    expect(await offered()).toEqual([[], ['undo']])
    const reason = '传错文件'
    await expect(act('officer', 'undo', opening, { reason })).rejects.toMatchObject({ code: 'post.live' })
    await act('officer', 'undo', plain, { reason })
    expect(await people('吴刚')).toEqual([])
  })

  it('a roster updates people, and opens no post', async () => {
    const batch = await check([{ ...NEW, ...POST, name: '郑浩', community: '史家庄社区' }])
    expect(codes(batch)).toContain('roster.needs-filing')
    expect(batch.counts).toMatchObject({ added: 0 })
  })
})
