import { z } from 'zod'
import { endpoint, type World } from '#kernel/endpoint.ts'
import { importEndpoints, type ImportDeclaration } from '#kernel/sheets/import-contract.ts'
import type { SheetChoice, SheetColumn, SheetList } from '#kernel/sheets/list.ts'
import { type FILED_POSTS, FILERS, recordVetting, recordVote } from '../filing/contract.ts'

// What one street does about many candidates at once (decision 20): one meeting votes on them, one group vets them. Each
// candidate has numbers of its own; all of it is written, or nothing.

/** More than a street has communities, times the posts that are filed. */
const MOST = 200

const one = z.object({ filing: z.uuid(), version: z.int() })
const vote = recordVote.input.shape
const vetting = recordVetting.input.shape
const done = z.object({ done: z.int() })
const running = (world: World) => ({ filing: world.filing, version: Number(world.filingVersion) })

export const recordVotes = endpoint({
  id: 'election.recordVotes',
  kind: 'write',
  who: FILERS,
  summary: { zh: '登记一次会议对多名人选的表决', en: 'Record the votes of one meeting on several candidates' },
  input: z.object({
    members: vote.members,
    /** Who came, as far as they are named: once for the meeting, and compared with every candidate's kin. */
    attended: vote.attended,
    document: vote.document,
    cases: z
      .array(
        one.extend({
          /** Who took part in this vote: those who were recused are not among them. */
          present: vote.present,
          favour: vote.favour,
          recused: vote.recused,
          namesakes: vote.namesakes,
        }),
      )
      .min(1)
      .max(MOST),
  }),
  output: done,
  sample: {
    given: 'decision',
    input: (world) => ({
      members: 9,
      document: '街道工委会议纪要〔2026〕41号',
      cases: [{ ...running(world), present: 8, favour: 8, recused: [] }],
    }),
  },
})

export const recordVettings = endpoint({
  id: 'election.recordVettings',
  kind: 'write',
  who: FILERS,
  summary: { zh: '登记一个考察组对多名人选的考察', en: 'Record what one group vetted about several candidates' },
  input: z.object({
    vetters: vetting.vetters,
    from: z.iso.date(),
    until: z.iso.date(),
    document: vetting.document,
    cases: z
      .array(
        one.extend({
          talks: vetting.talks,
          residents: vetting.residents,
          conclusion: vetting.conclusion,
          namesakes: vetting.namesakes,
        }),
      )
      .min(1)
      .max(MOST),
  }),
  output: done,
  sample: {
    given: 'vetting',
    input: (world) => ({
      vetters: ['赵文静', '王晓东'],
      from: '2026-11-11',
      until: '2026-11-12',
      document: '考察材料〔2026〕7号',
      cases: [{ ...running(world), talks: 9, residents: 3, conclusion: '符合“三好三强”条件' }],
    }),
  },
})

const POSTS: readonly SheetChoice[] = [
  { value: 'secretary', zh: '党组织书记', en: 'Secretary' },
  { value: 'deputy-secretary', zh: '党组织副书记', en: 'Deputy secretary' },
  { value: 'assistant', zh: '书记助理', en: 'Secretary’s assistant' },
] satisfies readonly { readonly value: (typeof FILED_POSTS)[number]; readonly zh: string; readonly en: string }[]
const YES: readonly SheetChoice[] = [{ value: 'yes', zh: '是', en: 'Yes' }]

const column = (key: string, zh: string, en: string, rest: Partial<SheetColumn> = {}): SheetColumn => ({
  key,
  header: { zh, en },
  kind: 'text',
  ...rest,
})

/** One motion per row. What the policy lists, the template offers in drop-downs; it is read by code or by name. */
export const MOTIONS: SheetList = {
  id: 'management.motions',
  version: 1,
  name: { zh: '批量动议表', en: 'Motions' },
  keys: [],
  columns: [
    column('street', '街道', 'Street', { optional: true, maxLength: 40, width: 14 }),
    column('community', '社区', 'Community', {
      required: true,
      maxLength: 60,
      width: 18,
      help: { zh: '简称、全称或 12 位代码。', en: 'Short or full name, or the code of 12 digits.' },
    }),
    column('post', '职务', 'Post', { kind: 'choice', choices: POSTS, required: true, width: 14 }),
    column('succeeds', '接任（现任姓名）', 'Succeeds', {
      optional: true,
      maxLength: 60,
      width: 14,
      help: {
        zh: '供核对：与任职记录不一致的行不导入；岗位空缺的留空。',
        en: 'For checking: a row that differs from who holds the post is not taken; empty where it is vacant.',
      },
    }),
    column('name', '人选姓名', 'Candidate', {
      maxLength: 60,
      width: 14,
      help: {
        zh: '须已在人员库登记；留空的行不提出动议。',
        en: 'Registered already; a row without one makes no motion.',
      },
    }),
    column('idNumber', '身份证号或后四位', 'ID number or its last four', {
      sensitive: true,
      maxLength: 40,
      width: 22,
      help: { zh: '与姓名一起认定人选。', en: 'Together with the name it says who is meant.' },
    }),
    column('kind', '备案事项', 'What is filed', { maxLength: 60, width: 18 }),
    column('reason', '动议原因', 'Reason', { maxLength: 60, width: 14 }),
    column('planned', '拟任免日期', 'Planned day', { kind: 'date', width: 14 }),
    column('leavesCommunity', '同时免去：社区', 'Leaves: community', { optional: true, maxLength: 60, width: 18 }),
    column('leavesPost', '同时免去：职务', 'Leaves: post', {
      optional: true,
      kind: 'choice',
      choices: POSTS,
      width: 14,
    }),
    column('document', '会议纪要或文号', 'Minutes or document', { maxLength: 160, width: 30 }),
    column('reserve', '已查看后备人才库', 'Reserve list looked at', { kind: 'choice', choices: YES, width: 12 }),
    column('discipline', '纪检委员在场', 'Discipline secretary present', { kind: 'choice', choices: YES, width: 12 }),
  ],
  instructions: [
    {
      zh: '一行一件动议。可先导出本街道的表：每个社区一行，已写明现任书记；填上人选后导入，没有填人选的行不提出动议。',
      en: 'A row per motion. Export your street’s table first: a row per community with who is secretary now; fill in the candidates and import it. A row without a candidate makes no motion.',
    },
    {
      zh: '连任的，人选填现任本人。调整或升任的，在“同时免去”两列填要免去的社区和职务。',
      en: 'For another term the candidate is who holds the post. For a change or a promotion fill in what is left in the two columns “Leaves”.',
    },
  ],
}

export const motionsImport = {
  slice: 'motions',
  list: MOTIONS,
  who: FILERS,
  given: 'stopped',
} as const satisfies ImportDeclaration

export const motionEndpoints = importEndpoints(motionsImport)
