// What a Word document looks like once its styles are resolved: read from .docx (read.ts), set by Typst (word.typ).
// All lengths are points.

export type Run =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly face: Face
      readonly size: number
      readonly bold: boolean
      readonly italic: boolean
      readonly underline: boolean
      /** `#rrggbb`. */
      readonly color: string
      /** Added after each character. */
      readonly spacing: number
    }
  | { readonly kind: 'line' }
  | { readonly kind: 'page' }
  | { readonly kind: 'number'; readonly of: 'page' | 'pages'; readonly face: Face; readonly size: number }
  | { readonly kind: 'picture'; readonly part: string; readonly width: number; readonly height: number }

/** 宋、仿宋、楷 are set in the serif, 黑 in the sans: open fonts stand for those that offices own. */
export type Face = 'serif' | 'sans'

export type Paragraph = {
  readonly kind: 'paragraph'
  readonly align: 'left' | 'center' | 'right' | 'justify'
  readonly left: number
  readonly right: number
  /** First line against the others: negative where it hangs out. */
  readonly first: number
  readonly before: number
  readonly after: number
  /** Height of a line: points where exact, times the size of the text otherwise. */
  readonly line: { readonly exact: boolean; readonly value: number }
  /** A rule below, as under the mark of a letter. */
  readonly below: Stroke | null
  readonly pageBefore: boolean
  /** Size of an empty paragraph. */
  readonly size: number
  readonly runs: readonly Run[]
}

export type Stroke = { readonly width: number; readonly color: string }
type Sides<T> = { readonly top: T; readonly right: T; readonly bottom: T; readonly left: T }

export type Cell = {
  readonly x: number
  readonly colspan: number
  readonly rowspan: number
  readonly align: 'top' | 'horizon' | 'bottom'
  readonly stroke: Sides<Stroke | null>
  readonly inset: Sides<number>
  readonly blocks: readonly Block[]
}

export type Row = {
  /** At least so high, or exactly. */
  readonly height: number
  readonly exact: boolean
  /** Again on every page. */
  readonly heading: boolean
  readonly cells: readonly Cell[]
}

export type Table = {
  readonly kind: 'table'
  readonly align: 'left' | 'center' | 'right'
  readonly columns: readonly number[]
  readonly rows: readonly Row[]
}

export type Block = Paragraph | Table

export type Section = {
  readonly width: number
  readonly height: number
  readonly margin: Sides<number>
  /** From the edge of the paper. */
  readonly headerAt: number
  readonly footerAt: number
  readonly header: readonly Block[]
  readonly footer: readonly Block[]
  /** On pages with an even number, where they differ. */
  readonly evenFooter: readonly Block[] | null
  readonly blocks: readonly Block[]
}

export type Layout = {
  readonly sections: readonly Section[]
  /** Pictures by the part they stand in. */
  readonly pictures: ReadonlyMap<string, Buffer>
}
