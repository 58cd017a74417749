import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { openBrowser, openScreen, PHONE, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// Supervision through its pages: discipline stops a case, the street finds it on its list, its author lifts it; a second stop is
// overruled by the district commission; discipline writes an opinion about it, the street answers on the phone.

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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')
const send = (page: Page, name: string) => press(dialog(page).getByRole('button', { name }))

async function asPerson(login: string, path: string, play: (page: Page) => Promise<void>, viewport?: typeof PHONE) {
  const { context, page, problems } = await openScreen(browser, viewport ? { viewport } : {})
  const bearer = house.prepared.world[`bearer.${login}`] ?? ''
  await context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  await page.goto(house.address + path)
  await play(page)
  expect(problems).toEqual([])
  await context.close()
}

async function stopCase(page: Page, reason: string): Promise<void> {
  await press(button(page, '叫停').first())
  await dialog(page).getByLabel('理由').fill(reason)
  await press(dialog(page).getByRole('combobox', { name: /^备案事项/ }))
  await press(page.getByTitle('周明远 · 南关社区', { exact: true }).last())
  await send(page, '叫停')
  await dialog(page).waitFor({ state: 'hidden' })
  await page.getByText(`叫停至 2026-11-30：${reason}`).waitFor()
}

it('a stop by discipline reaches the street and is lifted by its author', async () => {
  await asPerson('discipline', '/supervision', (page) => stopCase(page, '来信反映经济问题'))
  await asPerson('qingyang', '/', async (page) => {
    await page.getByText('备案被纪检叫停，配合核实').waitFor()
    await press(page.getByRole('button', { name: /^查看/ }).first())
    await page.getByText(/来信反映经济问题/).waitFor()
    expect(await button(page, '解除叫停').count()).toBe(0)
  })
  await asPerson('discipline', '/supervision?topic=stop', async (page) => {
    await press(button(page, '解除叫停'))
    await dialog(page).getByLabel('理由').fill('已核实，反映不实')
    await send(page, '解除叫停')
    await page.getByText('2026-11-23 已解除').waitFor()
  })
})

it('another stop is overruled by the district commission, signed with the password', async () => {
  await asPerson('discipline', '/supervision', (page) => stopCase(page, '再次来信反映'))
  await asPerson('commission', '/', async (page) => {
    await page.getByText('备案被纪检叫停，研究是否否决').waitFor()
    await press(page.getByRole('button', { name: /^查看/ }).first())
    await press(button(page, '否决叫停'))
    await send(page, '否决叫停')
    await dialog(page).getByText('请填写“决定文号”').first().waitFor()
    await dialog(page).getByLabel('理由').fill('区委研究，反映问题已查清')
    await dialog(page).getByLabel('决定文号').fill('福委纪要〔2026〕9号')
    await picture(page, 'supervision-overrule')
    await send(page, '否决叫停')
    await confirmPassword(page)
    await page
      .getByRole('region', { name: '纪检叫停记录' })
      .getByText(/区委否决（福委纪要〔2026〕9号/)
      .waitFor()
    expect(await page.getByText(/纪检叫停至/).count()).toBe(0)
  })
})

/** Asked for where the last time was more than five minutes ago; in a fresh district it may not be. */
async function confirmPassword(page: Page): Promise<void> {
  const password = page.getByLabel('登录密码')
  const isAsked = await password.waitFor({ timeout: 1500 }).then(
    () => true,
    () => false,
  )
  if (!isAsked) return
  await password.fill(DEMO_PASSWORD)
  await press(button(page, '确认并继续'))
}

it('discipline writes an opinion about it, and the street answers once', async () => {
  await asPerson('discipline', '/supervision?topic=stop', async (page) => {
    await page.getByText(/区委否决（福委纪要〔2026〕9号）/).waitFor()
    await page
      .getByRole('row', { name: /再次来信反映/ })
      .getByRole('checkbox')
      .check()
    await press(button(page, '出具监督意见书'))
    await dialog(page).getByLabel('回复期限').fill('2026-12-10')
    await dialog(page).getByLabel('发现的情况').fill('动议前未核实来信')
    await dialog(page).getByLabel('要求').fill('说明核实经过，今后动议前先核实')
    await picture(page, 'supervision-opinion')
    await send(page, '签名发出')
    await confirmPassword(page)
    await page.getByText('已出具督〔2026〕1号').waitFor()
    await press(page.getByRole('button', { name: /监督意见书/ }).first())
    await page.getByText('2026-12-10 前回复').waitFor()
  })
  const answering = async (page: Page) => {
    await page.getByText('回复监督意见书 督〔2026〕1号').waitFor()
    await press(page.getByRole('button', { name: /去回复/ }).first())
    await page.getByRole('heading', { name: '监督意见书 督〔2026〕1号' }).waitFor()
    await press(button(page, '回复'))
    await dialog(page).getByLabel('整改和核实情况').fill('已逐项核实，材料附后')
    await send(page, '回复')
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText('已逐项核实，材料附后').waitFor()
    expect(await button(page, '回复').count()).toBe(0)
    await picture(page, 'supervision-answered')
  }
  await asPerson('qingyang', '/', answering, PHONE)
})
