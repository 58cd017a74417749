import { type Command, Option } from 'commander'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { Language, Text } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { call, type Client, download, type Question } from './client.ts'
import { addOptions, type Field, fieldsOf, inputOf, kebab } from './options.ts'
import { printData } from './output.ts'
import { withProgress } from './progress.ts'
import { askSecret } from './secret.ts'
import { connect, type ServerFlags } from './sessions.ts'

// One command per endpoint: `star.listResults` is `yanzhen star list-results`.

/** What `sign-in` and `sign-out` do, together with keeping the bearer. */
const APART = new Set(['session.signIn', 'session.signOut'])

const PASSWORD: Text = { zh: '密码', en: 'password' }
const NEW_PASSWORD: Text = { zh: '新密码', en: 'new password' }

type Flags = ServerFlags & Readonly<Record<string, unknown>> & { readonly text?: true; readonly file?: string; readonly output?: string }

/** Options of every command that talks to a server. */
export function withServer(command: Command): Command {
  return command
    .option('--server <url>', 'address of the server; else the one last signed in to, else the local one 服务器地址')
    .option('--data <folder>', 'data folder of a server on this machine 本机服务器的数据文件夹')
    .addOption(languageOption())
}

export const languageOption = (): Option =>
  new Option('--lang <language>', 'language of sentences; else that of the terminal 语言').choices(['zh', 'en'])

/** Who asks which server, in which language. */
export async function clientOf(flags: ServerFlags, language: Language): Promise<Client> {
  return { ...(await connect(flags)), language }
}

/** Adds a group per slice and a command per endpoint; a group that is there already is added to. */
export function addEndpointCommands(program: Command, endpoints: readonly Endpoint[], language: Language): void {
  for (const endpoint of endpoints.filter(({ id }) => !APART.has(id))) {
    const [slice = '', verb = ''] = endpoint.id.split('.')
    addCommand(groupOf(program, kebab(slice)).command(kebab(verb)), endpoint, language)
  }
}

/** The group of that name, made when it is missing. */
export function groupOf(program: Command, name: string): Command {
  const found = program.commands.find((command) => command.name() === name)
  return found ?? program.command(name).summary(`commands of ${name}`).helpGroup('Commands that call the server 调用服务器:')
}

function addCommand(command: Command, endpoint: Endpoint, language: Language): void {
  const { summary, who, upload, download: answersFile, stepUp } = endpoint
  const fields = fieldsOf(endpoint)
  command.summary(`${summary.en} ${summary.zh}`)
  command.description([summary.en, summary.zh, rolesOf(who), stepUp ? STEP_UP : ''].filter(Boolean).join('\n'))
  addOptions(command, fields)
  if (upload) command.requiredOption('--file <path>', 'the file to send 要上传的文件')
  if (answersFile) command.option('--output <path>', 'where to write the file; - for stdout 写到哪里')
  else command.option('--text', 'YAML instead of JSON 便于阅读')
  withServer(command).action(async (flags: Flags) => run(endpoint, fields, flags, language))
}

const STEP_UP = 'Asks for the password when it was given more than five minutes ago.'

function rolesOf(who: Endpoint['who']): string {
  if (who === 'anonymous') return 'For everybody, without signing in.'
  return who === 'signed-in' ? 'For everybody who is signed in.' : `For ${who.join(', ')}.`
}

async function run(endpoint: Endpoint, fields: readonly Field[], flags: Flags, language: Language): Promise<void> {
  const input = await inputOf(fields, flags, ({ name }) =>
    askSecret(name === 'next' ? NEW_PASSWORD : PASSWORD, language),
  )
  const client = await clientOf(flags, language)
  const question: Question = { endpoint, input, file: flags.file }
  const answer = await withStepUp(client, () => ask(client, question, endpoint, flags))
  if (flags.output !== '-') await printData(answer, flags.text)
}

function ask(client: Client, question: Question, { id, download: answersFile }: Endpoint, { output }: Flags): Promise<unknown> {
  return withProgress(id, async (progress) =>
    answersFile ? download(client, question, output, progress) : call(client, question),
  )
}

/** Signatures need a fresh password: at a terminal it is asked for, and the act is done after all. */
async function withStepUp<T>(client: Client, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const needed = error instanceof Refusal && error.code === 'accounts.step-up-needed'
    if (!needed || !process.stdin.isTTY) throw error
    const password = await askSecret(PASSWORD, client.language)
    await call(client, { endpoint: { id: 'session.confirmPassword', kind: 'write' }, input: { password } })
    return act()
  }
}
