import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core'
import { PROJECT } from '#config'

// The system's Chromium where there is one, else the one that npm ships: journeys need nothing installed.

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
// No look-ups of the browser's own: tests run in closed networks.
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export async function openBrowser(): Promise<Browser> {
  const system = SYSTEM.find((path) => existsSync(path))
  if (system) return playwright.launch({ executablePath: system, args: QUIET })
  return playwright.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args, ...QUIET] })
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
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  // A last resort, not a limit: other tests run at the same time.
  page.setDefaultTimeout(60_000)
  return { context, page, problems }
}

const PICTURES = join(PROJECT, 'test', 'output')

/** Keeps a picture of what the person saw, for the eye. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
