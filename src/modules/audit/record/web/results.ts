import type { Tone } from '#web/kit/states.tsx'

export const RESULTS = ['done', 'refused', 'denied', 'failed'] as const
export type Result = (typeof RESULTS)[number]

export const TONES: Readonly<Record<Result, Tone>> = { done: 'good', refused: 'warn', denied: 'warn', failed: 'bad' }

export function isResult(value: string | undefined): value is Result {
  return (RESULTS as readonly (string | undefined)[]).includes(value)
}
