import { CommanderError } from 'commander'
import type { Language, Text } from '#kernel/language.ts'
import { problemSentence, Refusal } from '#kernel/refusal.ts'

// Data goes to stdout, everything else to stderr, so that a pipe gets nothing but data.

/** How a command ends; documented in `yanzhen --help`. */
export const EXIT = { done: 0, refused: 1, usage: 2, failed: 3, different: 4 } as const

export const EXIT_TEXTS: Readonly<Record<keyof typeof EXIT, Text>> = {
  done: { zh: '完成', en: 'done' },
  refused: { zh: '规则或权限不允许；什么也没有改', en: 'a rule or a missing permission said no; nothing was changed' },
  usage: { zh: '命令写得不对', en: 'the command was written wrongly' },
  failed: { zh: '连不上服务器，或内部出错', en: 'the server cannot be reached, or something failed inside' },
  different: {
    zh: '核对不一致：重新计算与存档不同，或审计包被改过',
    en: 'a check found a difference: stored and recomputed differ, or a bundle was tampered with',
  },
}

export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`)
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
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
  // Commander has printed its own sentence.
  if (error instanceof CommanderError) return []
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}

export function exitCodeOf(error: unknown): number {
  // Help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (!(error instanceof Refusal)) return EXIT.failed
  const { code, entry } = error
  if (entry.status >= 500) return EXIT.failed
  return code.startsWith('cli.') && entry.status === 422 ? EXIT.usage : EXIT.refused
}
