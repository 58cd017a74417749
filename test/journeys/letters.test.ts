import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// A stamped letter becomes a reply by two persons: the officer finds it by its number and registers what it says; the head enters
// it again, first otherwise, then the same; only then the matrix shows it.

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse('filing')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const [NUMBER, BASIS] = ['联审函〔2026〕1号', '福综执〔2026〕8号']
/** One white point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)
const SCAN = { name: 'scan.png', mimeType: 'image/png', buffer: PNG }
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: RegExp) => page.getByRole('dialog', { name })

async function asPerson(login: string, play: (page: Page) => Promise<void>) {
  const { context, page, problems } = await openScreen(browser)
  await page.goto(`${house.address}/`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await press(button(page, '登录'))
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await play(page)
  expect(problems).toEqual([])
  await context.close()
}

/** As a scanner types it: other brackets, then Enter. */
async function scan(page: Page): Promise<void> {
  await page.getByLabel('按函号查找').fill('联审函(2026)1号')
  await page.keyboard.press('Enter')
}

/** By keyboard: the list opens where there is room, below or above. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(option)
  await page.keyboard.press('Enter')
}

/** The finding of the letter, as somebody reads it. */
async function enterFinding(page: Page, basis: string): Promise<void> {
  await press(button(page, /添加一项/))
  await choose(page, '事项', 'NQ-12')
  await choose(page, '答复', '发现')
  await page.getByLabel('依据文号').fill(basis)
}

it('a letter reply is registered by two', async () => {
  await asPerson('officer', async (page) => {
    await page.goto(`${house.address}/review?view=letters`)
    await page.getByText(NUMBER).first().waitFor()
    await picture(page, 'letters')
    await scan(page)
    await press(button(page, '登记盖章回函'))
    const open = dialog(page, /登记盖章回函/)
    await open.locator('input[type=file]').setInputFiles(SCAN)
    await open.getByLabel('回函上的函号').fill(NUMBER)
    await open.getByLabel('核查人数').fill('1')
    await open.getByLabel('核查系统').fill('执法业务系统')
    await open.getByLabel('核查日期').fill('2026-11-20')
    await enterFinding(page, BASIS)
    await picture(page, 'letters-register')
    await press(open.getByRole('button', { name: /登\s?记$/ }))
    await page.getByText('由您登记，须另一个人核对。').waitFor()
  })
  await asPerson('head', async (page) => {
    await press(page.getByRole('button', { name: /核对登记的回函，2 份/ }))
    await scan(page)
    await press(button(page, '核对登记'))
    const open = dialog(page, /核对登记/)
    await open.getByRole('img', { name: /回函扫描件/ }).waitFor()
    await open.getByLabel('核查人数').fill('1')
    await open.getByLabel('核查日期').fill('2026-11-20')
    await enterFinding(page, '福综执〔2026〕9号')
    await press(open.getByRole('button', { name: '一致，形成答复' }))
    await open.getByText('周明远 NQ-12：答复或依据不一致。').waitFor()
    await picture(page, 'letters-check')
    await open.getByLabel('依据文号').fill(BASIS)
    await press(open.getByRole('button', { name: '一致，形成答复' }))
    await page.getByText('已形成 1 人的答复').waitFor()
    await page.goto(`${house.address}/review`)
    await page
      .getByText(/待结论/)
      .first()
      .waitFor()
  })
  const { rows } = (await house.prepared.as('officer', 'review.getMatrix')) as {
    rows: { cells: { department: string; state: string }[] }[]
  }
  expect(rows[0]?.cells.find(({ department }) => department === 'JR-16')?.state).toBe('stops')
})
