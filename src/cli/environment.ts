import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Language, languageOf } from '#kernel/language.ts'

// What the command line takes from the process's environment, and hands to the programs that it starts.

export const ENVIRONMENT: NodeJS.ProcessEnv = process.env

/** The language of a command: `--language` wherever it stands, else the one of the terminal, else Chinese. */
export function languageOfCommand(
  args: readonly string[],
  { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv = ENVIRONMENT,
): Language {
  const at = args.indexOf('--language')
  const asked = at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--language='))?.slice('--language='.length)
  return languageOf(asked ?? ([LC_ALL, LC_MESSAGES, LANG].find((value) => value) || undefined))
}

/** Where this user's settings lie. */
export function settingsFolder({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv = ENVIRONMENT): string {
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'yanzhen')
}
