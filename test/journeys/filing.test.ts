import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, openScreen, picture, press } from '../support/browser.ts'
import { reply } from '../support/filing.ts'
import { type House, openHouse } from '../support/house.ts'
import { REVIEW_CODES } from '../../src/demo/filings.ts'

// A mid-term change with one finding cleared and one objection: the street makes the motion, the organization department
// accepts it and asks 18 departments, the audit bureau finds something that is heard and cleared; vetting, vote, notice with an
// objection that stops the days, and the head files. On the way each rule that a person runs into says so and keeps what was typed.

let house: House
let browser: Browser
let community = ''
beforeAll(async () => {
  house = await openHouse('founded')
  browser = await openBrowser()
  const input = { community: house.prepared.world['community'], name: '周明远', idNumber: '370611198001010019' }
  await house.prepared.as('head', 'people.addPerson', input)
  const { communities } = (await house.prepared.as('qingyang', 'community.listCommunities')) as {
    communities: { id: string; shortName: string }[]
  }
  community = communities.find(({ id }) => id === input.community)?.shortName ?? ''
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** The audit bureau: the only one that finds something. */
const FINDING = { department: 'JR-05', item: 'NQ-11', answer: 'found', basis: '福审〔2026〕6号' }
const SILENT = REVIEW_CODES.filter((code) => code !== FINDING.department)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')
const part = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

async function asPerson(login: string, play: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, problems } = await openScreen(browser)
  const bearer = house.prepared.world[`bearer.${login}`] ?? ''
  await context.addCookies([{ name: 'yanzhen', value: bearer, url: house.address }])
  await page.goto(`${house.address}/filing`)
  await page.getByRole('heading', { level: 1, name: '规范备案' }).waitFor()
  await play(page)
  expect(problems).toEqual([])
  await context.close()
}

async function choose(form: Locator, label: string, option: string, search?: string): Promise<void> {
  const box = form.getByRole('combobox', { name: new RegExp(`^${label}`) })
  await press(box)
  if (search) await box.fill(search)
  await press(form.page().getByTitle(option, { exact: true }).last())
}

async function fill(form: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await form.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(value)
  }
}

/** Sends the form of the dialog, and waits until it has gone. */
async function send(page: Page, name: string): Promise<void> {
  await press(dialog(page).getByRole('button', { name: spaced(name) }))
  await dialog(page).waitFor({ state: 'hidden' })
}

/** A button of two characters has a space between them; one that has just sent may still bear its sign of loading. */
const spaced = (name: string): RegExp => new RegExp(`^(loading )?${name.replace(/^(.)(.)$/u, '$1\\s?$2')}$`)

const act = (page: Page, name: string) => press(page.getByRole('button', { name: spaced(name) }))
const openCase = (page: Page) => act(page, '周明远')
const standsAt = (page: Page, sentence: string | RegExp) => part(page, '当前办理').getByText(sentence).waitFor()

it('the street makes a motion; what is missing is named, a day that has passed is refused', async () => {
  await asPerson('qingyang', async (page) => {
    await page.getByText('还没有备案事项').waitFor()
    await act(page, '提出动议')
    const form = dialog(page)
    await press(form.getByRole('button', { name: '提出动议' }))
    await form.getByText('请选择“人选”').first().waitFor()
    await form.getByText('请确认“已查看后备人才库”').first().waitFor()
    await choose(form, '社区', `${community} · 清洋街道`, community)
    await choose(form, '职务', '书记助理')
    await choose(form, '人选', `周明远 · ${community}`, '周明远')
    await choose(form, '备案事项', '届中新任')
    await choose(form, '动议原因', '岗位空缺')
    await fill(form, { 拟任免日期: '2026-11-20', 会议纪要或文号: '街道工委会议纪要〔2026〕28号' })
    await form.getByRole('checkbox', { name: '已查看后备人才库' }).check()
    await form.getByRole('checkbox', { name: '纪检委员在场' }).check()
    await press(form.getByRole('button', { name: '提出动议' }))
    await form.getByText('拟任免日期 2026-11-20 早于今天').waitFor()
    await picture(page, 'filing-motion')
    expect(await form.getByRole('textbox', { name: /^会议纪要/ }).inputValue()).toBe('街道工委会议纪要〔2026〕28号')
    await fill(form, { 拟任免日期: '2027-01-15' })
    await press(form.getByRole('button', { name: '提出动议' }))
    await page.getByRole('heading', { level: 1, name: '周明远' }).waitFor()
    await standsAt(page, '等待区委组织部答复动议')
    await part(page, '基本情况').getByText('岗位空缺').waitFor()
  })
})

it('the officer accepts it and asks the departments', async () => {
  await asPerson('officer', async (page) => {
    await press(page.getByRole('list', { name: '各步骤的件数' }).getByRole('button', { name: /动议酝酿/ }))
    await picture(page, 'filing-list')
    await openCase(page)
    await act(page, '答复动议')
    await choose(dialog(page), '答复意见', '不同意')
    await press(dialog(page).getByRole('button', { name: spaced('保存') }))
    await dialog(page).getByText('请填写“理由”').first().waitFor()
    await choose(dialog(page), '答复意见', '同意')
    await send(page, '保存')
    await part(page, '部门联审').getByText('未发起联审').waitFor()
    await act(page, '发起联审')
    await send(page, '发起联审')
    await part(page, '部门联审').getByText('0/18 个部门已答复').waitFor()
  })
})

it('the departments reply, one has found something; the street reads that it waits, and not for whom', async () => {
  const { prepared } = house
  const { rows } = (await prepared.as('head', 'review.getMatrix')) as { rows: { request: string }[] }
  const request = rows[0]?.request ?? ''
  for (const code of SILENT) await reply(prepared, request, code)
  const { department, ...answer } = FINDING
  await reply(prepared, request, department, [answer])
  await asPerson('qingyang', async (page) => {
    await openCase(page)
    await part(page, '部门联审').getByText('暂缓').waitFor()
    expect(await page.getByRole('main').innerText()).not.toMatch(/审计|JR-|NQ-|福审/)
    expect(await page.getByRole('button', { name: '联审通过' }).count()).toBe(0)
  })
})

it('the officer hears the person, clears the finding and concludes the review', async () => {
  await asPerson('officer', async (page) => {
    await openCase(page)
    await part(page, '部门联审').getByText('1 个部门有“发现”或“建议暂缓”待作结论').waitFor()
    await picture(page, 'filing-review')
    expect(await button(page, '联审通过').count()).toBe(0)
    await press(page.getByRole('link', { name: '查看联审进度' }))
    await act(page, '作出结论')
    const form = dialog(page).last()
    await fill(form, { 听取说明日期: '2026-11-23', 理由: '审计问题已整改到位' })
    await press(form.getByRole('button', { name: spaced('保存') }))
    await dialog(page)
      .getByText(/排除：审计问题已整改到位/)
      .waitFor()
    await press(page.getByRole('link', { name: '查看备案事项' }))
    await act(page, '联审通过')
    await send(page, '联审通过')
    await part(page, '部门联审').getByText('联审结果有效期至 2027-05-23').waitFor()
    await standsAt(page, /考察组不少于 2 人/)
  })
})

it('the street records vetting and vote; too few talks and a vote that does not carry are refused', async () => {
  await asPerson('qingyang', async (page) => {
    await openCase(page)
    await act(page, '登记考察')
    // Names that the register does not know are typed, each taken with Enter.
    const vetters = dialog(page).getByRole('combobox', { name: /^考察组成员/ })
    for (const name of ['赵文静', '王晓东']) {
      await vetters.fill(name)
      await vetters.press('Enter')
    }
    const vetting = { 谈话人数: '7', 其中居民: '3', 考察材料文号: '考察材料〔2026〕4号' }
    await fill(dialog(page), { ...vetting, 考察结论: '符合“三好三强”条件，建议任用' })
    await press(dialog(page).getByRole('button', { name: spaced('保存') }))
    await dialog(page).getByText('谈话 7 人，少于政策规定的 8 人').waitFor()
    await fill(dialog(page), { 谈话人数: '10' })
    await send(page, '保存')
    await part(page, '办理过程').getByText('考察组：赵文静、王晓东').waitFor()
    await act(page, '登记表决')
    const vote = { 应到人数: '9', 实到人数: '8', 赞成人数: '4', 会议纪要或文号: '街道工委会议纪要〔2026〕29号' }
    await fill(dialog(page), vote)
    await press(dialog(page).getByRole('button', { name: spaced('保存') }))
    await dialog(page).getByText('应到 9 人，赞成 4 人，没有超过').waitFor()
    await fill(dialog(page), { 赞成人数: '8' })
    await send(page, '保存')
    await part(page, '办理过程').getByText('应到 9，实到 8，赞成 8').waitFor()
    await standsAt(page, '公示至 2026-11-30（5 个工作日），期满次日可以结束公示')
    expect(await button(page, '公示期满').count()).toBe(0)
  })
})

it('an objection stops the days of the notice until it is answered', async () => {
  house.prepared.clock.set('2026-11-25')
  await asPerson('qingyang', async (page) => {
    await openCase(page)
    await act(page, '登记异议')
    await choose(dialog(page), '反映方式', '来信')
    await fill(dialog(page), { 异议内容: '反映学历情况' })
    await send(page, '登记异议')
    await standsAt(page, '有异议未办结，公示期暂停计算')
    await picture(page, 'filing-objection')
  })
  house.prepared.clock.set('2026-11-27')
  await asPerson('qingyang', async (page) => {
    await openCase(page)
    await press(part(page, /^公示异议/).getByRole('button', { name: '办结异议' }))
    await choose(dialog(page), '核查结果', '不属实')
    await fill(dialog(page), { 核查情况: '学历档案核对无误' })
    await send(page, '办结异议')
    await standsAt(page, '公示至 2026-12-03')
  })
  house.prepared.clock.set('2026-12-04')
  await asPerson('qingyang', async (page) => {
    await openCase(page)
    await standsAt(page, '公示期已于 2026-12-03 届满')
    await act(page, '公示期满')
    await send(page, '公示期满')
    await standsAt(page, '等待区委组织部备案并编号')
    expect(await button(page, '备案').count()).toBe(0)
  })
})

it('the head files it: a number, and the tenure stands in the community', async () => {
  await asPerson('head', async (page) => {
    await openCase(page)
    await act(page, '备案')
    await dialog(page).getByText('生成备案编号，任免自生效之日起写入任职记录').waitFor()
    await fill(dialog(page), { 备案复函文号: '福组复〔2026〕18号' })
    await picture(page, 'filing-file')
    await send(page, '备案')
    await standsAt(page, '已备案，编号 2026-0001')
    await part(page, '办理过程').getByText('备案编号 2026-0001，2027-01-15 生效').waitFor()
    await picture(page, 'filing-filed')
  })
  const { world } = house.prepared
  const timeline = await house.prepared.as('head', 'post.getCommunityTimeline', { community: world['community'] })
  expect(JSON.stringify(timeline)).toContain('周明远')
})
