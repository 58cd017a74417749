import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// A merge undone: two records of one person found, compared, merged with what only one of them knew, and parted again when
// that was wrong.

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

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')

it('an officer merges two records, and takes it back', async () => {
  const { context, page, problems } = await openScreen(browser)
  const bearer = house.prepared.world['bearer.officer'] ?? ''
  await context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])

  await page.goto(`${house.address}/registry/people`)
  await press(button(page, '登记人员'))
  await dialog(page).getByLabel('姓名').fill('吴春梅')
  await dialog(page).getByLabel('出生年月').fill('1984.7')
  await press(dialog(page).getByRole('button', { name: '登记人员' }))
  await dialog(page).getByText('请写成 1985.06 的样子').first().waitFor()
  await dialog(page).getByLabel('出生年月').fill('1984.07')
  await press(dialog(page).getByRole('button', { name: '登记人员' }))
  await heading(page, '吴春梅')
  await page.getByText('1984.07（42 岁）').waitFor()

  // The same name and month, confirmed by mistake.
  await page.goto(`${house.address}/registry/people`)
  await press(button(page, '登记人员'))
  await dialog(page).getByLabel('姓名').fill('吴 春梅')
  await dialog(page).getByLabel('出生年月').fill('1984.07')
  await dialog(page).getByLabel('联系电话').fill('13800000031')
  await press(dialog(page).getByRole('button', { name: '登记人员' }))
  await press(dialog(page).getByText('已核对，不是同一个人'))
  await press(dialog(page).getByRole('button', { name: '登记人员' }))
  await heading(page, '吴春梅')
  await page.getByText('•••••••0031').waitFor()

  await page.goto(`${house.address}/registry/people/duplicates`)
  const pair = page.locator('.yz-duplicate', { hasText: '吴春梅 与 吴春梅' })
  await pair.getByText('同名，出生年月相同').waitFor()
  await picture(page, 'people-duplicates')
  await press(pair.getByRole('button', { name: '合并' }))
  await dialog(page).getByRole('radio').first().check()
  await dialog(page).getByText('联系电话：•••••••0031').waitFor()
  await picture(page, 'people-merge')
  await press(dialog(page).getByRole('button', { name: '合并' }))
  await pair.waitFor({ state: 'detached' })

  await page.goto(`${house.address}/registry/people?search=吴春梅`)
  await page.getByText('共 1 人').waitFor()
  await press(page.locator('.yz-row-button'))
  await page.getByText('“吴春梅”的登记已并入这里').waitFor()
  await page.getByText('•••••••0031').waitFor()
  await picture(page, 'people-merged')
  await press(page.getByRole('button', { name: '撤销合并' }))
  await dialog(page).getByRole('textbox').fill('经核对系两人')
  await press(dialog(page).getByRole('button', { name: '撤销合并' }))
  await page.getByText('已并入这里').waitFor({ state: 'detached' })

  await page.goto(`${house.address}/registry/people?search=吴春梅`)
  await page.getByText('共 2 人').waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('somebody is found from anywhere with Ctrl K, by initials, last four or given name; a page and a command too', async () => {
  const { context, page, problems } = await openScreen(browser)
  const bearer = house.prepared.world['bearer.head'] ?? ''
  await context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  await page.goto(house.address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const input = dialog(page).getByRole('combobox')
  for (const text of ['wjg', '0012', '建国', 'wangjian']) {
    await page.keyboard.press('Control+k')
    await input.fill(text)
    await dialog(page).getByRole('option', { name: '王建国' }).waitFor()
    if (text === 'wjg') await picture(page, 'search')
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('Control+k')
  await input.fill('南关')
  await press(dialog(page).getByRole('option', { name: '南关社区' }))
  await page.getByRole('heading', { level: 1, name: '南关社区' }).waitFor()
  await page.keyboard.press('Control+k')
  await input.fill('王建国')
  await dialog(page).getByRole('option', { name: '王建国' }).waitFor()
  await page.keyboard.press('Enter')
  await heading(page, '王建国')
  await page.keyboard.press('Control+k')
  await input.fill('english')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Search' }).waitFor()
  expect(problems).toEqual([])
  await context.close()
})
