import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '#config'
import { problemSentence, Refusal } from '#kernel/refusal.ts'
import { rosterParts, rosterRow } from '#kernel/sheets/samples.ts'
import { packParts } from '#kernel/sheets/pack.ts'
import { holdings } from './support/holdings.ts'
import { type Prepared, prepare } from './support/world.ts'

// Bad input gets a clear sentence that names place and rule, and changes nothing: every table that people's work lives in
// is the same before and after.

let house: Prepared
beforeAll(async () => {
  house = await prepare('open')
})
afterAll(() => house.close())

type Told = { code: string; zh: string; problems: string[] }

/** What the caller is told. Fails when the act went through or changed anything. */
async function refused(work: () => Promise<unknown>): Promise<Told> {
  const before = await holdings(house)
  const told = await work().then(
    () => expect.unreachable('was accepted'),
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      const { code, problems } = error
      for (const language of ['zh', 'en'] as const) expect(error.sentence(language)).not.toMatch(/\{\w+\}/)
      return {
        code,
        zh: error.sentence('zh'),
        problems: problems.map((one) => `${one.row ?? ''}:${one.column ?? ''} ${problemSentence(one, 'zh')}`),
      }
    },
  )
  expect(await holdings(house)).toEqual(before)
  return told
}

const file = (name: string, content: string | Buffer) => ({ name, bytes: Buffer.from(content) })

describe('a division file', () => {
  const upload = (content: string | Buffer) =>
    refused(() =>
      house.as(
        'head',
        'division.importDivisions',
        { apply: true, validFrom: '2026-01-01' },
        file('divisions.csv', content),
      ),
    )
  const HEADER = 'code,name,level,parent\n'
  const FUSHAN = '37,山东省,province,\n3706,烟台市,city,37\n370611,福山区,district,3706\n'

  it.each([
    ['no columns of ours', 'a,b\n1,2\n'],
    ['a code that is no number', `${HEADER}${FUSHAN}37061100A,清洋街道,street,370611\n`],
    ['a level that does not exist', `${HEADER}${FUSHAN}370611001,清洋街道,town,370611\n`],
    ['a parent that is not there', `${HEADER}${FUSHAN}370611001,清洋街道,street,370699\n`],
    ['the same code twice', `${HEADER}${FUSHAN}370611001,清洋街道,street,370611\n370611001,清洋,street,370611\n`],
    ['an open quote', `${HEADER}${FUSHAN}370611001,"清洋街道,street,370611\n`],
    ['a row cut short', `${HEADER}${FUSHAN}370611001,清洋街道\n`],
    ['nothing', ''],
  ])('with %s is refused with its row', async (_, content) => {
    const { code, problems } = await upload(content)
    expect(code).toBe('registry.csv-invalid')
    expect(problems.length).toBeGreaterThan(0)
    expect(problems[0]).toMatch(/^\d+:/)
  })

  it('in another encoding is refused with its line', async () => {
    const gbk = Buffer.concat([
      Buffer.from(`${HEADER}37,`),
      Buffer.from([0xc9, 0xbd, 0xb6, 0xab]),
      Buffer.from(',x,\n'),
    ])
    expect(await upload(gbk)).toMatchObject({ code: 'registry.csv-encoding', zh: expect.stringContaining('第 2 行') })
  })

  it('of 50 MB is refused for its size', async () => {
    expect((await upload(Buffer.alloc(50_000_000, 65))).code).toBe('registry.csv-too-large')
  })
})

describe('a policy pack', () => {
  const upload = (content: string | Buffer) =>
    refused(() => house.as('head', 'pack.importPack', { apply: true }, file('pack.yaml', content)))

  it('that is no YAML is refused with line and column', async () => {
    const { code, problems } = await upload('meta:\n  code: x\n bad: [1, 2\n')
    expect(code).toBe('policy.pack-invalid')
    expect(problems[0]).toMatch(/^\d+:\d+ /)
  })

  it('with a broken rule is refused at that line', async () => {
    const shipped = await readFile(join(PROJECT, 'policies', 'fushan.yaml'), 'utf8')
    const line = shipped.split('\n').findIndex((text) => text.includes("effective: '2026-01-01'")) + 1
    const { problems } = await upload(shipped.replace("effective: '2026-01-01'", 'effective: soon'))
    expect(problems.some((problem) => problem.startsWith(`${line}:`))).toBe(true)
  })

  it('of the same version with other contents is refused', async () => {
    const shipped = await readFile(join(PROJECT, 'policies', 'fushan.yaml'), 'utf8')
    const changed = shipped.replace('福山区社区党组织书记管理默认政策包', '改过的政策包')
    expect((await upload(changed)).code).toBe('policy.version-taken')
  })
})

describe('scores on screen', () => {
  const cell = (over: object) => ({
    community: house.world.community,
    indicator: house.world.indicator,
    points: '4',
    reason: '未按期',
    document: '〔2026〕1号',
    version: 0,
    ...over,
  })
  const save = (over: object, login = 'sr01') => {
    const { period, department } = house.world
    return refused(() => house.as(login, 'scoring.saveCells', { period, department, cells: [cell(over)] }))
  }

  it.each(['abc', '1e2', '４', '-1', '−5', '-0', '5,5', '5分', 'NaN', '1e400', '1/2', ' 4', '4.555', ''])(
    '%j is no score, and the place is named',
    async (points) => {
      const { code, problems } = await save({ points })
      expect(code).toBe('scoring.invalid-cells')
      expect(problems).toEqual([
        `:${house.world.indicator} 南关社区 · ${house.world.indicator}:分数须为不超过两位小数的数字`,
      ])
    },
  )

  it('a number, a list or a very long text is none either', async () => {
    for (const points of [4, ['4'], { n: 4 }, '9'.repeat(100_000)]) {
      expect((await save({ points })).code).toBe('server.invalid-input')
    }
  })

  it('above the indicator is refused', async () => {
    const { code, problems } = await save({ points: '99' })
    expect(code).toBe('scoring.invalid-cells')
    expect(problems[0]).toContain('99')
  })

  it('for the indicator of another department, an unknown community, from another department', async () => {
    expect((await save({ indicator: 'SR-04a' })).code).toBe('scoring.not-your-indicator')
    expect((await save({ community: '00000000-0000-7000-8000-000000000000' })).code).toBe('scoring.unknown-community')
    expect((await save({}, 'sr04')).code).toBe('scoring.not-your-department')
  })

  it('that a colleague has changed in the meantime are not overwritten', async () => {
    const { period, department } = house.world
    const cells = [cell({ community: house.world.otherCommunity })]
    await house.as('sr01', 'scoring.saveCells', { period, department, cells })
    expect((await save({ community: house.world.otherCommunity, points: '3' })).code).toBe('scoring.stale-cells')
  })

  it('after submission, and a second submission, are refused', async () => {
    const { period, submittedDepartment: department = '' } = house.world
    const cells = [cell({ indicator: `${department}a` })]
    const late = await refused(() => house.as('sr04', 'scoring.saveCells', { period, department, cells }))
    const second = await refused(() => house.as('sr04', 'scoring.submitSheet', { period, department }))
    for (const { code } of [late, second]) expect(code).toMatch(/^scoring\./)
  })
})

describe('scores by Excel', () => {
  const upload = (bytes: Buffer, login = 'sr01') => {
    const { period, department } = house.world
    const sent = { name: 'sheet.xlsx', bytes }
    return house.as(login, 'scoring.uploadSheet', { period, department, apply: true }, sent)
  }
  async function edited(edit: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
    const { period, department } = house.world
    const answer = (await house.as('sr01', 'scoring.downloadSheet', { period, department })) as { bytes: Buffer }
    const book = new ExcelJS.Workbook()
    // exceljs declares an older Buffer than Node's.
    await book.xlsx.load(answer.bytes as never)
    const sheet = book.worksheets.find(({ state, name }) => state === 'visible' && name.includes('赋分表'))
    if (!sheet) throw new Error('the workbook has no sheet of scores')
    edit(sheet)
    return Buffer.from(await book.xlsx.writeBuffer())
  }
  /** Where the first score of the first community stands, in any layout. */
  function firstScore(sheet: ExcelJS.Worksheet): ExcelJS.Cell {
    let found: ExcelJS.Cell | undefined
    sheet.eachRow((row) =>
      row.eachCell((one) => {
        if (!found && one.text.startsWith(`${house.world.indicator} 得分`)) found = one
      }),
    )
    if (!found) throw new Error('the sheet has no column of scores')
    return sheet.getCell(Number(found.row) + 1, Number(found.col))
  }
  it.each([
    ['a formula', { formula: '1+1', result: 2 }],
    ['a word', '很好'],
    ['more than the full mark', 99],
    ['a date', new Date('2026-12-01')],
    ['a negative number', -1],
  ])('%s in a cell is named with row and column, and nothing is written', async (_, value) => {
    const place = { row: 0, column: '' }
    const bytes = await edited((sheet) => {
      const target = firstScore(sheet)
      target.value = value
      place.row = Number(target.row)
      place.column = target.address.replace(/\d/g, '')
    })
    const { code, problems } = await refused(() => upload(bytes))
    expect(code).toBe('scoring.invalid-workbook')
    expect(problems[0]).toMatch(new RegExp(`^${place.row}:${place.column} `))
  })

  it('merged headers, a changed code, a foreign sheet change nothing', async () => {
    const merged = await edited((sheet) => {
      const { row, col } = firstScore(sheet)
      sheet.mergeCells(Number(row) - 1, Number(col), Number(row) - 1, Number(col) + 1)
    })
    const code = await edited((sheet) => {
      sheet.getCell(Number(firstScore(sheet).row), 1).value = '370611999999'
    })
    for (const bytes of [merged, code]) {
      const told = await refused(() => upload(bytes))
      expect(told.code).toBe('scoring.invalid-workbook')
      expect(told.problems.length).toBeGreaterThan(0)
    }
    expect((await refused(() => upload(merged, 'sr04'))).code).toBe('scoring.not-your-department')
  })

  it('a zip bomb, 50 MB, and what is no workbook are refused', async () => {
    const bomb = packParts([...rosterParts([rosterRow()]), ['xl/media/bomb.bin', Buffer.alloc(150_000_000)]])
    for (const bytes of [bomb, Buffer.alloc(50_000_000), Buffer.from('姓名,性别\r\n'), Buffer.alloc(0)]) {
      expect((await refused(() => upload(bytes))).code).toMatch(/^sheets\./)
    }
  })
})
