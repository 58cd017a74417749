import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import exceljs from 'exceljs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openDatabase } from '#kernel/database.ts'
import { DEMO_PASSWORD } from '#accounts'
import { fillSheet, proposePeriod, submitSheet } from '../../src/demo/build.ts'
import { departmentLogin } from '../../src/demo/cast.ts'
import { createResidentApp } from '../../src/resident/app.ts'
import { openBrowser, openScreen, PHONE, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'
import { inDatabase } from '../support/urls.ts'

// The product's main job as people do it, a whole half-year in one browser: the district opens it, departments fill on screen
// and by Excel, one of them late; discipline caps a star; a street proposes; residents read and object; the head confirms; the
// secretary reads the own result.

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse('founded')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const PERIOD = '2026H2'
/** Sheets are due on 7 December, the tenth working day. */
const LATE = '2026-12-08'
const ANSWERED = '2026-12-16'
const OVER = '2027-01-04'
const [CAPPED, DEFERRED, CAPPED_STARS] = ['西北关社区', '城里社区', /[12]/]

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${house.address}/`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await press(page.getByRole('button', { name: '登录', exact: true }))
  await page.getByRole('heading', { name: '工作台' }).waitFor()
}

async function asPerson(login: string, play: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, problems } = await openScreen(browser)
  await signIn(page, login)
  await play(page)
  expect(problems).toEqual([])
  await context.close()
}

it('the officer opens the half-year from the work queue', async () => {
  await asPerson('officer', async (page) => {
    await page.getByText('开启本半年期的星级评定').waitFor()
    await press(page.getByRole('button', { name: '去开启' }))
    await press(page.getByRole('button', { name: '开启2026年下半年' }))
    await press(page.getByRole('dialog').getByRole('button', { name: /^开\s?启$/ }))
    await page.getByText('76 个社区').waitFor()
    await picture(page, 'journey-opened')
  })
})

it('a department fills its sheet on screen, with a deduction, and signs it', async () => {
  await asPerson('sr01', async (page) => {
    await press(page.getByRole('button', { name: '去填写' }))
    await page.getByRole('grid').waitFor()
    expect(await page.getByRole('button', { name: /还有 152 格未完成/ }).isDisabled()).toBe(true)
    await press(page.getByRole('gridcell').nth(0))
    await page.keyboard.type('5.5')
    await page.keyboard.press('Enter')
    await press(page.getByRole('gridcell').nth(0))
    await page.getByLabel('扣分原因').fill('第三季度三资公示比规定晚 12 天')
    await page.getByLabel('依据', { exact: false }).last().fill('福纪〔2026〕27号')
    // Enter confirms one cell of full marks and goes down: every score is looked at (rulings A8).
    for (const column of [0, 1]) {
      await press(page.getByRole('gridcell').nth(column))
      for (let row = 0; row < 76; row++) await page.keyboard.press('Enter')
    }
    await picture(page, 'journey-grid')
    await page.getByText(/已保存 \d\d:\d\d/).waitFor()
    await press(page.getByRole('button', { name: '签名提交' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '签名并提交' }))
    await page.getByText('第三季度三资公示比规定晚 12 天').waitFor()
  })
})

it('another department does it by Excel: a wrong cell is named, the right file goes in', async () => {
  await asPerson('sr02', async (page) => {
    await press(page.getByRole('button', { name: '去填写' }))
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(page.getByRole('button', { name: '下载 Excel' })),
    ])
    const [wrong, right] = await workbooks(await readFile(await download.path()))
    await press(page.getByRole('button', { name: '导入 Excel' }))
    await page.locator('input[type=file]').setInputFiles(wrong)
    await page
      .getByText(/应在 0 到 6 之间/)
      .first()
      .waitFor()
    await picture(page, 'journey-excel-problem')
    await press(page.getByRole('button', { name: '换一个文件' }))
    await page.locator('input[type=file]').setInputFiles(right)
    await press(page.getByRole('button', { name: /写入 152/ }))
    await page.getByText(/已写入/).waitFor()
    await page.keyboard.press('Escape')
    await press(page.getByRole('button', { name: '签名提交' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '签名并提交' }))
    await page.getByText('走访核查发现网格长缺位').waitFor()
  })
})

/** The downloaded sheet filled in twice: once with a score above the maximum, once right. */
async function workbooks(bytes: Buffer): Promise<[string, string]> {
  const paths: string[] = []
  for (const first of [9.5, 4.5]) {
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as unknown as ArrayBuffer)
    const sheet = book.worksheets.find(({ state }) => state === 'visible')
    if (!sheet) throw new Error('no sheet')
    const headerRow = findHeader(sheet)
    sheet.eachRow((row, number) => {
      if (number <= headerRow || !row.getCell(1).value) return
      row.getCell(5).value = 6
      row.getCell(9).value = 4
    })
    const row = sheet.getRow(headerRow + 1)
    row.getCell(5).value = first
    row.getCell(6).value = '走访核查发现网格长缺位'
    row.getCell(7).value = '福社工〔2026〕9号'
    const path = join(tmpdir(), `yanzhen-journey-${process.pid}-${first}.xlsx`)
    await writeFile(path, Buffer.from(await book.xlsx.writeBuffer()))
    paths.push(path)
  }
  return [paths[0] ?? '', paths[1] ?? '']
}

function findHeader(sheet: exceljs.Worksheet): number {
  for (let row = 1; row <= 30; row++) if (sheet.getRow(row).getCell(1).text.startsWith('社区代码')) return row
  throw new Error('no header')
}

const DONE = ['SR-03', 'SR-04', 'SR-05', 'SR-06', 'SR-07', 'SR-08', 'SR-09', 'SR-10']

it('discipline finds a serious case with its document, and another person reviews it', async () => {
  await asPerson('discipline', async (page) => {
    await page.goto(`${house.address}/star/merits?section=caps`)
    await press(page.getByRole('button', { name: '认定封顶情形' }))
    const form = page.getByRole('dialog')
    await choose(page, form, '社区', CAPPED)
    await form.getByLabel('认定的事实和理由').fill('侵占集体资金，造成严重影响')
    await form.getByLabel('社区陈述摘要').fill('对事实无异议，已退赔')
    await form.getByLabel('文号').fill('福纪〔2026〕41号')
    await form.getByLabel('文件标题').fill('关于有关问题的处理决定')
    await press(form.getByRole('button', { name: /^保\s?存$/ }))
    await page.getByText('侵占集体资金').first().waitFor()
  })
  await asPerson('head', async (page) => {
    await page.getByText('作为第二人复核封顶情形，1 项').waitFor()
    await press(page.getByRole('button', { name: '去办理' }).first())
    await press(page.getByRole('button', { name: /^确\s?认$/ }))
    await press(page.getByRole('dialog').getByRole('button', { name: /^确\s?认$/ }))
    // The list shows what still waits; what was decided is said with who and when.
    await page.getByText('没有符合条件的记录').waitFor()
    await page.goto(`${house.address}/star/merits?section=caps`)
    await page.getByText(/^复核通过：陈明远，\d{4}-\d\d-\d\d$/).waitFor()
  })
})

it('a department is late: the officer copies a reminder, and its sheet still counts', async () => {
  for (const code of DONE) {
    await fillSheet(house.prepared, departmentLogin(code), PERIOD, code)
    await submitSheet(house.prepared, departmentLogin(code), PERIOD, code)
  }
  await fillSheet(house.prepared, 'sr11', PERIOD, 'SR-11')
  house.prepared.clock.set(LATE)
  await asPerson('officer', async (page) => {
    await press(page.getByRole('button', { name: '复制催办文字' }).first())
    await page
      .getByText(/已复制/)
      .first()
      .waitFor()
    // What is late is said in words on the bar of steps.
    await page.goto(`${house.address}/star`)
    await page.getByRole('group', { name: '办理进度' }).getByText('超期 1 个工作日').waitFor()
  })
  await asPerson('sr11', async (page) => {
    await press(page.getByRole('button', { name: /去填写|去提交/ }))
    await page.getByRole('grid').waitFor()
    await press(page.getByRole('button', { name: '签名提交' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '签名并提交' }))
    await page.getByRole('button', { name: '签名提交' }).waitFor({ state: 'detached' })
  })
})

it('the head totals, and defers one confirmation', async () => {
  await asPerson('head', async (page) => {
    await page.getByText('部门已全部提交').waitFor()
    await press(page.getByRole('button', { name: '去汇总' }))
    await press(page.getByRole('button', { name: '汇总计分' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '汇总计分' }))
    // The stages are there as soon as the totals are made, without anybody loading the page again.
    await page.getByRole('button', { name: '打开拟评表' }).first().waitFor()
    await press(page.getByRole('button', { name: '暂缓评定' }))
    const form = page.getByRole('dialog')
    await choose(page, form, '社区', DEFERRED)
    await form.getByLabel('理由').fill('有关情况正在核实')
    await press(form.getByRole('button', { name: /^保\s?存$/ }))
    await form.waitFor({ state: 'detached' })
    await page.getByText('有关情况正在核实').waitFor()
    await picture(page, 'journey-stages')
  })
})

it('a street proposes its stars with the minutes of its meeting', async () => {
  await asPerson('qingyang', async (page) => {
    await press(page.getByRole('button', { name: '去拟评' }))
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row(DEFERRED).getByText('待确认').waitFor()
    // A cap leaves two stars at most, whatever the points are.
    expect(await row(CAPPED).getByRole('img').first().getAttribute('aria-label')).toMatch(CAPPED_STARS)
    await row(CAPPED).getByText('福纪〔2026〕41号').waitFor()
    await page.getByLabel('依据（会议纪要或文件）').fill('清洋街道党工委会议纪要〔2026〕19号')
    await picture(page, 'journey-proposal')
    await press(page.getByRole('button', { name: '提交拟评' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '提交拟评' }))
    await press(page.getByRole('button', { name: '返回' }))
    await page.getByText('清洋街道党工委会议纪要〔2026〕19号').waitFor()
  })
})

it('the head announces; residents read stars and no points, on a phone', async () => {
  await proposePeriod(house.prepared, PERIOD)
  await asPerson('head', async (page) => {
    await press(page.getByRole('button', { name: '去核定' }))
    await press(page.getByRole('button', { name: '核定并公示' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '核定并公示' }))
    await page.getByText(/公示中，还有 5 个工作日/).waitFor()
    await picture(page, 'journey-notice')
  })
  await asResident(async (page) => {
    await press(page.getByRole('link', { name: /星级评定公示/ }))
    await page.getByText('南关社区').waitFor()
    const text = await page.locator('main').innerText()
    expect(text).toContain('对公示内容有异议的')
    expect(text).not.toMatch(/\d\.\d/)
    expect(text).not.toContain(DEFERRED)
    await picture(page, 'journey-resident')
  })
})

it('an objection by letter stops the days until the officer has answered it', async () => {
  await asPerson('qingyang', async (page) => {
    await page.goto(`${house.address}/star?period=${PERIOD}&view=stages`)
    await press(page.getByRole('button', { name: '登记异议' }))
    const form = page.getByRole('dialog')
    await choose(page, form, '社区', '南关社区')
    await choose(page, form, '方式', '来信')
    await form.getByLabel('异议内容').fill('三资公示并未超期')
    await press(form.getByRole('button', { name: /^保\s?存$/ }))
    await page.getByText('有异议未办结，公示期暂停计算').waitFor()
  })
  await asResident(async (page) => {
    await page.getByText(/公示天数暂停计算/).waitFor()
  })
  house.prepared.clock.set(ANSWERED)
  await asPerson('officer', async (page) => {
    await press(page.getByRole('button', { name: '去答复' }))
    await press(page.getByRole('button', { name: /^答\s?复$/ }))
    await page.getByRole('dialog').getByLabel('核实情况和答复').fill('核对公示照片，确晚 12 天，扣分依据充分')
    await press(page.getByRole('dialog').getByRole('button', { name: /^保\s?存$/ }))
    await page.getByText(/公示中，还有 5 个工作日/).waitFor()
  })
})

it('the head confirms with the password given again, and opens a star down to a single entry', async () => {
  house.prepared.clock.set(OVER)
  await asResident(async (page) => {
    await page.getByText('现在没有公示').waitFor()
  })
  await asPerson('head', async (page) => {
    await press(page.getByRole('button', { name: '去确认' }))
    await page.getByRole('button', { name: '确认星级' }).waitFor()
    await house.prepared.services.database.tx({ class: 'auth', districts: [0, 0], areas: [0, 0] }, (tx) =>
      tx.run(`update control.session set confirmed_at = now() - interval '6 minutes'`),
    )
    await press(page.getByRole('button', { name: '确认星级' }))
    await press(page.getByRole('dialog').getByRole('button', { name: '确认星级' }))
    await page.getByRole('dialog').getByLabel(/密码/).fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: '公示' }).getByText('已确认').waitFor()
    await page.goto(`${house.address}/star?period=${PERIOD}&view=results`)
    await press(page.getByRole('button', { name: /南关社区.*查看由来/ }))
    await press(page.getByRole('button', { name: '全部展开' }))
    await page.getByText('第三季度三资公示比规定晚 12 天').waitFor()
    await page.getByText('福纪〔2026〕27号').waitFor()
    await press(page.getByRole('button', { name: '重新计算', exact: true }))
    await page.getByText(/一致/).first().waitFor()
    await picture(page, 'journey-explained')
    await printed(page)
  })
})

/** Chooses in a list that is searched by typing. */
async function choose(page: Page, form: Locator, label: string, option: string): Promise<void> {
  await press(form.getByRole('combobox', { name: new RegExp(`^${label}`) }))
  await page.keyboard.type(option)
  await press(page.locator('.ant-select-item-option').filter({ hasText: option }).first())
}

/** Somebody without an account, in the residents' zone, on a phone. */
async function asResident(play: (page: Page) => Promise<void>): Promise<void> {
  const database = openDatabase(inDatabase(inject('residentUrl'), house.prepared.database), 1)
  const app = await createResidentApp({ database, clock: house.prepared.clock, log: 'silent' })
  const { context, page, problems } = await openScreen(browser, { viewport: PHONE })
  try {
    await page.goto(await app.listen({ host: '127.0.0.1', port: 0 }))
    await play(page)
    expect(problems).toEqual([])
  } finally {
    await context.close()
    await app.close()
    await database.close()
  }
}

/** The print button prints the explanation and nothing else. */
async function printed(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }))
  await press(page.getByRole('dialog').getByRole('button', { name: '打印' }))
  await page.locator('body[data-printed=yes]').waitFor()
  // What is printed is not on the screen.
  await page.emulateMedia({ media: 'print' })
  const text = await page.locator('#print-root').innerText()
  expect(text).toContain('南关社区')
  expect(text).toContain('福纪〔2026〕27号')
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
}

it('the secretary reads the own result, and nobody else’s', async () => {
  await asPerson('nanguan', async (page) => {
    await page.goto(`${house.address}/star`)
    await page.getByRole('heading', { name: '本社区的星级' }).waitFor()
    await press(page.getByText('南关社区 · 2026年下半年'))
    await page.getByRole('dialog').getByText('清洋街道 南关社区').waitFor()
    const other = await page.request.get(
      `${house.address}/api/star.explainResult?input=${encodeURIComponent(
        JSON.stringify({ period: PERIOD, community: house.prepared.world.otherCommunity }),
      )}`,
    )
    expect(other.status()).toBe(404)
  })
})
