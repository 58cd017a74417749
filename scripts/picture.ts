import { parseArgs } from 'node:util'
import { DESK, openBrowser, openScreen, PHONE } from '../test/support/browser.ts'

// A picture of one page of a running demo, for the documents and for the eye:
//   node bin/node24.mjs scripts/picture.ts --login head --path /star --click 'tbody tr' --to docs/star.zh.png

const DEMO_PASSWORD = 'yanzhen-demo-2026'

const { values } = parseArgs({
  options: {
    address: { type: 'string', default: 'http://127.0.0.1:8080' },
    login: { type: 'string', default: 'head' },
    language: { type: 'string', default: 'zh' },
    phone: { type: 'boolean', default: false },
    path: { type: 'string', default: '/' },
    click: { type: 'string', multiple: true, default: [] },
    to: { type: 'string', default: 'picture.png' },
  },
})

const browser = await openBrowser()
try {
  const { page } = await openScreen(browser, {
    language: values.language === 'en' ? 'en' : 'zh',
    viewport: values.phone ? PHONE : DESK,
  })
  await page.goto(`${values.address}/sign-in`)
  await page.locator('input').first().fill(values.login)
  await page.locator('input[type=password]').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  // The account's own language wins over the browser's, so the switch in the header decides.
  await page
    .getByText(values.language === 'en' ? 'EN' : '中', { exact: true })
    .first()
    .click()
  await page.goto(`${values.address}${values.path}`)
  await page.waitForLoadState('networkidle')
  for (const selector of values.click) {
    await page.locator(selector).first().click()
    await page.waitForLoadState('networkidle')
  }
  // Drawers and menus finish moving before the picture is taken.
  await page.waitForTimeout(500)
  await page.screenshot({ path: values.to })
} finally {
  await browser.close()
}
