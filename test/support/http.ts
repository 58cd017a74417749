import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { createApp } from '../../src/server/app.ts'
import type { Prepared } from './world.ts'

/** The HTTP side of a prepared district, in process. */
export async function openHttp(prepared: Prepared): Promise<FastifyInstance> {
  return createApp({
    services: prepared.services,
    invoke: prepared.invoke,
    endpoints: prepared.endpoints,
    log: 'silent',
  })
}

/**
 * The same services, with a database that takes everything back: constraints that wait for the commit are asked before. To
 * undo an act takes a tenth of the time in which a district of its own is made for it.
 */
export function takingBack(services: Prepared['services']): Prepared['services'] {
  const { database } = services
  const tx: typeof database.tx = async (scope, work) => {
    let done: { readonly result: Awaited<ReturnType<typeof work>> } | undefined
    const undone = new Error('taken back')
    try {
      await database.tx(scope, async (opened) => {
        done = { result: await work(opened) }
        await opened.run('set constraints all immediate')
        throw undone
      })
    } catch (error) {
      if (error !== undone) throw error
    }
    if (!done) throw new Error('an act that was taken back has been done before')
    return done.result
  }
  return { ...services, database: { ...database, tx } }
}

export type Request = {
  readonly id: string
  readonly kind: 'read' | 'write'
  readonly input?: unknown
  readonly bearer?: string
  readonly file?: { readonly name: string; readonly bytes: Buffer }
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends one request as the browser or the command line would. */
export function send(app: FastifyInstance, request: Request): Promise<LightMyRequestResponse> {
  const { id, kind, input = {}, bearer, file } = request
  const headers: Record<string, string> = { ...request.headers }
  if (bearer) headers.authorization = `Bearer ${bearer}`
  if (kind === 'read') {
    return app.inject({ method: 'GET', url: `/api/${id}?input=${encodeURIComponent(JSON.stringify(input))}`, headers })
  }
  if (!file) return app.inject({ method: 'POST', url: `/api/${id}`, headers, payload: input as object })
  const { body, type } = multipart(input, file)
  return app.inject({ method: 'POST', url: `/api/${id}`, headers: { ...headers, 'content-type': type }, payload: body })
}

function multipart(input: unknown, { name, bytes }: { name: string; bytes: Buffer }): { body: Buffer; type: string } {
  const boundary = 'yanzhen-test-boundary'
  const field = `--${boundary}\r\ncontent-disposition: form-data; name="input"\r\n\r\n${JSON.stringify(input)}\r\n`
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([Buffer.from(field + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, type: `multipart/form-data; boundary=${boundary}` }
}
