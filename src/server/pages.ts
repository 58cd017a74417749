import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The built staff pages: hashed assets for a year, and the one HTML page for every address that is not an asset. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(serveStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const sendPage = async (_request: FastifyRequest, reply: FastifyReply) => {
    const page = await readFile(join(folder, 'index.html'))
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  }
  // The address of the folder itself is the page too, and not a listing that is refused.
  app.get('/', sendPage)
  app.setNotFoundHandler(sendPage)
}
