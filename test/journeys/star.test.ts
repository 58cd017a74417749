import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import exceljs from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { fillSheet, raterLogin, submitSheet } from '../../src/demo/build.ts'
import { openBrowser, openScreen, picture, settle } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// The product's main job as people do it: sign in → open → fill on screen and by Excel → total → publish → explanation →
// print. One half-year, five people, one browser.

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

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${house.address}/`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
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
    await page.getByRole('button', { name: '去开启' }).click()
    await page.getByRole('button', { name: '开启2026年下半年' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^开\s?启$/ })
      .click()
    await page.getByText('76 个社区').waitFor()
    await picture(page, 'journey-opened')
  })
})

it('a department fills its sheet on screen, with a deduction, and signs it', async () => {
  await asPerson('sr01', async (page) => {
    await page.getByRole('button', { name: '去填写' }).click()
    await page.getByRole('grid').waitFor()
    expect(await page.getByRole('button', { name: /还有 152 格未完成/ }).isDisabled()).toBe(true)
    await page.getByRole('gridcell').nth(0).click()
    await page.keyboard.type('5.5')
    await page.keyboard.press('Enter')
    await page.getByRole('gridcell').nth(0).click()
    await page.getByLabel('扣分原因').fill('第三季度三资公示比规定晚 12 天')
    await page.getByLabel('依据', { exact: false }).last().fill('福纪〔2026〕27号')
    // Enter confirms one cell of full marks and goes down: every score is looked at (rulings A8).
    for (const column of [0, 1]) {
      await page.getByRole('gridcell').nth(column).click()
      for (let row = 0; row < 76; row++) await page.keyboard.press('Enter')
    }
    await picture(page, 'journey-grid')
    await page.getByText(/已保存 \d\d:\d\d/).waitFor()
    await page.getByRole('button', { name: '签名提交' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '签名并提交' }).click()
    await page.getByText('第三季度三资公示比规定晚 12 天').waitFor()
  })
})

it('another department does it by Excel: a wrong cell is named, the right file goes in', async () => {
  await asPerson('sr02', async (page) => {
    await page.getByRole('button', { name: '去填写' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 Excel' }).click(),
    ])
    const [wrong, right] = await workbooks(await readFile(await download.path()))
    await page.getByRole('button', { name: '导入 Excel' }).click()
    await page.locator('input[type=file]').setInputFiles(wrong)
    await page
      .getByText(/应在 0 到 6 之间/)
      .first()
      .waitFor()
    await picture(page, 'journey-excel-problem')
    await page.getByRole('button', { name: '换一个文件' }).click()
    await page.locator('input[type=file]').setInputFiles(right)
    await page.getByRole('button', { name: /写入 152/ }).click()
    await page.getByText(/已写入/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '签名提交' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '签名并提交' }).click()
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

it('the head totals, publishes with the password given again, and opens a star down to a single entry', async () => {
  for (const code of ['SR-03', 'SR-04', 'SR-05', 'SR-06', 'SR-07', 'SR-08', 'SR-09', 'SR-10', 'SR-11']) {
    await fillSheet(house.prepared, raterLogin(code), PERIOD, code)
    await submitSheet(house.prepared, raterLogin(code), PERIOD, code)
  }
  await asPerson('head', async (page) => {
    await page.getByText('部门已全部提交').waitFor()
    await page.getByRole('button', { name: '去汇总' }).click()
    // A page that still loads moves its buttons.
    await page.getByRole('button', { name: '汇总计分' }).waitFor()
    await settle(page)
    await page.getByRole('button', { name: '汇总计分' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '汇总计分' }).click()
    await page.getByRole('button', { name: '确认并公布' }).waitFor({ timeout: 60_000 })
    // The totals are there as soon as they are made, without anybody loading the page again.
    await page.getByRole('button', { name: /南关社区.*查看由来/ }).waitFor()
    await house.prepared.services.database.tx({ class: 'auth', districts: [0, 0], areas: [0, 0] }, (tx) =>
      tx.run(`update control.session set confirmed_at = now() - interval '6 minutes'`),
    )
    await page.getByRole('button', { name: '确认并公布' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认并公布' }).click()
    await page.getByRole('dialog').getByLabel(/密码/).fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('已公布').first().waitFor()
    await page.getByRole('button', { name: /南关社区.*查看由来/ }).click()
    await page.getByRole('button', { name: '全部展开' }).click()
    await page.getByText('第三季度三资公示比规定晚 12 天').waitFor()
    await page.getByText('福纪〔2026〕27号').waitFor()
    await page.getByRole('button', { name: '重新计算', exact: true }).click()
    await page.getByText(/一致/).first().waitFor()
    await picture(page, 'journey-explained')
    await printed(page)
  })
})

/** The print button prints the explanation and nothing else. */
async function printed(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }))
  await page.getByRole('dialog').getByRole('button', { name: '打印' }).click()
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
    await page.getByText('南关社区 · 2026年下半年').click()
    await page.getByRole('dialog').getByText('清洋街道 南关社区').waitFor()
    const other = await page.request.get(
      `${house.address}/api/star.explainResult?input=${encodeURIComponent(
        JSON.stringify({ period: PERIOD, community: house.prepared.world.otherCommunity }),
      )}`,
    )
    expect(other.status()).toBe(404)
  })
})
