import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { type Language, say, type Text } from '#kernel/language.ts'
import { refuse } from './refusals.ts'

// Passwords never stand on the command line, where every user of the machine can read them: they are typed without echo,
// or come from standard input, a line each.

let piped: { readonly source: Interface; readonly lines: AsyncIterator<string> } | undefined

function nextLine(): Promise<IteratorResult<string>> {
  if (!piped) {
    const source = createInterface({ input: process.stdin })
    piped = { source, lines: source[Symbol.asyncIterator]() }
  }
  return piped.lines.next()
}

/** Asks for a secret. */
export async function askSecret(what: Text, language: Language): Promise<string> {
  const secret = process.stdin.isTTY ? await typed(`${say(what, language)}: `) : ((await nextLine()).value as unknown)
  piped?.source.pause()
  return typeof secret === 'string' && secret !== '' ? secret : refuse('cli.no-secret', { what: what[language] })
}

async function typed(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  terminal.once('SIGINT', () => process.exit(130))
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
