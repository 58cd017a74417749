import { afterEach, expect, it } from 'vitest'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { numbered } from '../../../../test/support/filing.ts'
import { dryRun } from '../../../../test/support/imports.ts'
import { acceptMotions, motionRow, MOTIONS_AT, motionsFile } from '../../../../test/support/motions.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getFiling, listFilings } from '../filing/contract.ts'
import { MOTIONS } from './contract.ts'

// Motions from a workbook: each good row is a case, every wrong cell is named, and what nobody acted on goes back as a whole.

let world: Prepared
afterEach(() => world.close())

const check = async (...rows: SheetValues[]) => dryRun(world, MOTIONS_AT, await motionsFile(...rows))
const add = async (name: string, id: string, community = world.world['community']) =>
  ((await world.as('head', 'people.addPerson', { name, community, idNumber: numbered(id) })) as { id: string }).id
const cases = async () =>
  ((await world.as('qingyang', 'filing.listFilings', {})) as OutputOf<typeof listFilings>).filings
const letterOf = (key: string) => String.fromCharCode(65 + MOTIONS.columns.findIndex((one) => one.key === key))
/** Above the rows stand the instructions and the headers. */
const FIRST = 8
const at = (code: string, column: string, row: number) => `motions.${code} ${letterOf(column)}${row + FIRST}`
const placesOf = ({ problems }: BatchView) => problems.map(({ code, row, column }) => `${code} ${column}${row}`)

it('makes a case of each row, under the name of who uploaded it, and leaves out rows without a candidate', async () => {
  world = await prepare('filing')
  const before = (await cases()).length
  const holder = await add('何东方', '370611197501010015')
  const batch = await check(
    motionRow(),
    motionRow({
      community: '史家庄社区',
      post: 'secretary',
      name: '何东方',
      idNumber: numbered('370611197501010015'),
      kind: 'fk-2',
      reason: '换届',
    }),
    { community: '宋家疃社区', post: 'secretary' },
  )
  expect(batch.problems).toEqual([])
  expect(batch.counts).toMatchObject({ rows: 3, added: 2, same: 1, refused: 0 })
  await acceptMotions(world, batch.id)
  const made = (await cases()).slice(0, (await cases()).length - before)
  expect(made.map(({ personName, communityName, kind, state }) => [personName, communityName, kind, state])).toEqual(
    expect.arrayContaining([
      ['陈雨桐', '南关社区', 'FK-1', 'motion'],
      ['何东方', '史家庄社区', 'FK-2', 'motion'],
    ]),
  )
  const one = made.find(({ person }) => person === holder)
  const { acts } = (await world.as('head', 'filing.getFiling', { filing: one?.id })) as OutputOf<typeof getFiling>
  expect(acts).toMatchObject([{ event: 'propose', document: '街道工委会议纪要〔2026〕36号', by: '赵文静' }])
  // The same workbook once more.
  const again = await check(motionRow())
  expect(placesOf(again)).toEqual([at('twice', 'name', 0)])
  expect(again.counts).toMatchObject({ added: 0, refused: 1 })
})

it('names every wrong cell', async () => {
  world = await prepare('filing')
  await add('何东方', '370611197501010015')
  await add('何东方', '370611197601070010')
  const wrong = {
    kind: '没有这种',
    reason: '没有',
    planned: '2026-01-01',
    document: null,
    idNumber: '12',
    community: '天边社区',
  }
  const batch = await check(
    motionRow(wrong),
    motionRow({ name: '何东方', idNumber: '0010', planned: '9026-01-01' }),
    motionRow({ idNumber: '1111' }),
    motionRow({ name: '周明远' }),
    motionRow({ leavesCommunity: '南关社区', discipline: null }),
    motionRow({ leavesCommunity: '南关社区', leavesPost: 'secretary' }),
    motionRow({ kind: '代理或主持工作', leavesCommunity: '南关社区', leavesPost: 'secretary' }),
    motionRow({ kind: '免职或调整' }),
    motionRow({ succeeds: '张三' }),
    motionRow({ post: 'deputy-secretary' }),
    motionRow({ post: 'deputy-secretary' }),
  )
  expect(placesOf(batch).toSorted()).toEqual(
    [
      at('community-unknown', 'community', 0),
      at('missing', 'document', 0),
      at('number-form', 'idNumber', 0),
      at('not-listed', 'kind', 0),
      at('not-listed', 'reason', 0),
      at('planned-past', 'planned', 0),
      at('person-unclear', 'name', 1),
      at('planned-far', 'planned', 1),
      at('person-unknown', 'name', 2),
      at('person-unknown', 'name', 3),
      at('leaves-half', 'leavesPost', 4),
      at('missing', 'discipline', 4),
      at('not-held', 'leavesPost', 5),
      at('acting-leaves', 'leavesPost', 6),
      at('not-held', 'post', 7),
      at('succeeds', 'succeeds', 8),
      at('twice-here', 'name', 10),
    ].toSorted(),
  )
  expect(batch.problems.find(({ code }) => code === 'motions.not-listed')?.zh).toContain('届中新任、')
  // Personal numbers are not repeated.
  expect(JSON.stringify(batch)).not.toContain('0047')
  expect(batch.counts).toMatchObject({ rows: 11, added: 1 })
})

it('reaches no further than the street of who uploaded it', async () => {
  world = await prepare('filing')
  const community = world.world['otherCommunity'] ?? ''
  const { communities } = (await world.as('head', 'community.listCommunities', { limit: 200 })) as {
    communities: { id: string; code: number }[]
  }
  const code = String(communities.find(({ id }) => id === community)?.code)
  await add('别街人', '370611197501010015', community)
  const other = { name: '别街人', idNumber: numbered('370611197501010015') }
  expect(placesOf(await check(motionRow({ community: code })))).toEqual([at('community-unknown', 'community', 0)])
  expect(placesOf(await check(motionRow(other)))).toEqual([at('person-unknown', 'name', 0)])
  // The same rows by the organization department, which sees both.
  const both = await motionsFile(motionRow({ ...other, community: code }))
  expect((await dryRun(world, { ...MOTIONS_AT, login: 'officer' }, both)).problems).toEqual([])
})

it('makes no motion about the uploader’s own kin: their dossiers are closed, and the job has no session', async () => {
  world = await prepare('filing')
  const own = await add('张伟', '370611197501010015')
  const { accounts } = (await world.as('security', 'account.listAccounts')) as {
    accounts: { id: string; login: string }[]
  }
  const id = accounts.find(({ login }) => login === 'qingyang')?.id
  await world.as('security', 'account.linkPerson', { id, idNumber: numbered('370611197501010015') })
  // The positive control: nobody is kin yet.
  expect((await check(motionRow())).problems).toEqual([])
  const person = world.world['candidate']
  await world.as('discipline', 'kin.declareKin', { person, relative: own, degree: 'sibling' })
  expect(placesOf(await check(motionRow()))).toEqual([at('person-unknown', 'name', 0)])
})

it('takes back what nobody acted on since, as withdrawn by who took it back', async () => {
  world = await prepare('stopped')
  const batch = world.world['motions.written']
  const version = Number(world.world['motions.written.version'])
  const made = (await cases()).find(({ communityName }) => communityName === '宋家疃社区')
  const undo = { batch, version, reason: '传错文件' }
  await world.as('officer', 'motions.undoBatch', undo)
  const { acts } = (await world.as('head', 'filing.getFiling', { filing: made?.id })) as OutputOf<typeof getFiling>
  const { accounts } = (await world.as('security', 'account.listAccounts')) as {
    accounts: { login: string; name: string }[]
  }
  const by = accounts.find(({ login }) => login === 'officer')?.name
  expect(acts).toMatchObject([{ by: '赵文静' }, { event: 'withdraw', to: 'withdrawn', by }])
})

it('is not taken back once a motion has moved on', async () => {
  world = await prepare('stopped')
  const made = (await cases()).find(({ communityName }) => communityName === '宋家疃社区')
  await world.as('officer', 'filing.answerMotion', { filing: made?.id, version: 1, accept: true, reason: null })
  const known = { batch: world.world['motions.written'], version: Number(world.world['motions.written.version']) }
  await expect(world.as('qingyang', 'motions.undoBatch', { ...known, reason: '传错文件' })).rejects.toMatchObject({
    code: 'motions.moved-on',
  })
})

it('goes out with who is secretary now, the words of the policy, and no candidate', async () => {
  world = await prepare('filed')
  const file = (await world.as('qingyang', 'motions.exportList', { purpose: '换届动议' })) as { bytes: Buffer }
  const sent = { name: '批量动议表.xlsx', bytes: Buffer.from(file.bytes) }
  const back = await dryRun(world, MOTIONS_AT, sent)
  expect(back.problems).toEqual([])
  expect(back.counts).toMatchObject({ added: 0 })
  expect(back.counts?.same).toBeGreaterThan(3)
})
