import type { FastifyInstance } from 'fastify'
import type { Services } from '#kernel/call.ts'

/** `/health`: the process answers. `/ready`: it reaches its database. */
export function health(app: FastifyInstance, { database }: Pick<Services, 'database'>): void {
  app.get('/health', () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    const scope = { class: 'resident', districts: [0, 0], areas: [0, 0] } as const
    const auth = { ...scope, class: 'auth' } as const
    const reached = await database
      .tx(auth, (tx) => tx.run('select 1'))
      .catch(() => database.tx(scope, (tx) => tx.run('select 1')))
      .then(() => true)
      .catch(() => false)
    return reply.code(reached ? 200 : 503).send({ status: reached ? 'ready' : 'database unreachable' })
  })
}
