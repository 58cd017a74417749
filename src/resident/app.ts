import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Clock } from '#kernel/clock.ts'
import type { Database } from '#kernel/database.ts'
import { randomUUID } from 'node:crypto'
import { languageOf } from '#kernel/language.ts'
import { health } from '../server/health.ts'
import { drawBroken, drawNotice, drawNotices, drawNotFound } from './pages.ts'
import { findNotice, listNotices } from './notices.ts'

export type ResidentOptions = { readonly database: Database; readonly clock: Clock; readonly log: string }

/** The residents' zone: its own process, port and database role; health and public notices for now (rulings G18). */
export async function createResidentApp({ database, clock, log }: ResidentOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: log },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 16 * 1024,
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'style-src': ["'unsafe-inline'"], 'frame-ancestors': ["'none'"] },
    },
    strictTransportSecurity: false,
  })
  health(app, { database })
  // A notice that is over is to be gone, from what browsers and proxies keep as well.
  app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  drawFailures(app)
  const languageFor = (query: unknown, header: string | undefined) => {
    const { lang } = query as { lang?: string }
    return lang === 'en' || lang === 'zh' ? lang : languageOf(header)
  }
  app.get('/', async (request, reply) => {
    const language = languageFor(request.query, request.headers['accept-language'])
    const notices = await listNotices(database, clock.today())
    return reply.type('text/html; charset=utf-8').send(drawNotices(notices, language))
  })
  app.get<{ Params: { id: string } }>('/notices/:id', async (request, reply) => {
    const language = languageFor(request.query, request.headers['accept-language'])
    const notice = await findNotice(database, clock.today(), request.params.id)
    const page = notice ? drawNotice(notice, language) : drawNotFound(language)
    return reply
      .code(notice ? 200 : 404)
      .type('text/html; charset=utf-8')
      .send(page)
  })
  return app
}

/** Residents get a page for every address and every failure, and never the words of a program. */
function drawFailures(app: FastifyInstance): void {
  const html = 'text/html; charset=utf-8'
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .type(html)
      .send(drawNotFound(languageOf(request.headers['accept-language']))),
  )
  app.setErrorHandler((error, request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    const language = languageOf(request.headers['accept-language'])
    if (statusCode < 500) return reply.code(statusCode).type(html).send(drawNotFound(language))
    const id = randomUUID()
    request.log.error({ err: error, id }, 'request failed')
    return reply.code(500).type(html).send(drawBroken(language, id))
  })
}
