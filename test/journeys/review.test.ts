import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { openBrowser, openScreen, PHONE, picture, press } from '../support/browser.ts'
import { type House, openHouse } from '../support/house.ts'

// The joint review as departments and the organization department do it: the audit bureau answers by keyboard, finds one thing and
// nothing else; discipline seals what it knows; the head, who is named, reads it, and the officer does not; what was found is
// heard and cleared.

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse('filing')
  const { prepared } = house
  const { community, candidate, accepted } = prepared.world
  const motion = { kind: 'FK-1', reason: 'FR-1', community, postKind: 'secretary', person: candidate }
  const gates = { plannedOn: '2027-02-01', document: '纪要', reserveSeen: true, disciplinePresent: true }
  const { id } = (await prepared.as('qingyang', 'filing.propose', { ...motion, ...gates })) as { id: string }
  await prepared.as('officer', 'filing.answerMotion', { filing: id, version: 1, accept: true, reason: null })
  await prepared.as('officer', 'review.ask', { filings: [accepted, id] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const [TODAY, BASIS, SECRET] = ['2026-11-23', '福审〔2026〕9号', '福纪函〔2026〕7号']
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
/** While it turns, its name begins with that. */
const SAVE = /保\s?存$/
const dialog = (page: Page) => page.getByRole('dialog')

async function asPerson(login: string, path: string, play: (page: Page) => Promise<void>, viewport?: typeof PHONE) {
  const { context, page, problems } = await openScreen(browser, viewport ? { viewport } : {})
  await page.goto(`${house.address}/`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await press(button(page, '登录'))
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.goto(house.address + path)
  await play(page)
  expect(problems).toEqual([])
  await context.close()
}

async function lookUp(page: Page, people: string): Promise<void> {
  await page.getByLabel('核查人数').fill(people)
  await page.getByLabel('核查系统').fill('审计整改台账')
  await page.getByLabel('核查日期').fill(TODAY)
}

it('the audit bureau finds one thing by keyboard and nothing else; first it has to say how it looked', async () => {
  await asPerson('jr05', '/review/questions', async (page) => {
    await page.getByRole('grid', { name: '未答复名单' }).waitFor()
    await press(button(page, '其余未发现'))
    await page.getByText('“核查人数”没有填写').waitFor()
    await button(page, '冯立国 NQ-11：未答').focus()
    await page.keyboard.press('2')
    await press(dialog(page).getByRole('button', { name: '确定' }))
    await dialog(page).getByText('答复“发现”须写明依据文号').waitFor()
    await dialog(page).getByLabel('依据文号').fill(BASIS)
    await page.keyboard.press('Enter')
    await button(page, `冯立国 NQ-11：发现，依据 ${BASIS}`).waitFor()
    await lookUp(page, '1')
    await press(button(page, '其余未发现'))
    await page.getByText('核查人数 1 少于答复的 2 人').waitFor()
    expect(await button(page, '陈雨桐 NQ-11：未答').count()).toBe(1)
    await page.getByLabel('核查人数').fill('2')
    await press(button(page, '其余未发现'))
    await page.getByText('已将 1 格填为“未发现”').waitFor()
    await picture(page, 'review-questions')
    await press(button(page, '签名提交（2 人）'))
    await dialog(page)
      .getByText(/本次答复 2 人：未发现 1 项，发现或建议暂缓 1 项/)
      .waitFor()
    await press(dialog(page).getByRole('button', { name: '签名提交' }))
    await page.getByText('没有待答复的名单').waitFor()
    await press(page.getByText('已答复 3'))
    await page
      .getByRole('row', { name: /冯立国/ })
      .getByText('NQ-11 发现')
      .waitFor()
  })
})

it('discipline seals one reply; the people who are not complete stay for later, and leaving them asks first', async () => {
  await asPerson('jr01', '/review/questions', async (page) => {
    await lookUp(page, '1')
    const cell = button(page, '周明远 NQ-04：未答')
    await cell.focus()
    await page.keyboard.press('2')
    await page.getByText('NQ-04 不能答复“发现”').waitFor()
    await page.keyboard.press('F2')
    await press(dialog(page).getByRole('radio', { name: /建议暂缓/ }))
    await dialog(page).getByLabel('依据文号').fill(SECRET)
    await press(dialog(page).getByRole('button', { name: '确定' }))
    await dialog(page).waitFor({ state: 'hidden' })
    for (const item of ['NQ-05', 'NQ-06', 'NQ-11']) {
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('1')
      await button(page, `周明远 ${item}：未发现`).waitFor()
    }
    await page.getByRole('checkbox', { name: '密存 周明远 的答复' }).check()
    await button(page, '冯立国 NQ-05：未答').focus()
    await page.keyboard.press('3')
    await press(page.getByRole('link', { name: '工作台' }).first())
    await press(dialog(page).getByRole('button', { name: '取消' }))
    await button(page, '冯立国 NQ-05：无法核查').waitFor()
    await press(button(page, '签名提交（1 人）'))
    await dialog(page).getByText('其中 1 人的答复密存。').waitFor()
    await dialog(page)
      .getByText(/另有 2 人没有答齐/)
      .waitFor()
    await picture(page, 'review-sealing')
    await press(dialog(page).getByRole('button', { name: '签名提交' }))
    await button(page, /^周明远 NQ-04/).waitFor({ state: 'detached' })
    await page.getByText('未答复 2').waitFor()
    await button(page, '冯立国 NQ-05：无法核查').waitFor()
  })
})

it('the head, who is named, reads what is sealed', async () => {
  await asPerson('head', '/review', async (page) => {
    await press(button(page, '周明远'))
    await dialog(page).getByText('由您掌握的密存答复').waitFor()
    await dialog(page).getByText(SECRET).waitFor()
    await dialog(page).getByRole('button', { name: '解除密存' }).waitFor()
    expect(await dialog(page).getByRole('button', { name: '作出结论' }).count()).toBe(1)
    await picture(page, 'review-sealed')
  })
})

it('the officer sees a reply that has not come, urges without a name, and clears what was found', async () => {
  await asPerson('officer', `/review?filing=${house.prepared.world['filing']}`, async (page) => {
    await dialog(page).getByText('福审〔2026〕6号').waitFor()
    expect(await dialog(page).innerText()).not.toContain(SECRET)
    expect(await dialog(page).getByText('由您掌握的密存答复').count()).toBe(0)
    await dialog(page).getByText('逾期未答复').first().waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    const table = page.getByRole('region', { name: '人选与部门' })
    expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    await picture(page, 'review-matrix')
    await press(button(page, '复制催办文字').first())
    await page.getByText('催办文字已复制').waitFor()
    const letter = await page.evaluate(() => navigator.clipboard.readText())
    expect(letter).toMatch(/区纪委监委：待答复 1 人/)
    expect(letter).not.toMatch(/周明远|冯立国|陈雨桐/)
    await press(button(page, '冯立国'))
    await press(dialog(page).getByRole('button', { name: '作出结论' }))
    const form = dialog(page).last()
    await press(form.getByRole('button', { name: SAVE }))
    await form.getByText('“听取说明日期”没有填写').waitFor()
    await form.getByLabel('理由').fill('审计问题已整改到位')
    await form.getByLabel('听取说明日期').fill('2026-11-02')
    await press(form.getByRole('button', { name: SAVE }))
    await form.getByText(/听取说明的日期 2026-11-02 应在答复之后/).waitFor()
    expect(await form.getByLabel('理由').inputValue()).toBe('审计问题已整改到位')
    await form.getByLabel('听取说明日期').fill(TODAY)
    await press(form.getByRole('button', { name: SAVE }))
    await dialog(page)
      .getByText(/排除：审计问题已整改到位/)
      .waitFor()
    await picture(page, 'review-cleared')
  })
})

it('on the phone a department answers card by card', async () => {
  await asPerson(
    'jr12',
    '/review/questions',
    async (page) => {
      await page.getByRole('list', { name: '未答复名单' }).waitFor()
      await press(button(page, '周明远 NQ-12：未答'))
      await press(dialog(page).getByRole('radio', { name: /未发现/ }))
      await press(dialog(page).getByRole('button', { name: '确定' }))
      await button(page, '周明远 NQ-12：未发现').waitFor()
      await picture(page, 'review-phone')
    },
    PHONE,
  )
})
