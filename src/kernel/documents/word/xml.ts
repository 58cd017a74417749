// Reading WordprocessingML: the few things that reading, filling and checking have in common.
import { DOMParser, type Element, onWarningStopParsing, XMLSerializer } from '@xmldom/xmldom'

export type { Element }

/** A text box in a cell of a table in a content control is some 40 deep. */
export const MOST_DEPTH = 100
/** A form of 20 pages has some 20,000. */
const MOST_ELEMENTS = 60_000
const MOST_BYTES = 8_000_000

/** Whether a part is larger or deeper than any document that people make: looked at before it is parsed. */
export function isTooLarge(part: Buffer): boolean {
  if (part.length > MOST_BYTES) return true
  let [depth, count] = [0, 0]
  for (const [tag] of part.toString('latin1').matchAll(/<[^!?][^>]*>/g)) {
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>')) depth++
    count++
    if (depth > MOST_DEPTH || count > MOST_ELEMENTS * 2) return true
  }
  return false
}

/** @throws ParseError when it is no XML. */
export function parseXml(text: string): Element {
  const root = new DOMParser({ onError: onWarningStopParsing }).parseFromString(text, 'text/xml').documentElement
  if (!root) throw new TypeError('an XML part without content')
  return root
}

export const writeXml = (root: Element): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${new XMLSerializer().serializeToString(root)}`

/** Child elements, of one name where it is given. Names carry the prefix that every writer uses, as `w:p`. */
export function children(parent: Element | undefined, name?: string): Element[] {
  const found: Element[] = []
  for (let node = parent?.firstChild ?? null; node; node = node.nextSibling) {
    if (node.nodeType === 1 && (name === undefined || node.nodeName === name)) found.push(node as Element)
  }
  return found
}

/** Follows a path of child names. */
export function child(parent: Element | undefined, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>((at, name) => children(at, name)[0], parent)
}

/** All elements of a name below, in order. */
export const all = (parent: Element, name: string): Element[] => [...parent.getElementsByTagName(name)]

/** An attribute of a child, as `w:jc` `w:val`. */
export const value = (parent: Element | undefined, name: string, attribute = 'w:val'): string | undefined =>
  child(parent, name)?.getAttribute(attribute) ?? undefined

/** A number in an attribute; undefined where there is none. */
export function amount(element: Element | undefined, attribute: string): number | undefined {
  const text = element?.getAttribute(attribute)
  const found = Number.parseFloat(text ?? '')
  return Number.isFinite(found) ? found : undefined
}

/** Twentieths of a point → points. */
export const twips = (element: Element | undefined, attribute: string): number | undefined => {
  const found = amount(element, attribute)
  return found === undefined ? undefined : found / 20
}

/** A switch such as `w:b`: on when it is there and does not say no. */
export function on(properties: Element | undefined, name: string): boolean | undefined {
  const found = child(properties, name)
  return found ? !['0', 'false', 'off', 'none'].includes(found.getAttribute('w:val') ?? '1') : undefined
}

/** All text below, as it reads. */
export const textOf = (element: Element): string =>
  all(element, 'w:t')
    .map((node) => node.textContent ?? '')
    .join('')
