import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// An officer hands over: the security administrator gives his roles to a successor, who finds the open work, goes on with
// it and signs for it; he himself is out.

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse('founded')
  browser = await openBrowser()
  const { packVersion } = house.prepared.world
  await house.prepared.as('officer', 'cycle.openCycle', { period: '2026H2', packVersion })
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function openAs(login: string) {
  const opened = await openScreen(browser)
  const bearer = house.prepared.world[`bearer.${login}`] ?? ''
  await opened.context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  return opened
}

it('an officer hands over', async () => {
  const officer = await openAs('officer')
  await officer.page.goto(house.address)
  await officer.page.getByRole('heading', { name: '工作台' }).waitFor()

  const security = await openAs('security')
  await security.page.goto(`${house.address}/accounts?search=officer`)
  await press(security.page.locator('.yz-row-button').first())
  await press(security.page.getByRole('button', { name: '岗位移交' }))
  const dialog = security.page.getByRole('dialog', { name: '王海宁的岗位移交' })
  await press(dialog.getByRole('button', { name: '移交', exact: true }))
  await dialog.getByText('请选择接任人').first().waitFor()
  await dialog.getByLabel('接任人').fill('qingyang')
  await security.page.keyboard.press('Enter')
  await dialog.getByLabel('移交缘由').fill('调离，区委组织部〔2026〕12号')
  await picture(security.page, 'handover-dialog')
  await press(dialog.getByRole('button', { name: '移交', exact: true }))
  await dialog.waitFor({ state: 'hidden' })

  await officer.page.reload()
  await officer.page.getByRole('heading', { name: '登录', exact: true }).waitFor()

  const successor = await openAs('qingyang')
  await successor.page.goto(house.address)
  await successor.page.getByText('核对并签收接任的工作').waitFor()
  await picture(successor.page, 'handover-queue')
  await press(successor.page.getByRole('button', { name: '去签收' }))
  const handed = successor.page.locator('.yz-handover-role').filter({ hasText: '组织部经办' })
  await handed.getByText('要打开这些事项，请先在右上角切换到此身份').waitFor()
  await press(successor.page.getByRole('button', { name: /赵文静/ }))
  await press(successor.page.getByText('区委组织部 · 组织部经办').last())
  await successor.page.goto(`${house.address}/handovers`)
  const item = successor.page.getByRole('link', { name: /个部门/ })
  await item.waitFor()
  await picture(successor.page, 'handover-list')
  await press(item)
  await successor.page.waitForURL(/\/star\?period=2026H2/)
  await successor.page.goto(`${house.address}/handovers`)
  await press(successor.page.getByRole('button', { name: '签收' }))
  await press(successor.page.getByRole('dialog').getByRole('button', { name: '签收' }))
  await successor.page.getByText(/已于 .* 签收/).waitFor()
  await successor.page.goto(`${house.address}/?view=started`)
  await successor.page.getByText('等待 11 个部门提交赋分表').waitFor()
  await successor.page.goto(house.address)
  await successor.page.getByRole('heading', { name: '工作台' }).waitFor()
  await successor.page.getByText('核对并签收').waitFor({ state: 'detached' })

  expect([...officer.problems, ...security.problems, ...successor.problems]).toEqual([])
  for (const { context } of [officer, security, successor]) await context.close()
})
