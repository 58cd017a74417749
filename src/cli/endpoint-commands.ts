import type { Command } from 'commander'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type Language, say, type Text } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { call, type Client, download, type Question } from './client.ts'
import { addOptions, type Field, fieldsOf, inputOf, kebab } from './options.ts'
import { printJson } from './output.ts'
import { withProgress } from './progress.ts'
import { askSecret } from './secret.ts'
import { connect, type ServerFlags } from './sessions.ts'

// One command per endpoint: `star.listResults` is `yanzhen star list-results`. JSON in, JSON out.

/** What `sign-in` and `sign-out` do, together with keeping the bearer. */
const APART = new Set(['session.signIn', 'session.signOut'])

const TEXTS = {
  password: { zh: '密码', en: 'password' },
  newPassword: { zh: '新密码', en: 'new password' },
  server: {
    zh: '服务器地址；不写则为最近登录的，再则为本机的',
    en: 'address of the server; else the one last signed in to, else the one of this machine',
  },
  data: { zh: '本机服务器的数据文件夹', en: 'data folder of a server on this machine' },
  group: { zh: '{name} 的各项命令', en: 'commands of {name}' },
  heading: { zh: '调用服务器接口的命令：', en: 'Commands that call the server:' },
  file: { zh: '必填；要上传的文件', en: 'required; the file to send' },
  output: { zh: '写到哪个文件；- 为标准输出', en: 'the file to write; - for standard output' },
  stepUp: {
    zh: '五分钟内没有输过密码的，再输一次。',
    en: 'Asks for the password when it was given more than five minutes ago.',
  },
  everybody: { zh: '不用登录。', en: 'For everybody, without signing in.' },
  signedIn: { zh: '登录即可。', en: 'For everybody who is signed in.' },
  roles: { zh: '角色：{roles}', en: 'For {roles}.' },
} as const satisfies Record<string, Text>

type Flags = ServerFlags & Readonly<Record<string, unknown>> & { readonly file?: string; readonly output?: string }

/** Options of every command that talks to a server. */
export function withServer(command: Command, language: Language): Command {
  return command
    .option('--server <url>', say(TEXTS.server, language))
    .option('--data <folder>', say(TEXTS.data, language))
}

/** Who asks which server, in which language. */
export async function clientOf(flags: ServerFlags, language: Language): Promise<Client> {
  return { ...(await connect(flags)), language }
}

/** Adds a group per slice and a command per endpoint; a group that is there already is added to. */
export function addEndpointCommands(program: Command, endpoints: readonly Endpoint[], language: Language): void {
  for (const endpoint of endpoints.filter(({ id }) => !APART.has(id))) {
    const [slice = '', verb = ''] = endpoint.id.split('.')
    addCommand(groupOf(program, kebab(slice), language).command(kebab(verb)), endpoint, language)
  }
}

/** The group of that name, made when it is missing. */
export function groupOf(program: Command, name: string, language: Language): Command {
  const found = program.commands.find((command) => command.name() === name)
  return (
    found ??
    program
      .command(name)
      .summary(say(TEXTS.group, language, { name }))
      .helpGroup(TEXTS.heading[language])
  )
}

function addCommand(command: Command, endpoint: Endpoint, language: Language): void {
  const { summary, who, upload, download: answersFile, stepUp } = endpoint
  const fields = fieldsOf(endpoint)
  const words = [say(summary, language), rolesOf(who, language), stepUp ? say(TEXTS.stepUp, language) : '']
  command.summary(say(summary, language)).description(words.filter(Boolean).join('\n'))
  addOptions(command, fields, language)
  if (upload) command.requiredOption('--file <path>', say(TEXTS.file, language))
  if (answersFile) command.option('--output <path>', say(TEXTS.output, language))
  withServer(command, language).action(async (flags: Flags) => run(endpoint, fields, flags, language))
}

function rolesOf(who: Endpoint['who'], language: Language): string {
  if (who === 'anonymous') return say(TEXTS.everybody, language)
  return who === 'signed-in' ? say(TEXTS.signedIn, language) : say(TEXTS.roles, language, { roles: who.join(', ') })
}

async function run(endpoint: Endpoint, fields: readonly Field[], flags: Flags, language: Language): Promise<void> {
  const input = await inputOf(fields, flags, ({ name }) =>
    askSecret(name === 'next' ? TEXTS.newPassword : TEXTS.password, language),
  )
  const client = await clientOf(flags, language)
  const question: Question = { endpoint, input, ...(flags.file === undefined ? {} : { file: flags.file }) }
  const answer = await withStepUp(client, () => ask(client, question, endpoint, flags))
  if (flags.output !== '-') printJson(answer)
}

function ask(
  client: Client,
  question: Question,
  { id, download: answersFile }: Endpoint,
  { output }: Flags,
): Promise<unknown> {
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
    const password = await askSecret(TEXTS.password, client.language)
    await call(client, { endpoint: { id: 'session.confirmPassword', kind: 'write' }, input: { password } })
    return act()
  }
}
