import type { input, output, ZodType } from 'zod'

// What the pages need to know of an endpoint contract. Types only: zod itself stays out of pages that do not use it.

export type WebEndpoint = {
  readonly id: string
  readonly kind: 'read' | 'write'
  readonly input: ZodType
  readonly output: ZodType
}

export type InputOf<E extends WebEndpoint> = input<E['input']>
export type OutputOf<E extends WebEndpoint> = output<E['output']>
