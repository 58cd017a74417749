import { act, type Builder } from './build.ts'

// What discipline does in the demo: it has stopped one case, which still stands, and written to the street about it.

const [STOPPED, WRITTEN] = ['2026-12-08', '2026-12-09']
const QINGYANG = 370611001

type Clock = { readonly set: (date: string) => void }
type Listed = { readonly filings: readonly { readonly id: string }[] }
type Watched = { readonly items: readonly { readonly id: string; readonly topic: string }[] }

/** Plays what is not there yet. */
export async function playSupervision(builder: Builder, clock: Clock): Promise<void> {
  await stopOne(builder, clock)
  clock.set(WRITTEN)
  const { items } = (await act(builder, 'discipline', 'supervision.listItems', {})) as Watched
  const stop = items.find(({ topic }) => topic === 'stop')
  if (!stop || items.some(({ topic }) => topic === 'opinion')) return
  await act(builder, 'discipline', 'supervision.issueOpinion', {
    to: { kind: 'street', street: QINGYANG },
    items: [stop.id],
    findings: '考察期间收到的来信反映未核实即提交讨论，考察材料中没有核实经过。',
    asks: '说明来信收到和处理的经过，补充核实材料；今后讨论决定前先核实来信反映。',
    answerBy: '2026-12-18',
  })
}

/** The case that waits for its vote. */
async function stopOne(builder: Builder, clock: Clock): Promise<void> {
  const { stops } = (await act(builder, 'discipline', 'supervision.getBoard', {})) as { stops: readonly object[] }
  const { filings } = (await act(builder, 'discipline', 'filing.listFilings', { state: 'decision' })) as Listed
  const [waiting] = filings
  if (!waiting || stops.length > 0) return
  clock.set(STOPPED)
  const reason = '来信反映考察对象任职前的社区公章使用问题，需要核实'
  await act(builder, 'discipline', 'supervision.stop', { filing: waiting.id, reason })
}
