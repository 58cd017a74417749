import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { DESK, openBrowser, openScreen, PHONE, picture, press, settle } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// What a person meets on the first day, at the desk and on the phone: nothing is claimed before it is known, nothing is offered that
// ends in a refusal, nothing lies out of sight.

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse('published')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** A page as somebody of the cast sees it. */
async function openAs(login: string, { language = 'zh', viewport = DESK }: Parameters<typeof openScreen>[1] = {}) {
  const opened = await openScreen(browser, { language, viewport })
  const value = house.prepared.world[`bearer.${login}`] ?? ''
  await opened.context.addCookies([{ name: 'yanzhen', value, url: house.address }])
  await opened.context.addInitScript((chosen) => localStorage.setItem('yanzhen.language', chosen), language)
  return opened
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(house.address + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await settle(page)
}

it('the tabs of the work queue count nothing before the answer is there', async () => {
  const { context, page } = await openAs('officer')
  const answer = Promise.withResolvers<void>()
  await page.route('**/work.getQueue*', async (route) => {
    await answer.promise
    await route.continue()
  })
  await page.goto(house.address)
  const tabs = page.locator('.yz-queue .ant-segmented')
  await tabs.waitFor()
  expect(await tabs.innerText()).not.toMatch(/\d/)
  answer.resolve()
  await page.locator('.yz-queue ul, .yz-empty').first().waitFor()
  expect(await tabs.innerText()).toMatch(/待办 \d/)
  await context.close()
})

it.each([
  ['security', true],
  ['audit', false],
])('%s is offered to change accounts: %s', async (login, may) => {
  const { context, page } = await openAs(login)
  await visit(page, '/accounts?search=nanguan')
  expect((await page.locator('.yz-page-acts .ant-btn').count()) > 0).toBe(may)
  await press(page.locator('.yz-row-button').first())
  const drawer = page.getByRole('dialog')
  await drawer.getByText('nanguan').waitFor()
  await settle(page)
  expect((await drawer.locator('.yz-account button').count()) > 0).toBe(may)
  await context.close()
})

it.each([
  ['head', '更正为'],
  ['qingyang', '请告知区委组织部'],
])('the drawer of a community leads %s on: %s', async (login, words) => {
  const { context, page } = await openAs(login)
  await visit(page, '/registry')
  await press(page.locator('.yz-row-button').first())
  await page.getByRole('dialog').getByText(words).waitFor()
  await context.close()
})

it('the last columns of long lists are in sight in English at the desk', async () => {
  const { context, page } = await openAs('head', { language: 'en' })
  for (const path of ['/registry/people', '/star?view=results', '/star/merits', '/tasks', '/visits']) {
    await visit(page, path)
    await page.locator('.yz-table tbody tr').first().waitFor()
    const hidden = await page
      .locator('.yz-scroll')
      .first()
      .evaluate((list) => list.scrollWidth - list.clientWidth)
    expect(hidden, path).toBeLessThanOrEqual(0)
  }
  await context.close()
})

it('the menu scrolls above its fold, to where one is', async () => {
  const { context, page } = await openAs('head')
  await visit(page, '/registry/going-live')
  const here = await page.locator('.yz-side a[aria-current=page]').boundingBox()
  const fold = await page.locator('.yz-fold').boundingBox()
  expect((here?.y ?? 0) + (here?.height ?? 0)).toBeLessThanOrEqual(fold?.y ?? 0)
  expect((fold?.y ?? 0) + (fold?.height ?? 0)).toBeLessThanOrEqual(DESK.height)
  await context.close()
})

it('on a phone filters fold behind one button that counts them, and what a finger meets is 44 pixels high', async () => {
  const { context, page } = await openAs('head', { viewport: PHONE })
  await visit(page, '/registry/people?post=secretary')
  const search = page.getByRole('search')
  expect(await search.count()).toBe(0)
  await press(page.getByRole('button', { name: '筛选（已用 1 项）' }))
  await search.waitFor()
  const targets = page.locator(
    '.yz-filters-open, .yz-filters .ant-btn, .yz-filters .ant-select, .yz-cards-title button',
  )
  const heights = await targets.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(heights.length).toBeGreaterThan(5)
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
  await press(search.getByRole('button', { name: '重置' }))
  await page.getByRole('button', { name: '筛选', exact: true }).waitFor()
  // The order keeps nobody out: it is none of the filters in use.
  await visit(page, '/registry/people?order=strokes')
  await page.getByRole('button', { name: '筛选', exact: true }).waitFor()
  await visit(page, '/tasks')
  const acts = await page.locator('.yz-cards-acts .ant-btn').evaluateAll((all) => all.map((one) => one.clientHeight))
  expect(Math.min(...acts)).toBeGreaterThanOrEqual(42)
  await visit(page, '/registry/divisions')
  expect(await page.locator('.yz-cards-title').first().innerText()).toMatch(/\p{Script=Han}/u)
  await context.close()
})

it('the password of the demo stands on one line', async () => {
  for (const viewport of [DESK, PHONE]) {
    const { context, page } = await openScreen(browser, { viewport })
    await page.goto(house.address)
    const password = page.locator('.yz-demo-accounts code').getByText(DEMO_PASSWORD)
    await password.waitFor()
    expect(await password.evaluate((one) => one.getClientRects().length)).toBe(1)
    await context.close()
  }
})

it('an export bears the name of its list; a rule is read by its title', async () => {
  const { context, page } = await openAs('head')
  await visit(page, '/registry/history')
  await page.getByRole('button', { name: '导出历史记录' }).waitFor()
  await visit(page, '/policy?part=rules')
  const rule = page.locator('.yz-pack-rules tbody th').filter({ has: page.locator('code', { hasText: 'sheet.total' }) })
  expect(await rule.innerText()).toMatch(/^述职评分表合计/u)
  await context.close()
})

it('without possible duplicates their page says so', async () => {
  const { pairs } = (await house.prepared.as('head', 'duplicate.listDuplicates')) as {
    pairs: { records: { id: string }[] }[]
  }
  for (const { records } of pairs) {
    const apart = { a: records[0]?.id, b: records[1]?.id, reason: '证件不同' }
    await house.prepared.as('head', 'duplicate.keepApart', apart)
  }
  const { context, page } = await openAs('head')
  await visit(page, '/registry/people/duplicates')
  await page.locator('.yz-empty').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  await picture(page, 'no-duplicates')
  await context.close()
})
