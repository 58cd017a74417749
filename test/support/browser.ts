import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContext,
  chromium as playwright,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core'
import { PROJECT } from '#config'

// No look-ups of the browser's own: tests run in closed networks.
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * The Chromium that npm ships, the same on every Linux, with nothing installed; elsewhere the Chrome that is there. Of the
 * package's own flags none is taken: one process for everything, as it wants it in a cloud function, ends with the first window.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return playwright.launch({ channel: 'chrome', args: QUIET })
  return playwright.launch({ executablePath: await chromium.executablePath(), args: QUIET })
}

export const DESK = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }

/** A person at a screen: own cookies, own language. Page errors fail the journey. */
export async function openScreen(
  browser: Browser,
  { language = 'zh', viewport = DESK }: { language?: 'zh' | 'en'; viewport?: typeof DESK } = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({
    viewport,
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    acceptDownloads: true,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  watchRequests(page)
  // A last resort, not a limit: other tests run at the same time.
  page.setDefaultTimeout(60_000)
  return { context, page, problems }
}

const underway = new WeakMap<Page, Set<Request>>()

function watchRequests(page: Page): void {
  const requests = new Set<Request>()
  underway.set(page, requests)
  page.on('request', (request) => requests.add(request))
  page.on('requestfinished', (request) => requests.delete(request))
  page.on('requestfailed', (request) => requests.delete(request))
}

/** Waits until a page has all its answers, has drawn them and stands still; a twirl that never ends may go on. */
export async function settle(page: Page): Promise<void> {
  // Twice in a row: what an answer draws may ask for more.
  for (let still = 0; still < 2;) {
    await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 500 })))
      const moves = ({ effect }: Animation) => {
        // The glow of a pressed button fades for two seconds and moves nothing.
        const glows = effect instanceof KeyframeEffect && effect.target?.matches('.ant-wave')
        return !glows && effect?.getComputedTiming().endTime !== Infinity
      }
      // Frames are asked for: what moves outside the window would else never be told that it has ended.
      while (document.getAnimations().some(moves)) await new Promise(requestAnimationFrame)
    })
    still = underway.get(page)?.size === 0 ? still + 1 : 0
  }
}

/** Clicks as people do, on what stands still: a page that still loads moves its buttons, and a click lands beside them. */
export async function press(target: Locator): Promise<void> {
  await target.waitFor()
  await settle(target.page())
  await target.click()
}

const PICTURES = join(PROJECT, 'test', 'output')

/** Keeps a picture of what the person saw, for the eye; a machine that checks has none, and some 250 pictures take a minute. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['CI']) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
