import { DEMO_PASSWORD } from '#accounts'
import { readConfig } from '#config'
import { ROLES } from '#kernel/access.ts'
import { settableClock } from '#kernel/clock.ts'
import type { Text } from '#kernel/language.ts'
import { DEMO_DATE, endpoints, openServices } from '../main.ts'
import { invoker } from '../server/invoke.ts'
import { foundBodies } from './bodies.ts'
import {
  act,
  announcePeriod,
  type Builder,
  closePeriod,
  confirmPeriod,
  createMember,
  cycleOf,
  fillSheet,
  foundDistrict,
  holdersOf,
  proposePeriod,
  reviewDepartments,
  scoringDepartments,
  settleSecurity,
  submitSheet,
} from './build.ts'
import { ADMINISTRATORS, type CastMember, departmentLogin, ratersOf, reviewersOf, STAFF } from './cast.ts'
import { playFilings } from './filings.ts'
import { enterMerits } from './merits.ts'
import { registerPeople } from './people.ts'
import { playSupervision } from './supervision.ts'
import { setKeyTasks } from './tasks.ts'
import { recordVisits } from './visits.ts'

// The demo's story (rulings F), told through the same operations that people use, with a clock that is set from scene to
// scene. A run that was cut off goes on where it stopped: every scene first looks whether it has been played.

const PERIODS = [
  { period: '2025H2', opens: '2025-11-24', scores: '2025-12-03', announces: '2025-12-26', confirms: '2026-01-08' },
  { period: '2026H1', opens: '2026-05-25', scores: '2026-06-04', announces: '2026-06-24', confirms: '2026-07-03' },
] as const
const RUNNING = { period: '2026H2', opens: '2026-11-23', scores: '2026-12-03' } as const
/** In the running half-year one department is late and two are still at it. */
const NOT_SUBMITTED: Readonly<Record<string, number>> = { 'SR-08': 0, 'SR-05': 0.6, 'SR-11': 0.9 }

const clock = settableClock('2025-11-03')
const services = openServices(readConfig(), clock)
const builder: Builder = { services, invoke: invoker(() => undefined), endpoints }

const TOTAL = 8 + 18 + PERIODS.length * 13 + 13
let done = 0
function step(label: Text): void {
  done++
  process.send?.({ progress: { done: Math.min(done, TOTAL), total: TOTAL, label } })
}

/** A scene that was played in an earlier run is refused by its own rule and skipped. */
async function once(label: Text, play: () => Promise<unknown>, playedWhen: readonly string[]): Promise<void> {
  try {
    await play()
  } catch (error) {
    if (!playedWhen.includes((error as { code?: string }).code ?? '')) throw error
  }
  step(label)
}

async function isFounded(): Promise<boolean> {
  const { needsSetup } = (await act(builder, undefined, 'session.describeInstallation', {})) as { needsSetup: boolean }
  return !needsSetup
}

async function settlePeople(members: readonly CastMember[], holders?: ReadonlyMap<string, string>): Promise<void> {
  const title = { zh: '账号', en: 'accounts' }
  for (const member of members) {
    await once(title, () => createMember(builder, member, holders), ['accounts.login-taken'])
  }
}

async function playPeriod(
  { period, opens, scores, announces, confirms }: (typeof PERIODS)[number],
  packVersion: string,
): Promise<void> {
  const title = { zh: period, en: period }
  const departments = await scoringDepartments(builder, packVersion)
  clock.set(opens)
  await once(title, () => act(builder, 'officer', 'cycle.openCycle', { period, packVersion }), ['cycle.already-open'])
  const cycle = await cycleOf(builder, period)
  clock.set(scores)
  for (const { code } of cycle?.state === 'open' ? departments : []) {
    await once(title, () => playSheet(period, code, 1), ['scoring.already-submitted'])
  }
  clock.set(announces)
  if (cycle?.state !== 'published') await recordVisits(builder, period)
  if (cycle?.state === 'open' || cycle?.state === 'closing') await closePeriod(builder, period)
  if ((await cycleOf(builder, period))?.state === 'closed') {
    await proposePeriod(builder, period)
    await announcePeriod(builder, period)
  }
  clock.set(confirms)
  if ((await cycleOf(builder, period))?.state === 'notice') await confirmPeriod(builder, period)
  step(title)
}

async function playSheet(period: string, department: string, share: number): Promise<void> {
  if (share === 0) return
  await fillSheet(builder, departmentLogin(department), period, department, share)
  if (share === 1) await submitSheet(builder, departmentLogin(department), period, department)
}

async function playRunning(packVersion: string): Promise<void> {
  const { period, opens, scores } = RUNNING
  const title = { zh: period, en: period }
  clock.set(opens)
  await once(title, () => act(builder, 'officer', 'cycle.openCycle', { period, packVersion }), ['cycle.already-open'])
  clock.set(scores)
  for (const { code } of await scoringDepartments(builder, packVersion)) {
    const already = ['scoring.already-submitted', 'scoring.stale-cells', 'scoring.not-open']
    await once(title, () => playSheet(period, code, NOT_SUBMITTED[code] ?? 1), already)
  }
}

function announceAccounts(members: readonly CastMember[]): void {
  const accounts = members.map(({ login, grants }) => {
    const [grant] = grants
    const role = grant ? ROLES[grant.role] : undefined
    return { login, password: DEMO_PASSWORD, zh: `${grant?.orgZh} ${role?.zh}`, en: `${grant?.orgEn}, ${role?.en}` }
  })
  process.send?.({ accounts })
}

async function load(): Promise<void> {
  announceAccounts([
    ...STAFF,
    ...ADMINISTRATORS,
    {
      login: 'sr01 … sr11',
      name: '',
      grants: [{ role: 'department-rater', orgZh: '11 个区直部门', orgEn: '11 departments' }],
    },
    {
      login: 'jr01 … jr18',
      name: '',
      grants: [{ role: 'department-reviewer', orgZh: '18 个联审部门', orgEn: '18 departments' }],
    },
  ])
  await ((await isFounded()) ? settleSecurity(builder) : foundDistrict(builder))
  step({ zh: '建区', en: 'district' })
  await settlePeople([...ADMINISTRATORS.slice(1), ...STAFF])
  await act(builder, 'head', 'division.importShippedDivisions', { apply: true })
  const { id: packVersion } = (await act(builder, 'head', 'pack.adoptShippedPack', {})) as { id: string }
  const departments = await scoringDepartments(builder, packVersion)
  const reviewing = await reviewDepartments(builder, packVersion)
  const duties = [...departments, ...reviewing].map(({ code, zh, en }) => ({ code, zh, en }))
  await act(builder, 'head', 'organisation.assignDuties', { duties })
  await foundBodies(builder)
  clock.set('2026-01-06')
  await registerPeople(builder)
  await setKeyTasks(builder)
  step({ zh: '区划、政策包、部门、人员', en: 'divisions, policy pack, departments, people' })
  await settlePeople([...ratersOf(departments), ...reviewersOf(reviewing)], await holdersOf(builder))
  for (const period of PERIODS) await playPeriod(period, packVersion)
  await playRunning(packVersion)
  await enterMerits(builder, RUNNING.period)
  await playFilings(builder, clock)
  step({ zh: '规范备案', en: 'filing' })
  await playSupervision(builder, clock)
  step({ zh: '监督', en: 'supervision' })
  await setKeyTasks(builder)
  clock.set(DEMO_DATE)
  await recordVisits(builder, RUNNING.period)
}

// The supervisor is gone, and with it the database: whoever starts next loads the rest.
const end = () => process.exit(1)
process.on('disconnect', end)
await load()
await services.database.close()
process.off('disconnect', end)
process.disconnect?.()
