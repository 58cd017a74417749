import { createWriteStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { type Endpoint } from '#kernel/endpoint.ts'
import type { Language } from '#kernel/language.ts'
import { Refusal, type RefusalEntry } from '#kernel/refusal.ts'
import type { Progress } from './progress.ts'
import { refuse } from './refusals.ts'
import type { Connection } from './sessions.ts'

// Endpoints over HTTP with the bearer, like any other client (rulings G17).

type Called = Pick<Endpoint, 'id' | 'kind'>

export type Question = {
  readonly endpoint: Called
  readonly input?: unknown
  /** Path of the file to send along. */
  readonly file?: string
}

/** Whoever asks: the server it asks, and the language it is answered in. */
export type Client = Connection & { readonly language: Language }

/** Calls an endpoint and gives its answer. @throws Refusal with the server's own sentence. */
export async function call<T = unknown>(client: Client, question: Question): Promise<T> {
  const response = await send(client, question)
  return (await response.json()) as T
}

/** Calls an endpoint that answers with a file and writes it to `output`, or to the name that the server gives it. */
export async function download(
  client: Client,
  question: Question,
  output: string | undefined,
  progress: Progress,
): Promise<{ file: string; bytes: number }> {
  const response = await send(client, question)
  const file = output ?? nameIn(response)
  const total = Number(response.headers.get('content-length') ?? 0)
  const body = Readable.fromWeb(response.body as ReadableStream)
  if (file === '-') {
    await pipeline(body, process.stdout, { end: false })
    return { file, bytes: total }
  }
  return inFile(file, async () => {
    const draft = `${file}.part`
    let bytes = 0
    const counter = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length
        progress.update(bytes, total)
        done(null, chunk)
      },
    })
    try {
      await pipeline(body, counter, createWriteStream(draft))
      // Never over a file that nobody named: the server chose this name.
      if (output === undefined) await (await open(file, 'wx')).close()
      await rename(draft, file)
    } finally {
      await rm(draft, { force: true })
    }
    return { file, bytes }
  })
}

const FILE_REFUSALS: Readonly<Record<string, Parameters<typeof refuse>[0]>> = {
  ENOENT: 'cli.file-missing',
  EACCES: 'cli.file-closed',
  EPERM: 'cli.file-closed',
  EEXIST: 'cli.file-there',
  EISDIR: 'cli.file-folder',
}

/** Runs `work` on a file; what the system says no to becomes a sentence that names it. */
export async function inFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (typeof code !== 'string' || error instanceof Refusal) throw error
    return refuse(FILE_REFUSALS[code] ?? 'cli.file', { file, reason: message })
  }
}

function nameIn(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return basename(decodeURIComponent(encoded ?? 'answer'))
}

async function send(
  { address, bearer, language }: Client,
  { endpoint, input = {}, file }: Question,
): Promise<Response> {
  const url = new URL(`/api/${endpoint.id}`, address)
  const headers: Record<string, string> = {
    'accept-language': language,
    'user-agent': 'yanzhen command line',
    'yanzhen-client': 'command-line',
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
  }
  if (endpoint.kind === 'read') url.searchParams.set('input', JSON.stringify(input))
  const body = endpoint.kind === 'read' ? {} : await bodyOf(input, file)
  const method = endpoint.kind === 'read' ? 'GET' : 'POST'
  const response = await fetch(url, { method, ...body, headers: { ...body.headers, ...headers } }).catch(
    (error: Error) => refuse('cli.unreachable', { address, reason: causeOf(error) }),
  )
  if (!response.ok) await throwRefusal(response, address)
  return response
}

async function bodyOf(
  input: unknown,
  file: string | undefined,
): Promise<{ body?: BodyInit; headers?: Record<string, string> }> {
  if (file === undefined) return { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }
  const form = new FormData()
  // The server reads the input before it comes to the file.
  form.set('input', JSON.stringify(input))
  form.set('file', new Blob([await inFile(file, () => readFile(file))]), basename(file))
  return { body: form }
}

/** `fetch failed` says nothing; what is behind it does. */
function causeOf(error: Error): string {
  const { cause } = error as { cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? error.message
}

type Answered = {
  readonly error?: {
    readonly code: string
    readonly sentence: string
    readonly problems?: readonly { code: string; sentence: string; source?: string; row?: number; column?: number }[]
  }
}

async function throwRefusal(response: Response, address: string): Promise<never> {
  const { status } = response
  const answered = (await response.json().catch(() => ({}))) as Answered
  if (!answered.error) return refuse('cli.strange-answer', { address, status })
  const { code, sentence, problems = [] } = answered.error
  // The server has said it in the caller's language; here it is the same sentence in both.
  const entry = { status: status as RefusalEntry['status'], zh: sentence, en: sentence }
  const places = problems.map(({ sentence, ...place }) => ({ ...place, zh: sentence, en: sentence }))
  throw new Refusal(code, entry, {}, places)
}
