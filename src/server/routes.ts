import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findActor, listDistricts } from '#accounts'
import type { Actor, Call, Services } from '#kernel/call.ts'
import type { Bound, FileAnswer } from '#kernel/endpoint.ts'
import { languageOf } from '#kernel/language.ts'
import type { Invoke } from './invoke.ts'
import { refuse } from './refusals.ts'

// Endpoints as HTTP: GET /api/<id>?input=<JSON> for reads, POST /api/<id> for writes; the bearer in a cookie for browsers,
// in an Authorization header for the command line.

export const COOKIE = 'yanzhen'
/** Sent by pages that ask by themselves, such as for the numbers in the menu. */
const BACKGROUND = 'x-yanzhen-background'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
// Per address, for who is not signed in: guessing passwords is slowed down before the accounts' own lock-out counts.
const ANONYMOUS_RATE = { max: 30, timeWindow: '1 minute' }
const LONGEST_NAME = 200

type Mount = { readonly services: Services; readonly invoke: Invoke; readonly bound: Bound }

export function mountEndpoint(app: FastifyInstance, mount: Mount): void {
  const { endpoint } = mount.bound
  app.route({
    method: endpoint.kind === 'read' ? 'GET' : 'POST',
    url: `/api/${endpoint.id}`,
    ...(endpoint.who === 'anonymous' && endpoint.kind === 'write' ? { config: { rateLimit: ANONYMOUS_RATE } } : {}),
    handler: async (request, reply) => {
      refuseForeign(request)
      const actor = await actorOf(request, mount.services)
      // Nobody's file is not even read: the invocation refuses it below.
      const upload = endpoint.upload && actor ? await uploadOf(request) : undefined
      const answer = await mount.invoke(mount.services, {
        bound: mount.bound,
        input: upload ? upload.input : inputOf(request),
        actor,
        district: actor?.district ?? (await firstDistrict(mount.services)),
        language: languageOf(request.headers['accept-language']),
        client: clientOf(request),
        key: keyOf(request),
        upload: upload?.file,
      })
      return send(reply, mount, answer)
    },
  })
}

/**
 * Browsers say where a request comes from; one from elsewhere is refused even if its cookie came along. On plain http, as in
 * many an office network, they leave out Sec-Fetch-Site; Origin still names the page that sent a write, and another port of
 * this machine gets its cookie.
 */
function refuseForeign({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  const isForeign =
    site === undefined
      ? headers.origin !== undefined && URL.parse(headers.origin)?.host !== host
      : site !== 'same-origin' && site !== 'none'
  if (isForeign) refuse('server.foreign-origin')
}

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : request.cookies[COOKIE]
}

async function actorOf(request: FastifyRequest, { database, clock }: Services): Promise<Actor | undefined> {
  const bearer = bearerOf(request)
  return bearer ? findActor(database, clock, bearer, request.headers[BACKGROUND] !== undefined) : undefined
}

/** Calls of nobody belong to the installation's first district; before set-up there is none, and 0 matches no row. */
async function firstDistrict({ database }: Services): Promise<number> {
  return (await listDistricts(database))[0] ?? 0
}

function inputOf(request: FastifyRequest): unknown {
  if (request.method !== 'GET') return request.body
  const { input } = request.query as { input?: string }
  return input === undefined ? {} : parseJson(input)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('server.malformed')
  }
}

async function uploadOf(request: FastifyRequest): Promise<{ input: unknown; file: NonNullable<Call['upload']> }> {
  if (!request.isMultipart()) return refuse('server.file-missing')
  let file: Call['upload']
  let input = '{}'
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: printable(part.filename), bytes: await part.toBuffer() }
      else if (part.fieldname === 'input') input = String(part.value)
    }
  } catch (error) {
    // The reader of forms throws plain errors for a form that is cut off or none.
    if (!(error as { statusCode?: number }).statusCode) refuse('server.malformed')
    throw error
  }
  return file ? { input: parseJson(input), file } : refuse('server.file-missing')
}

/** A file's name as it goes on record: without characters that nobody can see. */
function printable(name: string): string {
  return name
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .slice(0, LONGEST_NAME)
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  const plain = String(key).toLowerCase()
  // Dropping a key that we cannot keep would turn "once" into "at least once" without a word.
  return UUID.test(plain) ? plain : refuse('server.malformed-key')
}

/** Browser and system, or the command line, in a few words. */
function clientOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? 'unknown').slice(0, 160)
}

function send(reply: FastifyReply, { bound: { endpoint } }: Mount, answer: unknown): FastifyReply {
  if (endpoint.download) {
    const { name, mediaType, bytes } = answer as FileAnswer
    const header = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
    void reply.type(mediaType).header('content-disposition', header).header('cache-control', 'no-store')
    return reply.send(Buffer.from(bytes))
  }
  if (endpoint.id === 'session.signIn') {
    const options = {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      secure: reply.request.protocol === 'https',
    } as const
    const { bearer, me } = answer as { bearer: string; me: unknown }
    // A page's script never holds the bearer; only the command line asks for it.
    if (reply.request.headers['yanzhen-client'] === 'command-line') return reply.send(answer)
    return reply.setCookie(COOKIE, bearer, options).send({ bearer: null, me })
  }
  if (endpoint.id === 'session.signOut') void reply.clearCookie(COOKIE, { path: '/' })
  return reply.header('cache-control', 'no-store').send(answer)
}
