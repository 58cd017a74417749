import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type Language, say, type Text } from '#kernel/language.ts'
import { inFile } from './client.ts'
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

/** Adds one option per field to a command, and `--input` for the whole. */
export function addOptions(command: Command, fields: readonly Field[], language: Language): void {
  for (const field of fields) if (!field.secret) command.addOption(optionOf(field, language))
  if (fields.length > 0) command.option('--input <json>', say(INPUT, language))
}

const INPUT: Text = {
  zh: '整个输入的 JSON；@文件 从文件读，- 从标准输入读；其它选项优先',
  en: 'the whole input as JSON; @file reads a file, - standard input; other options come before it',
}
const REQUIRED: Text = { zh: '必填', en: 'required' }
const FLAG: Text = { zh: '写上为“是”', en: 'given: yes; left out: no' }

// Required fields may come with --input too, hence they are asked for when the input is made and not by the parser.
function optionOf({ option, required, property }: Field, language: Language): Option {
  const { type } = property
  if (type === 'boolean') return new Option(`--${option}`, say(FLAG, language))
  const words = [required ? say(REQUIRED, language) : '', describe(property)].filter(Boolean).join('; ')
  const made = new Option(`--${option} <${placeholder(property)}>`, words)
  if (property.enum) return made.choices([...property.enum])
  if (type === 'integer' || type === 'number') return made.argParser(numberOf)
  return type === 'string' ? made : made.argParser((text) => jsonOf(option, text))
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

/** The input that `--input` and the options make; secrets are asked for. A flag left out is a "no" where an answer is required. */
export async function inputOf(
  fields: readonly Field[],
  flags: Readonly<Record<string, unknown>>,
  ask: (field: Field) => Promise<string>,
): Promise<Record<string, unknown>> {
  const input = typeof flags.input === 'string' ? await readInput(flags.input) : {}
  for (const field of fields) {
    const { name, required, secret, property } = field
    const preset = property.type === 'boolean' && required ? false : undefined
    const given = flags[name] ?? input[name] ?? preset
    const value = secret && required && given === undefined ? await ask(field) : given
    if (value !== undefined) input[name] = value
  }
  const missing = fields.filter(({ name, required }) => required && input[name] === undefined)
  const options = missing.map(({ option }) => `--${option}`).join(', ')
  return missing.length > 0 ? refuse('cli.missing-option', { options }) : input
}

async function readInput(given: string): Promise<Record<string, unknown>> {
  const text =
    given === '-' ? await readAll(process.stdin) : given.startsWith('@') ? await readGiven(given.slice(1)) : given
  const input = jsonOf('input', text)
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input)
  return isObject ? { ...input } : refuse('cli.not-json', { option: 'input' })
}

const readGiven = (file: string): Promise<string> => inFile(file, () => readFile(file, 'utf8'))
