import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#kernel/refusal.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { DEMO_PASSWORD } from './queries.ts'

// Guessing at the sign-in page: what is counted, what it costs, and what the answers give away.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const signIn = (login: string, password = DEMO_PASSWORD) =>
  world.as(undefined, 'session.signIn', { login, password }) as Promise<{ me: { active: { role: string } } }>
const asSecurity = (id: string, input: object) => world.as('security', id, input)
const FAILED = { code: 'accounts.sign-in-failed' }

async function idOf(login: string): Promise<string> {
  const { accounts } = (await asSecurity('account.listAccounts', {})) as { accounts: { id: string; login: string }[] }
  return accounts.find((one) => one.login === login)?.id ?? ''
}

async function failTimes(login: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await expect(signIn(login, 'wrong')).rejects.toMatchObject(FAILED)
}

/** As if that long had passed since the account was locked. */
async function letPass(minutes: number): Promise<void> {
  const statement = `update control.account set locked_until = locked_until - interval '${minutes} minutes'`
  await world.services.database.tx({ class: 'auth', districts: [0, 0], areas: [0, 0] }, (tx) => tx.run(statement))
}

describe('five wrong passwords in a row', () => {
  it('lock the account for 15 minutes; four do not, and a right one starts the count anew', async () => {
    await failTimes('officer', 4)
    await expect(signIn('officer')).resolves.toBeDefined()
    await failTimes('officer', 4)
    await expect(signIn('officer')).resolves.toBeDefined()
    await failTimes('officer', 5)
    await expect(signIn('officer')).rejects.toMatchObject(FAILED)
    await letPass(14)
    await expect(signIn('officer')).rejects.toMatchObject(FAILED)
    await letPass(1)
    await expect(signIn('officer')).resolves.toBeDefined()
  })

  it('lock it also when they come all at once', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 12 }, () => signIn('discipline', 'wrong')))
    expect(attempts.every(({ status }) => status === 'rejected')).toBe(true)
    await expect(signIn('discipline')).rejects.toMatchObject(FAILED)
    await asSecurity('account.unlockAccount', { id: await idOf('discipline') })
    await expect(signIn('discipline')).resolves.toBeDefined()
  })
})

it('the answer does not tell a name that exists from one that does not', async () => {
  const id = await idOf('yantai')
  await asSecurity('account.disableAccount', { id, reason: '调离' })
  await failTimes('sr05', 5)
  const answers = new Set<string>()
  for (const [login, password] of [
    ['nobody.here', 'wrong'],
    ['sr06', 'wrong'],
    ['sr05', 'wrong'],
    ['sr05', DEMO_PASSWORD],
    ['yantai', DEMO_PASSWORD],
  ] as const) {
    const refusal = await signIn(login, password).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    answers.add((refusal as Refusal).sentence('zh'))
  }
  expect(answers.size).toBe(1)
  // Positive control: the same account answers otherwise as soon as it is there again.
  await asSecurity('account.enableAccount', { id, reason: '返岗' })
  await expect(signIn('yantai')).resolves.toBeDefined()
})

it('a sign-in names on record whose account it was', async () => {
  await signIn('officer')
  const { acts } = (await world.as('audit', 'audit.listActs', { action: 'session.signIn', result: 'done' })) as {
    acts: { header: { account: string | null; objectType: string; objectId: string } }[]
  }
  expect(acts[0]?.header).toMatchObject({ account: null, objectType: 'account', objectId: await idOf('officer') })
})
