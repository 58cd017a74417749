import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFile } from 'node:fs/promises'
import { openPackage } from '#kernel/sheets/guard.ts'
import { packParts } from '#kernel/sheets/pack.ts'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// An officer edits the template of a paper: takes it, gives it back with a field that does not exist, is told which, mends it,
// looks at it and puts it into use; then goes back to the original.

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

const DOCUMENT = 'word/document.xml'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
/** The kit sets a space between two characters. */
const USE = /^启\s?用$/

/** What an office does in Word: another wording. */
function edited(docx: Buffer, from: string, to: string): Buffer {
  const parts = new Map(openPackage(docx, undefined, 'document'))
  const text = parts.get(DOCUMENT)?.toString('utf8') ?? ''
  expect(text).toContain(from)
  return packParts(parts.set(DOCUMENT, Buffer.from(text.replace(from, to))))
}

async function upload(page: Page, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name: '备案函.docx', mimeType, buffer })
}

it('an officer edits a template; a field that does not exist is named, and a good one is looked at and put into use', async () => {
  const { context, page, problems } = await openScreen(browser)
  const bearer = house.prepared.world['bearer.officer'] ?? ''

  await context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  await page.goto(`${house.address}/documents/templates`)
  await press(page.getByRole('link', { name: /备案函/ }))
  await page.waitForURL(/paper=filing\.reply/)
  await page.getByRole('img', { name: '备案函，第 1 页' }).waitFor()
  await press(button(page, '复制 {姓名}'))
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('{姓名}')

  const saving = page.waitForEvent('download')
  await press(button(page, '下载模板'))
  const original = await readFile(await (await saving).path())

  await press(button(page, '上传修改后的模板'))
  const dialog = page.getByRole('dialog')
  await upload(page, edited(original, '{街道}党工委', '{街道名}党工委'))
  await dialog.getByText('没有“{街道名}”这个字段').waitFor()
  expect(await button(page, USE).isDisabled()).toBe(true)
  await picture(page, 'templates-refused')

  await press(button(page, '换一个文件'))
  await upload(page, edited(original, '请据此办理任免手续', '请据此办理'))
  await dialog.getByRole('img', { name: '备案函，第 1 页' }).waitFor()
  await picture(page, 'templates-report')
  await press(button(page, USE))
  await page.getByText(/正在使用本区的模板“备案函\.docx”/).waitFor()
  await picture(page, 'templates-own')

  await press(button(page, '恢复自带模板'))
  await press(dialog.getByRole('button', { name: '恢复自带模板' }))
  await page.getByText('正在使用系统自带的模板').waitFor()
  expect(problems).toEqual([])
  await context.close()
})
