import { z } from 'zod'
import type { Role } from './access.ts'
import type { Call } from './call.ts'
import type { Text } from './language.ts'

// One operation at the edge, declared once: server, pages, command line, OpenAPI and the generated tests all read the same
// declaration. It holds shapes and no code, so that the browser can import it.

/** The states in which the tests prepare a district; see test/support/world.ts. */
export type WorldState =
  | 'empty'
  | 'founded'
  | 'moved'
  | 'open'
  | 'closed'
  | 'deferred'
  | 'proposed'
  | 'announced'
  | 'objected'
  | 'published'
  | 'filing'
  | 'sealed'
  | 'stopped'
  | 'replied'
  | 'vetting'
  | 'decision'
  | 'noticed'
  | 'noticeOver'
  | 'toBeFiled'
  | 'filed'

/** Ids of a prepared district, by name, for samples. */
export type World = Readonly<Record<string, string>>

/** An input that every allowed role must get a 2xx for (rulings G28). `file`: bytes made by the test for uploads. */
export type Sample = {
  readonly given: WorldState
  readonly input: (world: World) => unknown
  readonly file?: string
}

export type Endpoint<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** `slice.verbObject`, such as star.submitSheet; also the path. */
  readonly id: string
  readonly kind: 'read' | 'write'
  /** Who may: roles, anybody signed in, or nobody has to be. */
  readonly who: readonly Role[] | 'signed-in' | 'anonymous'
  readonly summary: Text
  readonly input: Input
  readonly output: Output
  readonly sample: Sample
  /** Runs with another database role than the caller's: accounts as auth, tenures as filing (G7), divisions as jobs (G8). */
  readonly as?: 'auth' | 'filing' | 'jobs'
  /** Needs the password again, given within the last five minutes: signatures (rulings G15). */
  readonly stepUp?: true
  /** The district that a call of nobody belongs to, when it is not the installation's first one: set-up founds it. */
  readonly districtOf?: (input: z.output<Input>) => number
  /** Takes one file beside the input. */
  readonly upload?: true
  /** Answers with a file instead of JSON; `output` is then `fileAnswer`. */
  readonly download?: true
  /** Not replayed on a retried request: acts about sessions, whose answer is a secret. */
  readonly notReplayed?: true
}

/** Declares an endpoint; keeps the exact shapes for the types of handlers and pages. */
export function endpoint<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Endpoint<Input, Output>,
): Endpoint<Input, Output> {
  return declaration
}

/** An endpoint with the operation or query behind it. */
export type Bound = { readonly endpoint: Endpoint; readonly run: (call: Call, input: unknown) => Promise<unknown> }

export function handle<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Endpoint<Input, Output>,
  run: (call: Call, input: z.output<Input>) => Promise<z.input<Output>>,
): Bound {
  // The adapter parses the input by this endpoint's own shape before it calls.
  return { endpoint: declaration, run: (call, input) => run(call, input as z.output<Input>) }
}

/** The answer of a write that has nothing to say beyond having happened. */
export const nothing = z.object({})
export type Nothing = z.output<typeof nothing>

/** A file as an answer. */
export const fileAnswer = z.object({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type FileAnswer = z.output<typeof fileAnswer>
