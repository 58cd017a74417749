// Signs that no font of ours can draw. A box on a paper is a wrong name, so the code point stands there instead: 〔U+20BB7〕.

/** Whether a font draws a code point. */
export type HasGlyph = (codePoint: number) => boolean

const named = (codePoint: number): string => `〔U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〕`

/** The text with every sign that cannot be drawn replaced by its code point; line breaks and tabs are no signs. */
export function drawable(text: string, hasGlyph: HasGlyph): string {
  const draw = (sign: string): string => {
    const codePoint = sign.codePointAt(0) ?? 0
    return /[\n\t]/.test(sign) || hasGlyph(codePoint) ? sign : named(codePoint)
  }
  return Array.from(text, draw).join('')
}

/** The same for all texts of a value that goes into a template. */
export function drawableData(value: unknown, hasGlyph: HasGlyph): unknown {
  if (typeof value === 'string') return drawable(value, hasGlyph)
  if (Array.isArray(value)) return value.map((one) => drawableData(one, hasGlyph))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, drawableData(one, hasGlyph)]))
}
