import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { PROJECT } from '#config'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type Language, say, type Text } from '#kernel/language.ts'
import { completionScript, SHELLS } from './completion.ts'
import { addEndpointCommands, groupOf, withServer } from './endpoint-commands.ts'
import { ENVIRONMENT } from './environment.ts'
import type { PrepareFlags } from './house.ts'
import { EXIT, EXIT_TEXTS, printJson } from './output.ts'
import { HEADINGS, TEXTS } from './texts.ts'
import { usageSentence } from './usage.ts'

// All commands. Each loads what it needs when it runs, so that `start` is up at once.

/** Commands that need no list of endpoints, which takes half a second to load. */
export const WITHOUT_ENDPOINTS: ReadonlySet<string> = new Set([
  'start',
  'build',
  'migrate',
  'database',
  'sign-in',
  'sign-out',
  'explain',
  'recompute',
])

type Say = (text: Text) => string

export function createProgram(endpoints: readonly Endpoint[], language: Language): Command {
  const program = new Command('yanzhen')
  const t: Say = (text) => say(text, language)
  program
    .description(t(TEXTS.program))
    .version(versionOf(), '-V, --version', t(TEXTS.version))
    .helpOption('-h, --help', t(TEXTS.help))
    .helpCommand('help [command]', t(TEXTS.help))
    .configureHelp({ styleTitle: (title) => (language === 'zh' ? (HEADINGS[title] ?? title) : title) })
    // A command may have a `--version` of its own: that of the record it changes.
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText('after', exitCodes(language))
  const atFault = (): string => {
    const names = program.args.filter((one) => !one.startsWith('-'))
    return ['yanzhen', ...pathOf(program, names)].join(' ')
  }
  program.configureOutput({ outputError: (text, write) => write(usageSentence(text, atFault(), language)) })
  addHouse(program, t)
  addSession(program, t, language)
  addProof(program, t, language)
  addAudit(groupOf(program, 'audit', language), t, language)
  addInterface(program, endpoints, t)
  addEndpointCommands(program, endpoints, language)
  addLanguage(program, t)
  return program
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string }
  return version
}

/** Read before anything else (environment.ts), hence known to every command. */
function addLanguage(command: Command, t: Say): void {
  command.addOption(new Option('--language <language>', t(TEXTS.language)).choices(['zh', 'en']))
  for (const one of command.commands) addLanguage(one, t)
}

/** The beginning of `names` that names commands. */
function pathOf(command: Command, [name, ...rest]: readonly string[]): readonly string[] {
  const found = command.commands.find((one) => one.name() === name)
  return found && name ? [name, ...pathOf(found, rest)] : []
}

function exitCodes(language: Language): string {
  const lines = (Object.keys(EXIT) as (keyof typeof EXIT)[]).map(
    (name) => `  ${EXIT[name]}  ${EXIT_TEXTS[name][language]}`,
  )
  return `\n${TEXTS.exitCodes[language]}\n${lines.join('\n')}`
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_534) throw new InvalidArgumentError('A port is a number from 1 to 65534.')
  return port
}

type StartFlags = { empty?: true; port?: number; data?: string; open: boolean; clock?: 'demo' | 'real' }

function addHouse(program: Command, t: Say): void {
  program
    .command('start')
    .summary(t(TEXTS.start))
    .option('--empty', t(TEXTS.empty))
    .option('--port <number>', t(TEXTS.port), portOf)
    .option('--data <folder>', t(TEXTS.data))
    .option('--no-open', t(TEXTS.noOpen))
    .addOption(new Option('--clock <clock>', t(TEXTS.clock)).choices(['demo', 'real']))
    .action(async (flags: StartFlags) => {
      const { start } = await import('../supervisor/start.ts')
      process.exitCode = await start({ ...flags, environment: ENVIRONMENT })
    })
  program
    .command('build')
    .summary(t(TEXTS.build))
    .action(async () => {
      const { build } = await import('../supervisor/build.ts')
      console.log(await build(PROJECT))
    })
  program
    .command('migrate')
    .summary(t(TEXTS.migrate))
    .option('--data <folder>', t(TEXTS.data))
    .action(async (flags: { data?: string }) => (await import('./house.ts')).migrate(flags))
  program
    .command('database')
    .summary(t(TEXTS.database))
    .command('prepare')
    .summary(t(TEXTS.prepare))
    .option('--database <name>', t(TEXTS.databaseName), 'yanzhen')
    .option('--host <host>', t(TEXTS.databaseHost), 'localhost')
    .option('--port <number>', t(TEXTS.databasePort), '5432')
    .option('--ctype <locale>', t(TEXTS.ctype), 'C.UTF-8')
    .option('--existing', t(TEXTS.existing))
    .option('--environment <file>', t(TEXTS.environment), 'yanzhen.env')
    .action(async (flags: PrepareFlags) => (await import('./house.ts')).prepareDatabase(flags))
}

function addSession(program: Command, t: Say, language: Language): void {
  const signIn = program.command('sign-in').summary(t(TEXTS.signIn)).argument('<login>', t(TEXTS.login))
  withServer(signIn, language).action(async (login: string, flags) =>
    (await import('./sign-in.ts')).signIn(login, flags, language),
  )
  const signOut = program.command('sign-out').summary(t(TEXTS.signOut))
  withServer(signOut, language).action(async (flags) => (await import('./sign-in.ts')).signOut(flags, language))
}

function addProof(program: Command, t: Say, language: Language): void {
  const explain = program
    .command('explain')
    .summary(t(TEXTS.explain))
    .argument('<community>', t(TEXTS.community))
    .requiredOption('--period <period>', t(TEXTS.period))
    .option('--json', t(TEXTS.json))
  withServer(explain, language).action(async (community: string, flags) =>
    (await import('./explain.ts')).explain(community, flags, language),
  )
  const recompute = program
    .command('recompute')
    .summary(t(TEXTS.recompute))
    .option('--period <period>', t(TEXTS.recomputePeriod))
    .option('--house', t(TEXTS.recomputeHouse))
    .option('--json', t(TEXTS.json))
  withServer(recompute, language).action(async (flags) => (await import('./recompute.ts')).recompute(flags, language))
}

function addAudit(audit: Command, t: Say, language: Language): void {
  const taken = audit.command('export').summary(t(TEXTS.auditExport)).option('--output <path>', t(TEXTS.output))
  withServer(taken, language).action(async (flags) => (await import('./audit.ts')).exportRecord(flags, language))
  audit
    .command('verify')
    .summary(t(TEXTS.auditVerify))
    .argument('<bundle>', t(TEXTS.bundle))
    .option('--checkpoint <text>', t(TEXTS.checkpoint))
    .option('--json', t(TEXTS.json))
    .action(async (file: string, flags: { checkpoint?: string; json?: true }) =>
      (await import('./audit.ts')).verifyRecord(file, flags, language),
    )
}

function addInterface(program: Command, endpoints: readonly Endpoint[], t: Say): void {
  program
    .command('openapi')
    .summary(t(TEXTS.openapi))
    .action(async () => printJson((await import('../server/openapi.ts')).openApi(endpoints)))
  program
    .command('completion')
    .summary(t(TEXTS.completion))
    .argument('<shell>', SHELLS.join(', '))
    .action((shell: string) => void process.stdout.write(completionScript(program, shell)))
}
