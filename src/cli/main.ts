// The command line. Each command loads what it needs when it runs, so that `start` is up at once.
import { Command, InvalidArgumentError, Option } from 'commander'
import { PROJECT } from '#config'
import { ENVIRONMENT } from './environment.ts'

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_534) throw new InvalidArgumentError('A port is a number from 1 to 65534.')
  return port
}

type StartFlags = { empty?: true; port?: number; data?: string; open: boolean; clock?: 'demo' | 'real' }

const program = new Command('yanzhen')

program
  .command('start')
  .summary('start Yanzhen and stay until Ctrl-C 启动')
  .option('--empty', 'without demo data; opens a set-up page 不带演示数据')
  .option('--port <number>', 'port of the staff pages; the residents get the next one 端口', portOf)
  .option('--data <folder>', 'data folder; .yanzhen in the project folder when left out 数据文件夹')
  .option('--no-open', 'open no browser 不打开浏览器')
  .addOption(new Option('--clock <clock>', 'business dates of the demo, or real ones 日期').choices(['demo', 'real']))
  .action(async (flags: StartFlags) => {
    const { start } = await import('../supervisor/start.ts')
    process.exitCode = await start({ ...flags, environment: ENVIRONMENT })
  })

program
  .command('build')
  .summary('build the staff pages when their sources changed 构建网页')
  .action(async () => {
    const { build } = await import('../supervisor/build.ts')
    console.log(await build(PROJECT))
  })

await program.parseAsync()
