import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { REVIEW_CODES } from '../../src/demo/filings.ts'
import { departmentLogin } from '../../src/demo/cast.ts'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { numbered } from '../support/filing.ts'
import { motionRow, motionsFile } from '../support/motions.ts'
import { type House, openHouse } from '../support/house.ts'

// A term election of one street: one motion for many, then each step in a batch from the list. What cannot go on is named and
// stays; one group vets and one meeting votes, without the relative of a candidate; in the end each case has a number of its own.

let house: House
let browser: Browser
const NAMES = ['赵长海', '钱红梅', '孙志强', '李春燕']
const IDS = ['370611198001010019', '370611198102020022', '370611198203030036', '370611198304040047']
let communities: { id: string; shortName: string }[] = []
beforeAll(async () => {
  house = await openHouse('founded')
  browser = await openBrowser()
  const listed = (await house.prepared.as('qingyang', 'community.listCommunities')) as {
    communities: typeof communities
  }
  communities = listed.communities.slice(0, NAMES.length)
  for (const [at, name] of NAMES.entries()) {
    await house.prepared.as('head', 'people.addPerson', {
      community: communities[at]?.id,
      name,
      idNumber: numbered(IDS[at] ?? ''),
    })
  }
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function asPerson(login: string, path: string, play: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, problems } = await openScreen(browser)
  const bearer = house.prepared.world[`bearer.${login}`] ?? ''
  await context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  await page.goto(house.address + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await play(page)
  expect(problems).toEqual([])
  await context.close()
}

const spaced = (name: string): RegExp => new RegExp(`^(loading )?${name.replace(/^(.)(.)$/u, '$1\\s?$2')}$`)
const act = (page: Page, name: string) => press(page.getByRole('button', { name: spaced(name) }).last())
const dialog = (page: Page) => page.getByRole('dialog')

/** Fills the fields of a name, in their order. */
async function fillAll(form: Locator, label: string, values: readonly string[]): Promise<void> {
  const fields = form.getByRole('textbox', { name: new RegExp(`^${label}`) })
  for (const [at, value] of values.entries()) await fields.nth(at).fill(value)
}
/** Types a name, and takes it as it stands or as it is in the register. */
async function member(form: Locator, label: string, name: string, isKnown = false): Promise<void> {
  const box = form.getByRole('combobox', { name: new RegExp(`^${label}`) })
  await box.fill(name)
  if (isKnown)
    await press(
      form
        .page()
        .getByTitle(new RegExp(`^${name} · `))
        .last(),
    )
  else await box.press('Enter')
}

type Case = { id: string; version: number; state: string; number: string | null; person: string; personName: string }
type Listed = { filings: Case[] }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const running = async () => (await cases()).filter(({ state }) => state !== 'withdrawn')
const cases = async () => ((await house.prepared.as('head', 'filing.listFilings')) as Listed).filings

/** Chooses all that stand at a step and does the same to each. */
async function all(page: Page, name: string): Promise<void> {
  await press(page.getByRole('checkbox', { name: '选择本页全部' }))
  await act(page, name)
}
async function confirmAll(page: Page, name: string): Promise<void> {
  await all(page, name)
  await press(dialog(page).getByRole('button', { name: spaced(name) }))
}
const finished = async (page: Page) => {
  await page.getByText('全部完成。').waitFor()
  await press(dialog(page).getByRole('button', { name: '知道了' }))
}

it('the street moves four at once', async () => {
  await asPerson('qingyang', '/filing/batch', async (page) => {
    await page.getByLabel('拟任免日期').fill('2027-01-15')
    await page.getByRole('textbox', { name: /^会议纪要/ }).fill('街道工委会议纪要〔2026〕40号')
    await page.getByRole('checkbox', { name: '已查看后备人才库' }).check()
    await act(page, '提出 0 件动议')
    await page.getByText('还没有选择人选。').first().waitFor()
    await page.getByRole('checkbox', { name: '纪检委员在场' }).check()
    for (const [at, name] of NAMES.entries()) {
      const box = page.getByLabel(communities[at]?.shortName ?? '', { exact: true })
      await press(box)
      await box.fill(name)
      await press(page.getByTitle(`${name} · ${communities[at]?.shortName}`, { exact: true }).last())
    }
    await picture(page, 'election-motion')
    await act(page, '提出 4 件动议')
    await page.getByRole('heading', { level: 1, name: '规范备案' }).waitFor()
    for (const name of NAMES) await page.getByText(name).first().waitFor()
  })
  expect((await cases()).map(({ state }) => state)).toEqual(['motion', 'motion', 'motion', 'motion'])
})

it('the same table as a workbook: the wrong cell is named, the good row becomes a case, and the batch goes back', async () => {
  const row = { community: communities[0]?.shortName ?? '', post: 'assistant', name: NAMES[0] ?? '' }
  const good = motionRow({ ...row, idNumber: numbered(IDS[0] ?? '').slice(-4) })
  const { bytes } = await motionsFile(good, { ...good, post: 'deputy-secretary', planned: '2026-01-01' })
  await asPerson('qingyang', '/filing/batch?view=excel', async (page) => {
    await page.locator('input[type=file]').setInputFiles({ name: '动议.xlsx', mimeType: XLSX, buffer: bytes })
    await page
      .getByText(/拟任免日期 2026-01-01 早于今天/)
      .first()
      .waitFor()
    await picture(page, 'election-workbook')
    await act(page, '接受 1 行')
    await press(dialog(page).getByRole('button', { name: spaced('接受') }))
    await page.getByRole('button', { name: /撤销/ }).first().waitFor()
  })
  const made = (await cases()).filter(({ state }) => state === 'motion')
  expect(made).toHaveLength(5)
  const { batches } = (await house.prepared.as('qingyang', 'motions.listBatches')) as {
    batches: { id: string; version: number }[]
  }
  const [{ id: batch, version } = { id: '', version: 0 }] = batches
  await house.prepared.as('qingyang', 'motions.undoBatch', { batch, version, reason: '演练' })
})

it('the officer accepts all, asks for all, and is told why none can be concluded yet', async () => {
  await asPerson('officer', '/filing?state=motion', async (page) => {
    await confirmAll(page, '批量受理')
    await finished(page)
    await page.goto(`${house.address}/filing?state=review`)
    await confirmAll(page, '批量发起联审')
    await finished(page)
    await all(page, '批量通过联审')
    await press(dialog(page).getByRole('button', { name: '批量通过联审' }))
    await page.getByText('下列事项没有办理，保持原样：').waitFor()
    await picture(page, 'election-left')
    expect(await dialog(page).getByRole('listitem').count()).toBe(4)
    await press(dialog(page).getByRole('button', { name: '知道了' }))
  })
})

it('after all departments have replied all go on, and one group vets them', async () => {
  await replyToAll()
  await asPerson('officer', '/filing?state=review', async (page) => {
    await confirmAll(page, '批量通过联审')
    await finished(page)
  })
  await asPerson('qingyang', '/filing?state=vetting', async (page) => {
    await all(page, '批量登记考察')
    const form = dialog(page)
    await member(form, '考察组成员', '赵文静')
    await member(form, '考察组成员', '王晓东')
    const day = house.prepared.clock.today()
    for (const label of ['考察开始', '考察结束']) await form.getByLabel(label).fill(day)
    await fillAll(form, '考察材料文号', ['考察材料〔2026〕7号'])
    await fillAll(form, '谈话人数', ['8', '8', '9', '8'])
    await fillAll(form, '其中居民', ['3', '3', '2', '3'])
    await fillAll(form, '考察结论', ['建议任用', '建议任用', '建议任用', '建议任用'])
    await picture(page, 'election-vetting')
    await press(form.getByRole('button', { name: '批量登记考察' }))
    await form.waitFor({ state: 'detached' })
  })
  expect((await running()).map(({ state }) => state)).toEqual(['decision', 'decision', 'decision', 'decision'])
})

it('one meeting votes on all: a relative of one candidate is recused for that one, or nothing is recorded', async () => {
  const { prepared } = house
  const relative = (
    (await prepared.as('head', 'people.addPerson', {
      community: communities[0]?.id,
      name: '曹永强',
    })) as { id: string }
  ).id
  const second = (await cases()).find(({ personName }) => personName === NAMES[1])
  await prepared.as('discipline', 'kin.declareKin', { person: second?.person, relative, degree: 'sibling' })
  await asPerson('qingyang', '/filing?state=decision', async (page) => {
    await all(page, '批量登记表决')
    const form = dialog(page)
    await fillAll(form, '应到人数', ['9'])
    await fillAll(form, '到会人数', ['8'])
    await fillAll(form, '会议纪要', ['街道工委会议纪要〔2026〕41号'])
    await member(form, '到会成员', '曹永强', true)
    await press(form.getByRole('button', { name: '批量登记表决' }))
    await form.getByText(/钱红梅（.+）：到会人员曹永强须回避/).waitFor()
    const row = form.getByRole('group', { name: /^钱红梅/ })
    await member(row, '回避人员', '曹永强', true)
    expect(await row.getByLabel('赞成人数').inputValue()).toBe('7')
    await picture(page, 'election-vote')
    await press(form.getByRole('button', { name: '批量登记表决' }))
    await form.waitFor({ state: 'detached' })
  })
  expect((await running()).map(({ state }) => state)).toEqual(['notice', 'notice', 'notice', 'notice'])
})

it('the notices end together, and each case is filed under a number of its own', async () => {
  await asPerson('qingyang', '/filing?state=notice', async (page) => {
    house.prepared.clock.set('2026-12-07')
    await page.reload()
    await confirmAll(page, '批量结束公示')
    await finished(page)
  })
  await asPerson('head', '/filing?state=filing', async (page) => {
    await all(page, '批量备案')
    await dialog(page)
      .getByRole('textbox', { name: /^备案复函/ })
      .fill('福组复〔2026〕30号')
    await press(dialog(page).getByRole('button', { name: '批量备案' }))
    await finished(page)
    await page.goto(`${house.address}/filing?state=filed`)
    await page
      .getByText(NAMES[0] ?? '')
      .first()
      .waitFor()
    await picture(page, 'election-filed')
  })
  const filed = await running()
  expect(filed.map(({ state }) => state)).toEqual(['filed', 'filed', 'filed', 'filed'])
  expect(new Set(filed.map(({ number }) => number)).size).toBe(4)
})

async function replyToAll(): Promise<void> {
  const { prepared } = house
  const { rows } = (await prepared.as('head', 'review.getMatrix')) as { rows: { request: string }[] }
  for (const department of REVIEW_CODES) {
    const replies = rows.map(({ request }) => ({ request, department, sensitive: false, answers: [] }))
    const looked = { checkedPeople: rows.length, checkedIn: '部门业务系统', checkedOn: prepared.clock.today() }
    await prepared.as(departmentLogin(department), 'review.reply', { ...looked, replies })
  }
}
