import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Services } from '#kernel/call.ts'
import type { Bound } from '#kernel/endpoint.ts'
import { answerError, LARGEST_BODY, LARGEST_UPLOAD } from './errors.ts'
import { health } from './health.ts'
import type { Invoke } from './invoke.ts'
import { openApi } from './openapi.ts'
import { servePages } from './pages.ts'
import { refuse } from './refusals.ts'
import { mountEndpoint } from './routes.ts'

export type AppOptions = {
  readonly services: Services
  readonly invoke: Invoke
  readonly endpoints: readonly Bound[]
  /** Folder of the built staff pages; absent in tests of the interface. */
  readonly pages?: string
  readonly log: string
}

/** An event loop this far behind answers 503 to new requests instead of making everybody wait longer. */
const MOST_DELAY_MS = 3000

/** Whoever sends one request for longer is cut off; a large file over a slow line takes a minute. */
const REQUEST_MS = 300_000

/** The staff zone as an HTTP server, not yet listening. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { services, invoke, endpoints } = options
  const app = fastify({
    logger: { level: options.log },
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_MS,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    // A gateway on this machine says who really asks (rate limit) and whether by TLS (cookie); nobody else is believed.
    trustProxy: 'loopback',
    logController: new LogController({ disableRequestLogging: true }),
  })
  app.setErrorHandler(answerError)
  await app.register(helmet, {
    contentSecurityPolicy: {
      // Ant Design writes its styles at run time; everything else comes from our own files.
      directives: {
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: LARGEST_UPLOAD, files: 1, fields: 2 } })
  await app.register(rateLimit, { global: false })
  // Sampled as seldom as the limit is long: a sample that is not there yet counts as endless, and a second's work as a standstill.
  const limit = { maxEventLoopDelay: MOST_DELAY_MS, sampleInterval: MOST_DELAY_MS }
  await app.register(underPressure, { ...limit, retryAfter: 5 })
  health(app, services)
  for (const bound of endpoints) mountEndpoint(app, { services, invoke, bound })
  const description = openApi(endpoints.map(({ endpoint }) => endpoint))
  app.get('/api/openapi.json', () => description)
  app.all('/api/*', () => refuse('server.not-found'))
  if (options.pages) await servePages(app, options.pages)
  return app
}
