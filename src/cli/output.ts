import { CommanderError } from 'commander'
import type { Language } from '#kernel/language.ts'
import { problemSentence, Refusal } from '#kernel/refusal.ts'

// Data goes to stdout, everything else to stderr, so that a pipe gets nothing but data.

/** How a command ends; documented in `yanzhen --help`. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, denied: 4, different: 5 } as const

/** An answer as JSON, or with `--text` as YAML, which reads better. */
export async function printData(data: unknown, asText = false): Promise<void> {
  if (!asText) return void process.stdout.write(`${JSON.stringify(data, null, 2)}\n`)
  const { stringify } = await import('yaml')
  process.stdout.write(stringify(data, { lineWidth: 0 }))
}

/** What a failed command says on stderr. */
export function errorLines(error: unknown, language: Language): readonly string[] {
  if (error instanceof Refusal) {
    const places = error.problems.map((problem) => {
      const place = [problem.source, problem.row, problem.column].filter((one) => one !== undefined && one !== null)
      return `  ${[place.join(':'), problemSentence(problem, language)].filter(Boolean).join('  ')}`
    })
    return [`${error.sentence(language)} (${error.code})`, ...places]
  }
  if (error instanceof CommanderError) return []
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}

export function exitCodeOf(error: unknown): number {
  // Commander has printed its own sentence; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (!(error instanceof Refusal)) return EXIT.failed
  const { status } = error.entry
  if (status >= 500) return EXIT.failed
  return [401, 403, 423].includes(status) ? EXIT.denied : EXIT.refused
}
