// A paper that offices print, declared once: its fields, what they look like filled, how many pages it may take, and the
// house's own template, which staff may replace by one that they edited in Word or WPS (decision 19).
import type { Text } from '#kernel/language.ts'

/**
 * What a template may name, in braces: {姓名}. The Chinese name is the tag. A list is repeated between {#名单} and {/名单}; the
 * same braces around a text print what is between them only when there is some.
 */
export type PaperField =
  | (Text & {
      readonly kind?: 'text'
      /** Points, by the text that goes in: for a cell that has to hold any. */
      readonly size?: (text: string) => number
    })
  | (Text & {
      readonly kind: 'list'
      readonly fields: PaperFields
      /** Points, by all texts of the list, a line each. */
      readonly size?: (text: string) => number
    })
  /** A PNG; width and height are points. */
  | (Text & { readonly kind: 'picture'; readonly width: number; readonly height: number })

export type PaperFields = { readonly [name: string]: PaperField }

/** The values of a paper: text per field, rows per list, a PNG per picture. */
export type PaperData<F extends PaperFields = PaperFields> = string extends keyof F
  ? AnyData
  : {
      readonly [K in keyof F]: F[K] extends { readonly kind: 'list'; readonly fields: infer G extends PaperFields }
        ? readonly PaperData<G>[]
        : F[K] extends { readonly kind: 'picture' }
          ? Uint8Array
          : string
    }
/** Values of a paper of which nothing is known. */
type AnyData = { readonly [name: string]: string | Uint8Array | readonly AnyData[] }

export type Paper<F extends PaperFields = PaperFields> = Text & {
  /** `slice.paper`, such as filing.reply. */
  readonly id: string
  readonly fields: F
  /** Most pages, where a form has so many and no more. */
  readonly pages?: number
  /** The house's own template. @returns a .docx */
  readonly original: () => Promise<Buffer>
  /** Made-up values, for the preview. */
  readonly sample: PaperData<F>
}

/** Declares a paper; keeps the exact shape of its fields for those who fill it. */
export function paper<const F extends PaperFields>(declaration: Paper<F>): Paper<F> {
  return declaration
}

/** What goes into a template, by tag; and the size that the places of some tags need. Plain data: it goes to a thread. */
export type Filling = { readonly values: FillingValues; readonly sizes: Readonly<Record<string, number>> }
export type FillingValues = { readonly [tag: string]: string | readonly FillingValues[] | FilledPicture }
export type FilledPicture = { readonly png: Uint8Array; readonly width: number; readonly height: number }

/** Values under the names that templates use. */
export function fillingOf<F extends PaperFields>({ fields }: Paper<F>, data: PaperData<F>): Filling {
  const sizes: Record<string, number> = {}
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind !== 'picture' && field.size) sizes[field.zh] = field.size(wordsOf(data[key]))
  }
  return { values: valuesOf(fields, data), sizes }
}

function valuesOf(fields: PaperFields, data: PaperData): FillingValues {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]): [string, FillingValues[string]] => {
      const value: unknown = data[key]
      if (field.kind === 'picture') {
        return [field.zh, { png: value as Uint8Array, width: field.width, height: field.height }]
      }
      if (field.kind !== 'list') return [field.zh, value as string]
      return [field.zh, (value as readonly PaperData[]).map((row) => valuesOf(field.fields, row))]
    }),
  )
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return ''
  return value
    .map((row: object) =>
      Object.values(row)
        .filter((one) => typeof one === 'string')
        .join('\u3000'),
    )
    .join('\n')
}

/** Plain names of what a template may hold: of a list with what may stand within. */
export type Tags = { readonly [tag: string]: Tags | null }

export const tagsOf = (fields: PaperFields): Tags =>
  Object.fromEntries(
    Object.values(fields).map((field) => [field.zh, field.kind === 'list' ? tagsOf(field.fields) : null]),
  )
