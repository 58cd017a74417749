import { failure, type Failure, isFailure, type ProblemPlace } from './failure.ts'
import { spokenLanguage } from './language/language.tsx'

// One call over HTTP. Reads are GET with the input as JSON in the address, writes are POST with a JSON body, uploads are
// multipart with a field `input` and a `file`.

export type Call = {
  readonly endpoint: { readonly id: string; readonly kind: 'read' | 'write' }
  readonly input: unknown
  /** Of a write: the same for every try of the same act, so that it happens once. */
  readonly key?: string
  readonly file?: File
  readonly signal?: AbortSignal
  /** Made by the page and not by the person: must not keep a session alive. */
  readonly background?: boolean
}

/** What the transport needs of the pages: shown once they stand, see `wire`. */
type Wiring = { signedOut: () => void; stepUp: () => Promise<boolean>; answered: (background: boolean) => void }
const wiring: Wiring = { signedOut: () => undefined, stepUp: async () => false, answered: () => undefined }

/** Connects the transport with the dialogs and the router. */
export function wire(handlers: Partial<Wiring>): void {
  Object.assign(wiring, handlers)
}

/** The answer's body. Asks for the password again where a signature needs it, then repeats the call. */
export async function call<T>(request: Call): Promise<T> {
  const answer = await withStepUp(request)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

/** Fetches a file and gives it to the browser to save. */
export async function download(request: Call): Promise<void> {
  const answer = await withStepUp(request)
  save(await answer.blob(), fileName(answer.headers.get('content-disposition')) ?? `${request.endpoint.id}.bin`)
}

/** Gives bytes to the browser as a file. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

async function withStepUp(request: Call): Promise<Response> {
  try {
    return await send(request)
  } catch (problem) {
    if (!isFailure(problem) || problem.code !== 'accounts.step-up-needed') throw problem
    if (!(await wiring.stepUp())) throw problem
    return send(request)
  }
}

async function send(request: Call): Promise<Response> {
  const answer = await fetchOnce(request)
  wiring.answered(request.background ?? false)
  if (answer.ok) return answer
  const problem = await readFailure(answer)
  if (problem.status === 401 && request.endpoint.id !== 'session.signIn') wiring.signedOut()
  throw problem
}

async function fetchOnce(request: Call): Promise<Response> {
  const [address, init] = toFetch(request)
  try {
    return await fetch(address, init)
  } catch (problem) {
    if (request.signal?.aborted) throw problem
    throw failure(0, undefined, { code: 'web.offline' })
  }
}

function toFetch({ endpoint, input, key, file, signal, background }: Call): [string, RequestInit] {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': spokenLanguage() }
  if (background) headers['x-yanzhen-background'] = '1'
  if (key) headers['idempotency-key'] = key
  const base: RequestInit = { headers, credentials: 'same-origin', signal: signal ?? null }
  const body = JSON.stringify(input ?? {})
  if (endpoint.kind === 'read') return [`/api/${endpoint.id}?input=${encodeURIComponent(body)}`, base]
  if (!file) headers['content-type'] = 'application/json'
  return [`/api/${endpoint.id}`, { ...base, method: 'POST', body: file ? multipart(body, file) : body }]
}

function multipart(input: string, file: File): FormData {
  const form = new FormData()
  form.append('input', input)
  form.append('file', file, file.name)
  return form
}

type ErrorBody = {
  error?: { code?: string; sentence?: string; facts?: Failure['facts']; problems?: ProblemPlace[]; id?: string }
}

async function readFailure(answer: Response): Promise<Failure> {
  const body: ErrorBody = await answer.json().then(
    (value) => value as ErrorBody,
    () => ({}),
  )
  const { sentence, ...details } = body.error ?? {}
  return failure(answer.status, sentence, details)
}

/** The name in a Content-Disposition header, the UTF-8 form first. */
export function fileName(header: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(header ?? '')?.[1]
}

/** A random UUID; `crypto.randomUUID` does not exist on plain http addresses of an office network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
