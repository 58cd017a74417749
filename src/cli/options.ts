import { type Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { refuse } from './refusals.ts'

// Options out of an endpoint's input shape: the shape is the declaration, nothing is said twice. Checking stays with the
// server, which knows the shape as well.

type Property = {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly format?: string
  readonly description?: string
}
type Shape = { readonly properties?: Readonly<Record<string, Property>>; readonly required?: readonly string[] }

/** Fields that are asked for and never stand on the command line. */
const SECRET = new Set(['password', 'next'])

/** `packVersion` → `pack-version`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export type Field = {
  /** As in the input. */
  readonly name: string
  /** As on the command line, without dashes. */
  readonly option: string
  readonly required: boolean
  readonly secret: boolean
  readonly property: Property
}

/** The fields of an endpoint's input, in their order. */
export function fieldsOf({ input }: Endpoint): readonly Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape
  return Object.entries(properties).map(([name, property]) => ({
    name,
    option: kebab(name),
    required: required.includes(name) && property.default === undefined,
    secret: SECRET.has(name),
    property,
  }))
}

/** Adds one option per field to a command. */
export function addOptions(command: Command, fields: readonly Field[]): void {
  for (const field of fields) if (!field.secret) command.addOption(optionOf(field))
}

function optionOf({ option, required, property }: Field): Option {
  const { type } = property
  if (type === 'boolean') return new Option(`--${option}`, 'yes; left out: no')
  const made = new Option(`--${option} <${placeholder(property)}>`, describe(property))
  if (property.enum) made.choices([...property.enum])
  else if (type === 'integer' || type === 'number') made.argParser(numberOf)
  else if (type !== 'string') made.argParser((text) => jsonOf(option, text))
  return made.makeOptionMandatory(required)
}

function placeholder({ type, format }: Property): string {
  if (type === 'integer' || type === 'number') return 'number'
  if (type !== 'string') return 'json'
  return format === 'date' ? 'yyyy-mm-dd' : format === 'uuid' ? 'id' : 'text'
}

function describe({ description, default: preset }: Property): string {
  return [description, preset === undefined ? undefined : `default ${JSON.stringify(preset)}`]
    .filter(Boolean)
    .join('; ')
}

function numberOf(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It has to be a number.')
  return value
}

function jsonOf(option: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('cli.not-json', { option })
  }
}

/** The input that the options make; secrets are asked for. A flag left out is a "no" where an answer is required. */
export async function inputOf(
  fields: readonly Field[],
  flags: Readonly<Record<string, unknown>>,
  ask: (field: Field) => Promise<string>,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {}
  for (const field of fields) {
    const { name, required, secret, property } = field
    const given = flags[name] ?? (property.type === 'boolean' && required ? false : undefined)
    const value = secret && required ? await ask(field) : given
    if (value !== undefined) input[name] = value
  }
  return input
}
