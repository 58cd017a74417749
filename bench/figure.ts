/** What one benchmark found: the programs as they ran, and the ratios between them, which are what counts. */
export type Figure = {
  readonly title: string
  /** What is compared with what, in a sentence. */
  readonly what: string
  readonly programs: readonly { readonly name: string; readonly value: string }[]
  readonly ratios: readonly Ratio[]
}

export type Ratio = {
  readonly name: string
  readonly value: number
  /** The bound that the ratio has to hold, as words and as a check. */
  readonly must?: string
  readonly holds?: (ratio: number) => boolean
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  if (lower === undefined || upper === undefined) throw new RangeError('a median of nothing')
  return (lower + upper) / 2
}
