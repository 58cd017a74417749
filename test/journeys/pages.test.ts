import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { districtScope } from '#kernel/access.ts'
import { DESK, openBrowser, openScreen, PHONE, picture, press, settle } from '../support/browser.ts'
import type { World } from '#kernel/endpoint.ts'
import { askAbout, stopIt } from '../support/filing.ts'
import { type House, openHouse } from '../support/house.ts'

// Every page as every role that sees it: it opens, nothing breaks, nothing overflows the screen, axe finds nothing (WCAG
// 2.2 AA); Chinese at the desk and on the phone, English at the desk. At the Chinese desk the first to see a page opens it by its
// address, which loads the application again; elsewhere it follows the page before, as by a link.

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let house: House
let browser: Browser
/** Ids of a case in review, beside those of the house. */
let filing: World
const DAY = '2026-11-23'
beforeAll(async () => {
  house = await openHouse('published')
  filing = await askAbout(house.prepared)
  house.prepared.clock.set(DAY)
  // Discipline has stopped the case and written about it.
  const { prepared } = house
  filing = { ...filing, ...(await stopIt({ ...prepared, world: { ...prepared.world, ...filing } })) }
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const PAGES: Readonly<Record<string, readonly string[]>> = {
  head: [
    '/',
    '/star',
    '/star?view=sheets',
    '/star?view=stages',
    '/star/sheets/SR-04',
    '/star/progress',
    '/star/year',
    '/star/merits',
    '/star/merits?section=caps',
    '/star/merits?section=method',
    '/tasks',
    '/burden?role=street-officer',
    '/tasks?view=targets&street=370611001',
    '/registry',
    '/registry/people',
    '/registry/people/duplicates',
    ...['basics', 'resume', 'posts', 'kin', 'past', 'versions'].map((view) => `/registry/people/{person}?view=${view}`),
    '/registry/roster',
    '/registry/roster?batch={roster.checked}',
    '/registry/history',
    '/registry/divisions',
    '/registry/organisations',
    ...['committee', 'areas', 'partners'].map((section) => `/registry/organisations?section=${section}`),
    '/registry/vacancies',
    '/registry/going-live',
    '/filing',
    '/filing/{filing}',
    '/filing/radar',
    '/review',
    '/review?filing={filing}',
    '/review?view=letters',
    '/review?view=letters&letter={dispatch}',
    '/supervision',
    '/pairs',
    '/policy',
    '/policy?part=legal',
    '/policy?part=lists',
    '/policy?part=lists&origin=article',
    '/policy?part=limits',
    '/policy?part=rules',
    '/policy?part=examples',
    '/documents/templates',
    '/documents/templates?paper=filing.reply',
    '/sessions',
    '/delegations',
  ],
  officer: ['/', '/star', '/registry/organisations'],
  discipline: ['/', '/star', '/registry/divisions', '/supervision', '/supervision/opinions/{opinion}', '/pairs'],
  commission: ['/', '/filing', '/filing/{filing}', '/filing/radar', '/supervision'],
  qingyang: [
    '/',
    '/star',
    '/star?view=stages&proposal=370611001',
    '/star/progress?show=missing',
    '/star/year',
    '/tasks?view=targets',
    '/tasks?view=excel&batch={targets.checked}',
    '/registry',
    '/registry/people',
    '/registry/people/{person}',
    '/visits',
    '/visits/{community}',
    '/filing',
    '/filing/batch',
    '/filing/batch?view=excel',
    '/filing/{filing}',
  ],
  jr02: ['/', '/review/questions'],
  sr01: ['/', '/star', '/star/sheets/SR-01', '/policy'],
  nanguan: ['/', '/star', '/tasks', '/sessions', '/handovers', '/policy?part=rules', '/visits'],
  security: ['/', '/pairs', '/accounts', '/accounts?state=disabled', '/accounts/enrolment', '/registry/organisations'],
  audit: ['/', '/audit', '/audit?result=failed'],
  system: ['/', '/registry', '/registry/divisions', '/registry/organisations'],
  yantai: ['/', '/star'],
}
const SCREENS = [
  { name: 'desk-zh', language: 'zh', viewport: DESK, byAddress: true },
  { name: 'phone-zh', language: 'zh', viewport: PHONE, byAddress: false },
  { name: 'desk-en', language: 'en', viewport: DESK, byAddress: false },
] as const

type Screen = (typeof SCREENS)[number]

/** The paths whose page nobody before has seen; with `isView`, other views of a page count as pages of their own. */
function first(login: string, isView: boolean): readonly string[] {
  const pageOf = (path: string) => (isView ? path : path.replace(/\?.*/, ''))
  const before = Object.entries(PAGES).slice(0, Object.keys(PAGES).indexOf(login))
  const seen = new Set(before.flatMap(([, paths]) => paths.map(pageOf)))
  return (PAGES[login] ?? []).filter((path) => !seen.has(pageOf(path)) && seen.add(pageOf(path)))
}

// At the Chinese desk every role opens all that it sees; elsewhere each page is looked at once, by the first who sees it.
const cases = Object.entries(PAGES)
  .flatMap(([login, paths]) =>
    SCREENS.map((screen) => {
      const own = screen.byAddress ? paths : first(login, screen.language === 'zh')
      return [login, screen.name, own, screen] as const
    }),
  )
  .filter(([, , paths]) => paths.length > 0)

/** Signed in as somebody of the cast, with the language chosen in the header before. */
async function openAs(login: string, screen: Screen) {
  const opened = await openScreen(browser, screen)
  const bearer = house.prepared.world[`bearer.${login}`] ?? ''
  await opened.context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  await speak(opened.context, screen.language)
  return opened
}

/** The pages are Chinese whatever the browser says, until somebody chooses. */
function speak(context: BrowserContext, language: string) {
  return context.addInitScript((chosen) => localStorage.setItem('yanzhen.language', chosen), language)
}

/** Pages that were opened by their address. */
const loaded = new Set<string>()

/** Opens a page of the house and waits until it is all there. */
async function visit(page: Page, path: string, screen: Screen): Promise<void> {
  const pathname = path.replace(/\?.*/, '')
  const byAddress = screen.byAddress && !loaded.has(pathname)
  if (byAddress) loaded.add(pathname)
  const address =
    house.address + path.replace(/\{(.+)\}/, (_, name) => ({ ...house.prepared.world, ...filing })[name] ?? '')
  await (byAddress || page.url() === 'about:blank' ? page.goto(address) : follow(page, address))
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await settle(page)
}

/** Goes on as a link does, without loading the application again; settles when the new page takes the old one's place. */
function follow(page: Page, address: string): Promise<void> {
  return page.evaluate(
    (to) =>
      new Promise<void>((resolve) => {
        const drawn = new MutationObserver(() => resolve())
        // A drawer is drawn beside the content.
        drawn.observe(document.body, { subtree: true, childList: true, characterData: true })
        history.pushState(null, '', to)
      }),
    address,
  )
}

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe }
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    // Only of violations are all places asked for: to name those of what is well takes most of the time.
    return inPage.run(document, { runOnly, resultTypes: ['violations'] })
  })
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

describe.concurrent.each(cases)('%s, %s', (login, name, paths, screen) => {
  it('sees all its pages', async () => {
    const { context, page, problems } = await openAs(login, screen)
    for (const path of paths) {
      await visit(page, path, screen)
      await picture(page, `${login}-${name}${path.replaceAll(/[/?=]/g, '-')}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wide, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
      expect(await page.title(), path).not.toMatch(/没有这个页面|no such page/)
      // The words of a language change nothing that axe looks at, and looking takes a quarter of the whole.
      if (screen.language === 'zh') expect(await violations(page), path).toEqual([])
    }
    expect(problems).toEqual([])
    await context.close()
  })
})

type Opening = readonly [path: string, name: string, open: (page: Page) => Promise<void>]

const row = (page: Page) => press(page.locator('.yz-row-button, .yz-cards-title .yz-link').first())
const primary = (page: Page) => press(page.locator('.yz-page-acts .ant-btn-primary').first())
const button = (name: RegExp) => (page: Page) => press(page.getByRole('button', { name }))
const OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  head: [
    ['/registry', 'community', row],
    ['/registry/divisions', 'divisions-import', primary],
    ['/registry/people', 'register', primary],
    ['/registry/people/duplicates', 'merge', button(/合并|Merge/)],
    ['/registry/organisations', 'duties', primary],
    ['/policy', 'pack-import', primary],
    ['/registry/organisations', 'organisation', row],
  ],
  security: [
    ['/accounts', 'account', row],
    ['/accounts', 'new-account', button(/新建账号|Create an account/)],
  ],
  audit: [
    ['/audit', 'act', row],
    ['/audit', 'checkpoint', button(/签出检查点|Sign a checkpoint/)],
  ],
}
const openings = Object.entries(OPENINGS).flatMap(([login, opened]) =>
  SCREENS.filter(({ language }) => language === 'zh').map((screen) => [login, screen.name, opened, screen] as const),
)

it.concurrent.each(openings)('%s, %s, opens dialogs', async (login, screenName, opened, screen) => {
  const { context, page, problems } = await openAs(login, screen)
  for (const [path, name, open] of opened) {
    // A dialog goes with its page.
    if (page.url() !== 'about:blank') await visit(page, '/', screen)
    await visit(page, path, screen)
    await open(page)
    await page.getByRole('dialog').locator('h2, label, dl, table').first().waitFor()
    await settle(page)
    await picture(page, `${login}-${screenName}-${name}`)
    expect(await violations(page), name).toEqual([])
  }
  expect(problems).toEqual([])
  await context.close()
})

it('a page takes the focus when the button that led to it went with the old one', async () => {
  const { context, page } = await openAs('officer', SCREENS[0])
  await page.goto(`${house.address}/?view=done`)
  await page.locator('.yz-queue-act button').last().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/')
  await page.waitForFunction(() => document.activeElement?.id === 'content')
  await context.close()
})

it('the sign-in page, in both languages and sizes', async () => {
  for (const screen of SCREENS) {
    const { context, page } = await openScreen(browser, screen)
    await speak(context, screen.language)
    await page.goto(house.address)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    // Asked for on the way to the sign-in page; arrives although everything else read before it is forgotten.
    await page.locator('.yz-demo-accounts').waitFor()
    await picture(page, `sign-in-${screen.name}`)
    expect(await violations(page)).toEqual([])
    await context.close()
  }
})

it('the first password is changed before any page is seen', async () => {
  const { services } = house.prepared
  await services.database.tx(districtScope('auth', 370611), (tx) =>
    tx.run(`update control.account set password_due = true where login = 'yantai'`),
  )
  for (const screen of SCREENS) {
    const { context, page, problems } = await openAs('yantai', screen)
    await page.goto(`${house.address}/star`)
    await page.getByRole('heading', { name: /请先设自己的密码|a password of your own/ }).waitFor()
    await settle(page)
    await picture(page, `yantai-${screen.name}-first-password`)
    expect(await violations(page)).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  }
  const { context, page } = await openAs('yantai', SCREENS[0])
  await page.goto(house.address)
  await page.locator('#old').fill('wrong')
  for (const field of ['#next', '#again']) await page.locator(field).fill('Own-passphrase-22')
  await page.keyboard.press('Enter')
  await page.getByText('密码不正确').waitFor()
  await page.locator('#old').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await context.close()
})
