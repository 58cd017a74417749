import { z } from 'zod'
import { endpoint, type World } from '#kernel/endpoint.ts'
import { FILERS, recordVetting, recordVote } from '../filing/contract.ts'

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
