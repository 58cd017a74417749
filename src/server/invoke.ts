import { ROLES, type Scope } from '#kernel/access.ts'
import { OPEN_WHILE_PASSWORD_DUE, STEP_UP_MINUTES } from '#accounts'
import { type Act, record } from '#kernel/audit.ts'
import type { Actor, Call, Services } from '#kernel/call.ts'
import { canonical } from '#kernel/canonical.ts'
import type { Tx } from '#kernel/database.ts'
import type { Bound, Endpoint } from '#kernel/endpoint.ts'
import { claim, type IdempotencyClaim, keepAnswer } from '#kernel/idempotency.ts'
import type { Language } from '#kernel/language.ts'
import { announce } from '#kernel/outbox.ts'
import { type Problem, Refusal } from '#kernel/refusal.ts'
import { hasUnseen } from '#kernel/text.ts'
import { z } from 'zod'
import { refuse } from './refusals.ts'

// What the adapter guarantees for every endpoint, whoever calls it (HTTP, the demo builder, tests): permission first, one
// transaction with the caller's scope, the act on record in it, the same answer to a retried request.

export type Invocation = {
  readonly bound: Bound
  readonly input: unknown
  readonly actor: Actor | undefined
  /** District for calls of nobody: sign-in, set-up. */
  readonly district: number
  readonly language: Language
  readonly client: string
  readonly key?: string
  readonly upload?: Call['upload']
}

export type Invoke = (services: Services, invocation: Invocation) => Promise<unknown>

/** Wakes the relay after a commit that left something in the outbox. */
export type Wake = () => void

/**
 * Runs one endpoint.
 * @throws Refusal when a rule, the permission or the input's shape says no; anything else is a defect. Either way nothing
 * of the call is left in the database, except the record that it was refused.
 */
export function invoker(wake: Wake): Invoke {
  return async (services, asked) => {
    let invocation = asked
    try {
      permit(invocation, services)
      const { endpoint } = invocation.bound
      const input = parse(endpoint, invocation.input, asked.language)
      if (!asked.actor) invocation = { ...asked, district: endpoint.districtOf?.(input) ?? asked.district }
      const answer = await services.database.tx(scopeOf(invocation), (tx) =>
        run(services, invocation, tx, input).catch(keptRefusal),
      )
      if (answer instanceof Refusal) throw answer
      wake()
      return answer
    } catch (error) {
      await recordRefusal(services, invocation, error)
      throw error
    }
  }
}

/** A refusal that keeps what was written commits first and is thrown then; anything else rolls back. */
function keptRefusal(error: unknown): Refusal {
  if (error instanceof Refusal && error.entry.keeps) return error
  throw error
}

function permit({ bound: { endpoint }, actor, language }: Invocation, { clock }: Services): void {
  if (endpoint.who === 'anonymous') return
  if (!actor) return refuse('server.sign-in-needed')
  if (actor.passwordDue && !OPEN_WHILE_PASSWORD_DUE.includes(endpoint.id)) refuse('accounts.password-due')
  if (endpoint.who !== 'signed-in' && !endpoint.who.includes(actor.role)) {
    refuse('server.not-permitted', { role: ROLES[actor.role][language] })
  }
  const sinceConfirmed = clock.now().getTime() - actor.confirmedAt.getTime()
  if (endpoint.stepUp && sinceConfirmed > STEP_UP_MINUTES * 60_000) {
    refuse('accounts.step-up-needed', { minutes: STEP_UP_MINUTES })
  }
}

/** How the schema library says what is wrong, in the caller's language. */
const WORDS = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }

function parse({ input: shape }: Endpoint, input: unknown, language: Language): unknown {
  const parsed = shape.safeParse(input ?? {}, { error: WORDS[language] })
  const problems = parsed.success ? unreadable(parsed.data) : parsed.error.issues.map(problemOf)
  if (!parsed.success || problems.length > 0) refuse('server.invalid-input', { count: problems.length }, problems)
  return parsed.data
}

/** Texts that no database takes, or that nobody can have typed. */
function unreadable(value: unknown, path: readonly string[] = []): Problem[] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, one]) => unreadable(one, [...path, key]))
  }
  if (typeof value !== 'string' || !hasUnseen(value)) return []
  const field = path.join('.')
  return [
    {
      code: 'input.unreadable',
      zh: '“{field}”含有无法保存的字符',
      en: '“{field}” holds characters that cannot be kept',
      facts: { field },
      source: field,
    },
  ]
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const field = issue.path.join('.')
  return {
    code: `input.${issue.code}`,
    zh: '“{field}”不符合要求：{detail}',
    en: '“{field}” is not as required: {detail}',
    facts: { field, detail: issue.message },
    source: field,
  }
}

function scopeOf({ bound: { endpoint }, actor, district }: Invocation): Scope {
  const own: Scope = actor?.scope ?? { class: 'auth', districts: [district, district], areas: [0, 0] }
  return endpoint.as ? { ...own, class: endpoint.as } : own
}

async function run(services: Services, invocation: Invocation, tx: Tx, input: unknown): Promise<unknown> {
  const { endpoint } = invocation.bound
  const claimed = await claimOf(services, invocation, tx, input)
  const before = claimed && (await claim(tx, claimed))
  if (before) return before.answer
  const acts = { count: 0 }
  const result = await invocation.bound.run(callOf(services, invocation, tx, acts), input)
  if (endpoint.kind === 'write' && acts.count === 0) throw new Error(`${endpoint.id} wrote without an audit row`)
  const answer = endpoint.output.parse(result)
  if (claimed) await keepAnswer(tx, claimed, answer)
  return answer
}

async function claimOf(
  services: Services,
  { bound, actor, key, district, upload }: Invocation,
  tx: Tx,
  input: unknown,
): Promise<IdempotencyClaim | undefined> {
  const { id, kind, notReplayed, download } = bound.endpoint
  if (!key || !actor || kind === 'read' || notReplayed || download) return undefined
  const { provider } = services.keyring
  // Another file under the same key is another request.
  const file = upload && { name: upload.name, content: provider.hash(upload.bytes).toString('hex') }
  // Keyed, because an input may hold a password, which a bare hash of it would let somebody guess.
  const { secret } = await services.keyring.dataKey(tx, actor.district ?? district)
  const digest = provider.keyedHash(secret, Buffer.from(canonical(file ? { input, file } : input)))
  return {
    district: actor.district ?? district,
    person: actor.person,
    key,
    endpoint: id,
    digest,
    now: services.clock.now(),
  }
}

function callOf(services: Services, invocation: Invocation, tx: Tx, acts: { count: number }): Call {
  const { bound, actor, language, client, upload } = invocation
  const district = actor?.district ?? invocation.district
  return {
    tx,
    services,
    clock: services.clock,
    language,
    district,
    client,
    upload,
    anonymous: actor === undefined,
    get actor() {
      if (!actor) throw new Error(`${bound.endpoint.id} asked who is calling, and nobody is signed in`)
      return actor
    },
    audit: async (act) => {
      acts.count++
      const action = bound.endpoint.id
      await record(tx, services.keyring, contextOf(services, invocation, district), { ...act, action })
    },
    emit: (name, payload) =>
      announce(tx, { district, name, payload, account: actor?.account ?? null, at: services.clock.now() }),
  }
}

function contextOf({ clock }: Services, { actor }: Invocation, district: number) {
  return {
    district,
    account: actor?.account,
    person: actor?.person,
    role: actor?.role,
    org: actor?.org,
    now: clock.now(),
    today: clock.today(),
  }
}

/** Denied, refused and failed attempts are recorded too, after the rollback, in a transaction of their own (G6). */
async function recordRefusal(services: Services, invocation: Invocation, error: unknown): Promise<void> {
  const { endpoint } = invocation.bound
  const district = invocation.actor?.district ?? invocation.district
  const refusal = error instanceof Refusal ? error : undefined
  const denied = refusal?.entry.status === 403
  // Who is not signed in is recorded where that is allowed and its rate limited: nobody can fill the record from outside.
  const isUnknown = !invocation.actor && endpoint.who !== 'anonymous'
  if (district === 0 || isUnknown || (endpoint.kind === 'read' && !denied)) return
  const act: Act = {
    action: endpoint.id,
    object: { type: 'endpoint', id: endpoint.id },
    result: !refusal ? 'failed' : denied ? 'denied' : 'refused',
    body: refusal ? { code: refusal.code, facts: refusal.facts } : null,
  }
  const scope: Scope = { class: 'auth', districts: [district, district], areas: [0, 0] }
  await services.database
    .tx(scope, (tx) => record(tx, services.keyring, contextOf(services, invocation, district), act))
    // The caller has to hear of the first error; a database that is gone cannot take the record either.
    .catch(() => undefined)
}
