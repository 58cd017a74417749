import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { districtScope } from '#kernel/access.ts'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// A session at the screen: where signing in leads, the warning before the idle time-out, and a session that ends meanwhile.

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

async function signIn(page: Page, login: string, path = '/sign-in'): Promise<void> {
  await page.goto(house.address + path)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await press(page.getByRole('button', { name: '登录', exact: true }))
}

const sql = (statement: string) =>
  house.prepared.services.database.tx(districtScope('auth', 370611), (tx) => tx.run(statement))
const home = (page: Page) => page.getByRole('heading', { name: '工作台' })
const door = (page: Page) => page.getByRole('heading', { name: '登录', exact: true })

it('signing in leads back to where one came from, and never to a foreign address', async () => {
  const { context, page, problems } = await openScreen(browser)
  await signIn(page, 'head', '/registry?search=清洋')
  await page.getByRole('heading', { name: '社区', exact: true }).waitFor()
  expect(decodeURI(page.url())).toContain('/registry?search=清洋')
  for (const back of ['//elsewhere.example/', '/\\elsewhere.example/', 'https://elsewhere.example/']) {
    await signIn(page, 'head', `/sign-in?back=${encodeURIComponent(back)}`)
    await home(page).waitFor()
    expect(page.url()).toMatch(new RegExp(`^${house.address}/`))
  }
  expect(problems).toEqual([])
  await context.close()
})

it('warns before the idle time-out, keeps quiet while somebody works in another window, and ends with the session', async () => {
  const { context, page, problems } = await openScreen(browser)
  await page.clock.install()
  await signIn(page, 'officer')
  await home(page).waitFor()
  await page.clock.runFor('13:30')
  await page.getByRole('dialog').getByText('即将自动退出').waitFor()
  await picture(page, 'session-idle')
  // For the server no time has passed: as if the other window had just asked.
  await page.clock.runFor('02:00')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await home(page).waitFor()
  await sql(`update control.session set seen_at = now() - interval '16 minutes'`)
  await page.clock.runFor('00:20')
  await door(page).waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('a session that ends under a dialog leaves none before the sign-in page', async () => {
  const { context, page, problems } = await openScreen(browser)
  await signIn(page, 'security', '/accounts?search=nanguan')
  await press(page.locator('.yz-row-button').first())
  await sql(`update control.session set confirmed_at = now() - interval '6 minutes'`)
  await press(page.getByRole('button', { name: '重置密码' }))
  await press(page.getByRole('dialog').last().getByText('本人忘记密码'))
  await press(page.getByRole('dialog').last().getByRole('button', { name: '重置密码' }))
  const password = page.getByRole('dialog').getByLabel('登录密码')
  await password.fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('密码不正确').waitFor()
  await sql(`update control.session set ended_at = now()`)
  await password.fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await door(page).waitFor()
  await password.waitFor({ state: 'hidden' })
  expect(problems).toEqual([])
  await context.close()
})
