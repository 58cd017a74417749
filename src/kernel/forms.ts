import { z } from 'zod'
import type { Role } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import type { Text } from './language.ts'

// What people type (R-BR-8, rulings D5). A slice declares beside its contract which of its endpoints are forms, who fills them
// in and how often; the fields are those of the endpoint's own input, so the count cannot drift from what is asked.

/** How often for one community in a half-year: a number, or one per item of what the policy pack counts. */
export type Times = number | 'indicators' | 'key-tasks'

export type Form = {
  readonly endpoint: Endpoint
  readonly title: Text
  readonly who: readonly Role[]
  readonly times: Times
  /** The occasion, in words. */
  readonly when: Text
  /** What is typed, by path of the input (`cells[].points`), under the name that people read. */
  readonly typed: Readonly<Record<string, Text>>
  /** What the page fills in. */
  readonly filled: readonly string[]
  /** How often what stands under a path is typed in one form: `visitors[]` twice. */
  readonly each?: Readonly<Record<string, Times>>
}

/** An endpoint that writes and asks for nothing that a form would ask for. */
export type NoForm = { readonly endpoint: Endpoint; readonly because: Text }

export type SliceForms = {
  readonly slice: Text
  readonly forms: readonly Form[]
  readonly others: readonly NoForm[]
}

/** The same reason for several endpoints. */
export function noForms(endpoints: readonly Endpoint[], because: Text): readonly NoForm[] {
  return endpoints.map((endpoint) => ({ endpoint, because }))
}

/** `required`: it is refused where nothing is typed. */
export type InputField = { readonly path: string; readonly required: boolean }

type Shape = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly minItems?: number
  readonly additionalProperties?: Shape | boolean
  readonly anyOf?: readonly Shape[]
  /** Of a text: what keeps it from being empty. */
  readonly minLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
}

/** Every single value that an endpoint's input holds, by path: lists as `[]`, sets of keys as `{}`. */
export function inputFields({ input }: Endpoint): readonly InputField[] {
  const shape = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape
  const byPath = new Map(leavesOf(shape, '', true).map((field) => [field.path, field]))
  return [...byPath.values()]
}

function leavesOf(shape: Shape, path: string, required: boolean): readonly InputField[] {
  const { anyOf, items, minItems = 0, properties, additionalProperties } = shape
  if (anyOf) {
    const isNullable = anyOf.some(({ type }) => type === 'null')
    const others = anyOf.filter(({ type }) => type !== 'null')
    return others.flatMap((one) => leavesOf(one, path, required && !isNullable))
  }
  if (items) return leavesOf(items, `${path}[]`, required && minItems > 0)
  if (typeof additionalProperties === 'object') return leavesOf(additionalProperties, `${path}{}`, false)
  if (!properties) return path === '' ? [] : [{ path, required: required && !mayBeEmpty(shape) }]
  return Object.entries(properties).flatMap(([key, property]) =>
    leavesOf(property, path === '' ? key : `${path}.${key}`, required && (shape.required ?? []).includes(key)),
  )
}

function mayBeEmpty({ type, minLength = 0, pattern, format, enum: choices }: Shape): boolean {
  return type === 'string' && minLength === 0 && !pattern && !format && !choices
}
