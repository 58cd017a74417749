import { createHash } from 'node:crypto'
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import { canonical } from '#kernel/canonical.ts'
import { fill, type TextFacts } from '#kernel/language.ts'
import type { Problem } from '#kernel/refusal.ts'
import { checkPack, warnPack } from './checks.ts'
import { type Pack, pack as packShape } from './contract.ts'
import { MOST_BYTES, READING, type ReadingCode, shapeProblems, YAML_CODES } from './refusals.ts'
import { compilePack, type PackProblem, type PackRules } from './rules.ts'

// From the text of a pack to rules that score. For the server only: the digest needs node:crypto.

/** A pack that can be used. `digest`: SHA-256, hexadecimal, of its content; comments and layout do not matter. */
export type LoadedPack = { readonly pack: Pack; readonly digest: string; readonly rules: PackRules }

/** `warnings` do not keep a pack from being used; `problems` do. Each names file, line and column. */
export type PackReading =
  | ({ readonly ok: true; readonly warnings: readonly Problem[] } & LoadedPack)
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Where the text came from, and how a place in it becomes line and column. */
type Reader = { readonly source: string; readonly lines: LineCounter; readonly document: Document }

/** A reader of one hundred problems has enough to do. */
const MOST_PROBLEMS = 100
const MOST_ALIASES = 100

/** A stored version was taken in by the checks of its day; what today's find in it is a warning (decisions/0016). */
type Age = 'new' | 'stored'

/**
 * Reads a policy pack: text, shape, references, rules. Never throws for a bad text.
 * @param text the YAML, as text or as UTF-8 bytes. @param source what to call it in problems, such as a file name.
 */
export function readPack(text: string | Uint8Array, source = 'policy', age: Age = 'new'): PackReading {
  const lines = new LineCounter()
  const refuse = (code: ReadingCode, place: Place = {}, facts: TextFacts = {}): PackReading => ({
    ok: false,
    problems: [{ code, zh: fill(READING[code].zh, facts), en: fill(READING[code].en, facts), source, ...place }],
  })
  if (byteLength(text) > MOST_BYTES) return refuse('too-large')
  const decoded = decode(text)
  if (typeof decoded !== 'string') return refuse('encoding', decoded)
  const control = placeOfControl(decoded)
  if (control) return refuse('control', control)
  try {
    const document = parseDocument(decoded, {
      lineCounter: lines,
      stringKeys: true,
      // The library compares each key with each other: 90,000 of them, which fit into a pack, kept a server busy for a
      // minute and a half. `yamlProblems` looks for repeated ones.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
    })
    return readDocument({ source, lines, document }, age)
  } catch (error) {
    // Reading recurses, so a text that is nested deeply enough ends on its stack.
    if (error instanceof RangeError) return refuse('deep')
    // What a hundred aliases unfold to is limited by the reader of YAML.
    if (error instanceof ReferenceError) return refuse('aliases')
    throw error
  }
}

function readDocument(reader: Reader, age: Age): PackReading {
  const broken = yamlProblems(reader)
  if (broken.length > 0) return { ok: false, problems: broken }
  const content: unknown = reader.document.toJS({ maxAliasCount: MOST_ALIASES })
  if (content === null)
    return { ok: false, problems: [{ code: 'empty', ...READING.empty, source: reader.source, row: 1 }] }
  const shaped = packShape.safeParse(content, { reportInput: true })
  if (!shaped.success) return { ok: false, problems: placed(reader, shapeProblems(shaped.error.issues)) }
  const { rules, problems } = compilePack(shaped.data)
  const found = checkPack(shaped.data, rules)
  const refused = age === 'new' ? [...problems, ...found] : problems
  if (refused.length > 0) return { ok: false, problems: placed(reader, refused) }
  const warnings = placed(reader, [...found, ...warnPack(shaped.data, rules)])
  return {
    ok: true,
    pack: shaped.data,
    digest: createHash('sha256').update(canonical(content)).digest('hex'),
    rules,
    warnings,
  }
}

type Place = { readonly row?: number; readonly column?: number }

function byteLength(text: string | Uint8Array): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : text.byteLength
}

/** The text, or the place of the first byte that is no UTF-8. A newline byte is never part of a longer character. */
function decode(text: string | Uint8Array): string | Place {
  if (typeof text === 'string') return text
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    return strict.decode(text)
  } catch {
    return firstBadByte(text)
  }
}

/** No database keeps a NUL in a text, and nobody sees the others. */
function placeOfControl(text: string): Place | undefined {
  const index = text.search(/[^\P{Cc}\t\n\r]/u)
  if (index < 0) return undefined
  const before = text.slice(0, index).split('\n')
  return { row: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function firstBadByte(bytes: Uint8Array): Place {
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  const row = lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1')))
  const line = Buffer.from(lines[row] ?? '', 'latin1').toString('utf8')
  return { row: row + 1, column: line.indexOf('\uFFFD') + 1 }
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8')).equals(bytes)
}

function yamlProblems({ document, lines, source }: Reader): readonly Problem[] {
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { row: line, column: col }
  }
  const say = (code: ReadingCode, offset: number, detail: string): Problem => ({
    code,
    zh: fill(READING[code].zh, { detail }),
    en: fill(READING[code].en, { detail }),
    source,
    ...at(offset),
  })
  const broken = [...document.errors, ...document.warnings].map(({ code, pos, message }) =>
    say(YAML_CODES[code] ?? 'yaml', pos[0], message),
  )
  if (broken.length > 0) return broken.slice(0, MOST_PROBLEMS)
  const refused: Problem[] = []
  let aliases = 0
  visit(document, {
    Node: (key, node) => {
      const { tag, range } = node as { tag?: string; range?: readonly [number, number, number] }
      const offset = range?.[0] ?? 0
      if (tag !== undefined) refused.push(say('tag', offset, tag))
      if (isMap(node)) refused.push(...repeatedKeys(node).map((place) => say('duplicate-key', place, '')))
      // Every reader of shapes leaves this key out without a word.
      if (isScalar(node) && key === 'key' && node.value === '__proto__')
        refused.push(say('reserved-key', offset, node.value))
      if (!isAlias(node)) return undefined
      // Resolving walks the whole document, so it is not done for more aliases than a pack may have.
      aliases++
      if (aliases > MOST_ALIASES) refused.push(say('aliases', offset, node.source))
      else if (!node.resolve(document)) refused.push(say('bad-alias', offset, node.source))
      return aliases > MOST_ALIASES ? visit.BREAK : undefined
    },
  })
  return refused.slice(0, MOST_PROBLEMS)
}

/** Where keys stand that their map has already. Only plain ones get this far (`stringKeys`). */
function repeatedKeys({ items }: YAMLMap): readonly number[] {
  const seen = new Set<unknown>()
  return items.flatMap(({ key }) => {
    const name = isScalar(key) ? key.value : undefined
    if (name === undefined || !seen.has(name)) {
      seen.add(name)
      return []
    }
    return [rangeStart(key)]
  })
}

/** Problems with line and column. */
function placed(reader: Reader, problems: readonly PackProblem[]): readonly Problem[] {
  return problems.slice(0, MOST_PROBLEMS).map(({ code, zh, en, path }) => {
    const { line, col } = reader.lines.linePos(offsetOf(reader.document, path))
    return { code, zh, en, source: reader.source, row: line, column: col }
  })
}

/** Gives problems of a pack that could be read their line and column. */
export function locate(
  text: string | Uint8Array,
  source: string,
  problems: readonly PackProblem[],
): readonly Problem[] {
  const lines = new LineCounter()
  const document = parseDocument(new TextDecoder().decode(toBytes(text)), {
    lineCounter: lines,
    stringKeys: true,
    uniqueKeys: false,
  })
  return placed({ source, lines, document }, problems)
}

function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text
}

/** Where a path leads: to the value if it is a plain one, else to its key; as far as the path can be followed. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents
  let offset = rangeStart(node)
  for (const step of path) {
    const here: unknown = isAlias(node) ? node.resolve(document) : node
    const next = isMap(here)
      ? here.items.find((pair) => isScalar(pair.key) && pair.key.value === step)
      : isSeq(here)
        ? here.items[Number(step)]
        : undefined
    if (next === undefined) return offset
    node = isPair(next) ? next.value : next
    offset = rangeStart(isPair(next) && !isScalar(node) ? next.key : node)
  }
  return offset
}

function rangeStart(node: unknown): number {
  const { range } = (node ?? {}) as { range?: readonly [number, number, number] }
  return range?.[0] ?? 0
}
