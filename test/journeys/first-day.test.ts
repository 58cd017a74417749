import exceljs from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SheetList, SheetValues } from '#kernel/sheets/list.ts'
import { HISTORY } from '../../src/modules/registry/history/contract.ts'
import { ROSTER } from '../../src/modules/registry/roster/contract.ts'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'
import { workbookOf } from '../support/imports.ts'

// The first day of a new district, from nothing to a roster with its history: set-up, divisions, policy pack, duties,
// roster (two people), past records, going live.

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse('empty')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const PASSWORD = 'A-long-passphrase-1'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const inDialog = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })
/** A button whose name says more than this: its icon, what it is about. */
const buttonAbout = (page: Page, name: string) => page.getByRole('button', { name })
const home = (page: Page) => page.getByRole('heading', { name: '工作台' }).waitFor()

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${house.address}/sign-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await press(button(page, '登录'))
}

async function setUp(page: Page): Promise<void> {
  await page.goto(house.address)
  await page.getByLabel('区划代码').fill('370611')
  await page.getByLabel('区名').fill('福山区')
  const people = {
    'organization-head': ['head', '陈明远'],
    'system-admin': ['system', '系统管理员'],
    'security-admin': ['security', '安全管理员'],
    'audit-admin': ['audit', '审计管理员'],
  }
  for (const [role, [login = '', name = '']] of Object.entries(people)) {
    await page.locator(`#${role}-name`).fill(name)
    await page.locator(`#${role}-login`).fill(login)
    await page.locator(`#${role}-password`).fill(PASSWORD)
  }
  await press(button(page, '完成设置'))
  await page.getByRole('heading', { name: '登录', exact: true }).waitFor()
}

/** What the first steps ask for, one after the other. */
async function found(page: Page): Promise<void> {
  await press(buttonAbout(page, '去导入'))
  await press(button(page, '导入随附的福山区区划'))
  await press(inDialog(page, /^导\s?入$/))
  await page.getByText('南关社区').first().waitFor()
  await page.goto(`${house.address}/policy`)
  await press(button(page, '采用随附的默认政策包'))
  await button(page, '采用随附的默认政策包').waitFor({ state: 'detached' })
  await page.goto(`${house.address}/registry/organisations`)
  await press(button(page, '落实职责'))
  await press(inDialog(page, /^落实 \d+ 项$/))
  await page.getByText('均已落实到机构').waitFor()
}

/** A second person of the organization department, made by the security administrator, with an own password. */
async function welcome(page: Page): Promise<void> {
  const grants = [{ role: 'organization-officer', orgZh: '区委组织部', orgEn: 'Organization department' }]
  const account = { login: 'officer', name: '王海宁', password: 'A-first-passphrase-1', grants }
  await house.prepared.as('security', 'account.createAccount', account)
  await page.goto(`${house.address}/sign-in`)
  await page.getByLabel('登录名').fill('officer')
  await page.getByLabel('密码', { exact: true }).fill('A-first-passphrase-1')
  await press(button(page, '登录'))
  await page.getByLabel('当前密码').fill('A-first-passphrase-1')
  await page.getByLabel('新密码').first().fill(PASSWORD)
  await page.getByLabel('再输一遍新密码').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await home(page)
}

async function upload(page: Page, list: SheetList, rows: readonly SheetValues[], name: string): Promise<void> {
  const { bytes } = await workbookOf(list, rows)
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: bytes })
}

const SECRETARY: SheetValues = { post: 'secretary', since: '2021-06', director: 'yes', political: '01' }
const ROWS: readonly SheetValues[] = [
  { ...SECRETARY, community: '南关社区', name: '王建国', idNumber: '370611197205120012', phone: '13800000001' },
  { ...SECRETARY, community: '芝阳社区', name: '刘芳', birth: '1988-12', director: 'no' },
  { ...SECRETARY, community: '城里社区', name: '张伟', idNumber: '370611198501011019' },
]
const PAST: readonly SheetValues[] = [
  { kind: 'star', period: '2025年下半年', community: '南关社区', value: '4' },
  { kind: 'annual', period: '2025', name: '王建国', birth: '1972-05', value: '优秀', community: '南关社区' },
]

it('goes from an empty house to a roster with its history', async () => {
  const { context, page, problems } = await openScreen(browser)
  await setUp(page)
  await signIn(page, 'head')
  await home(page)
  await found(page)
  const second = await openScreen(browser)
  await welcome(second.page)

  // The officer imports; one of three rows is wrong, and comes back marked.
  const officer = second.page
  await officer.getByText('导入花名册，登记现任的任职').waitFor()
  await press(buttonAbout(officer, '去导入'))
  await officer.getByText('先试运行，什么都不写入').waitFor()
  await picture(officer, 'first-day-roster-empty')
  await upload(officer, ROSTER, ROWS, '花名册.xlsx')
  await officer.getByText('校验码不符').waitFor()
  await picture(officer, 'first-day-roster-checked')
  const [download] = await Promise.all([
    officer.waitForEvent('download'),
    press(buttonAbout(officer, '下载标注后的文件')),
  ])
  const marked = new exceljs.Workbook()
  await marked.xlsx.readFile(await download.path())
  expect(JSON.stringify(marked.worksheets.map((sheet) => sheet.getSheetValues()))).toContain('校验码不符')
  await press(button(officer, '接受 2 行'))
  await officer.getByRole('dialog').getByText('还须由组织部另一个人确认').waitFor()
  await picture(officer, 'first-day-roster-accept')
  await press(inDialog(officer, /^接\s?受$/))
  await officer.getByText('提交和确认不能是同一个人').waitFor()

  // The head finds it among the work, looks, and confirms.
  await page.goto(house.address)
  await page.getByText('第二人确认花名册导入').waitFor()
  await press(buttonAbout(page, '去确认'))
  await page.getByText('刘芳').first().waitFor()
  await picture(page, 'first-day-roster-confirm')
  await press(button(page, '确认写入'))
  await press(inDialog(page, '确认写入'))
  await page.getByText('没有问题的行已写入。').waitFor()
  await picture(page, 'first-day-roster-written')

  await page.goto(`${house.address}/registry/history`)
  await upload(page, HISTORY, PAST, '历史.xlsx')
  await press(button(page, '接受 2 行'))
  await press(inDialog(page, /^接\s?受$/))
  await page.getByText('没有问题的行已写入。').waitFor()
  await picture(page, 'first-day-history')

  await page.goto(house.address)
  await page.getByText('核对期初名册，宣布正式启用').waitFor()
  await press(buttonAbout(page, '去核对'))
  await press(button(page, '宣布正式启用'))
  await page.getByRole('dialog').getByRole('textbox').fill('期初名册已逐社区核对完毕')
  await press(inDialog(page, '宣布正式启用'))
  await page.getByText('已正式启用').first().waitFor()

  await page.goto(`${house.address}/registry?search=南关社区`)
  await press(page.locator('.yz-row-button').first())
  await press(page.getByRole('link', { name: /任职/ }).first())
  await page.getByText('四星').waitFor()
  await page.getByText('王建国').first().waitFor()
  await picture(page, 'first-day-community')
  await press(page.getByRole('link', { name: '王建国' }).first())
  await page.getByRole('heading', { name: '王建国' }).waitFor()
  await page.goto(`${page.url().split('?')[0]}?view=posts`)
  await page.getByText('2021-06-01 至今').first().waitFor()
  await page.goto(`${page.url().split('?')[0]}?view=past`)
  await page.getByText('优秀').waitFor()
  await page.getByText('历史导入').last().waitFor()
  await picture(page, 'first-day-person')
  expect([...problems, ...second.problems]).toEqual([])
  for (const one of [context, second.context]) await one.close()
})
