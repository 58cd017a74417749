// Parts of a workbook are XML; this is the one place that parses it.
import { SaxesParser } from 'saxes'
import { refuse } from './refusals.ts'

export type Attributes = Readonly<Record<string, string>>
type Handlers = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
  /** Asked between chunks: true ends the walk, and what follows is not even checked for form. */
  readonly done?: () => boolean
}

/** Bytes of one step. */
const CHUNK = 65_536

function localName(tag: string): string {
  const colon = tag.indexOf(':')
  return colon < 0 ? tag : tag.slice(colon + 1)
}

/** Walks through one XML part; names come without their prefix. Refuses anything not well-formed or not UTF-8. */
export function readXml(part: Buffer, name: string, handlers: Handlers): void {
  const damaged = () => refuse('sheets.damaged', { part: name })
  const parser = new SaxesParser({ position: false })
  parser.on('error', damaged)
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && encoding.toLowerCase() !== 'utf-8') damaged()
  })
  parser.on('opentag', (tag) => handlers.open?.(localName(tag.name), tag.attributes as Attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', (tag) => handlers.close?.(localName(tag.name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let at = 0; at < part.length; at += CHUNK) {
    if (handlers.done?.()) return
    parser.write(decode(decoder, part.subarray(at, at + CHUNK), name))
  }
  parser.write(decode(decoder, undefined, name)).close()
}

function decode(decoder: TextDecoder, bytes: Uint8Array | undefined, name: string): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    return refuse('sheets.damaged', { part: name })
  }
}
