import { afterEach, expect, test, vi } from 'vitest'
import type { Failure } from './failure.ts'
import { call, wire } from './transport.ts'

const read = { id: 'star.listResults', kind: 'read' } as const
const write = { id: 'confirmation.confirmStars', kind: 'write' } as const

afterEach(() => vi.unstubAllGlobals())

/** A server that gives these answers in turn; what was asked of it is returned. */
function serve(...answers: readonly (Response | Error)[]) {
  const asked: { url: string; init: RequestInit; headers: Headers }[] = []
  const waiting = [...answers]
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init, headers: new Headers(init.headers) })
    const next = waiting.shift()
    if (!next || next instanceof Error) throw next ?? new Error('asked too often')
    return next
  })
  return asked
}

function refusal(status: number, code: string): Response {
  return Response.json({ error: { code, sentence: '不行', facts: {}, problems: [] } }, { status })
}

const failing = (request: Parameters<typeof call>[0]) =>
  call(request).then(
    () => undefined,
    (problem: Failure) => problem,
  )

test('a read carries its input in the address and speaks the language', async () => {
  const [asked] = [serve(Response.json({ count: 3 }))]
  expect(await call({ endpoint: read, input: { search: '南关' } })).toEqual({ count: 3 })
  expect(asked[0]?.url).toBe(`/api/star.listResults?input=${encodeURIComponent('{"search":"南关"}')}`)
  expect(asked[0]?.headers.get('accept-language')).toBe('zh')
  expect(asked[0]?.headers.has('idempotency-key')).toBe(false)
})

test('a write is a POST with its key; a file goes as multipart', async () => {
  const asked = serve(Response.json({}), Response.json({}))
  await call({ endpoint: write, input: { period: '2026H1' }, key: 'k' })
  await call({ endpoint: write, input: { period: '2026H1' }, key: 'k', file: new File(['x'], '表.xlsx') })
  expect(asked[0]).toMatchObject({
    url: '/api/confirmation.confirmStars',
    init: { method: 'POST', body: '{"period":"2026H1"}' },
  })
  expect(asked[0]?.headers.get('idempotency-key')).toBe('k')
  const form = asked[1]?.init.body as FormData
  expect(form.get('input')).toBe('{"period":"2026H1"}')
  expect((form.get('file') as File).name).toBe('表.xlsx')
})

test('a signature asks for the password once and repeats the same act', async () => {
  const asked = serve(refusal(403, 'accounts.step-up-needed'), Response.json({ communities: 76 }))
  wire({ stepUp: async () => true })
  expect(await call({ endpoint: write, input: {}, key: 'k' })).toEqual({ communities: 76 })
  expect(asked.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['k', 'k'])
})

test('who does not give the password gets the refusal, and nothing is repeated', async () => {
  const asked = serve(refusal(403, 'accounts.step-up-needed'))
  wire({ stepUp: async () => false })
  expect(await failing({ endpoint: write, input: {}, key: 'k' })).toMatchObject({ code: 'accounts.step-up-needed' })
  expect(asked).toHaveLength(1)
})

test('a session that ended leads to the sign-in page, a wrong password does not', async () => {
  const signedOut = vi.fn<() => void>()
  wire({ signedOut })
  serve(refusal(401, 'server.sign-in-needed'), refusal(401, 'accounts.wrong-password'))
  expect(await failing({ endpoint: read, input: {} })).toMatchObject({ status: 401 })
  await failing({ endpoint: { id: 'session.signIn', kind: 'write' }, input: {} })
  expect(signedOut).toHaveBeenCalledOnce()
})

test('no answer, and an answer that is no JSON, are failures with a sentence', async () => {
  serve(new TypeError('failed to fetch'), new Response('<html>', { status: 502 }))
  expect(await failing({ endpoint: read, input: {} })).toMatchObject({ status: 0, code: 'web.offline' })
  expect(await failing({ endpoint: read, input: {} })).toMatchObject({ status: 502, code: 'web.status-502' })
})
