import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'cli.unreachable': {
    status: 503,
    zh: '连不上服务器 {address}：{reason}',
    en: 'The server {address} cannot be reached: {reason}',
  },
  'cli.not-running': {
    status: 503,
    zh: '“{folder}” 的雁阵没有运行。请先启动（yanzhen start），或用 --server 指明服务器地址。',
    en: 'Yanzhen is not running on "{folder}". Start it (yanzhen start), or name a server with --server.',
  },
  'cli.not-an-address': {
    status: 422,
    zh: '“{text}” 不是服务器地址。应为 http://… 或 https://…',
    en: '"{text}" is no address of a server. It has to be http://… or https://…',
  },
  'cli.strange-answer': {
    status: 503,
    zh: '{address} 的回答不是雁阵的（HTTP {status}），地址可能写错。',
    en: 'What {address} answered is not from Yanzhen (HTTP {status}); the address may be wrong.',
  },
  'cli.no-secret': { status: 422, zh: '没有输入{what}。', en: 'No {what} was given.' },
  'cli.not-json': {
    status: 422,
    zh: '--{option} 的值不是所需的 JSON。',
    en: 'The value of --{option} is not the JSON that it has to be.',
  },
  'cli.file-missing': {
    status: 422,
    zh: '找不到文件或它所在的文件夹：{file}',
    en: 'There is no such file, or no such folder: {file}',
  },
  'cli.file-closed': { status: 422, zh: '没有读写“{file}”的权限。', en: 'You may not read or write "{file}".' },
  'cli.file-there': {
    status: 422,
    zh: '“{file}”已经存在，没有覆盖。请另写一个名字。',
    en: '"{file}" is there already and was not written over. Give another name.',
  },
  'cli.file-folder': {
    status: 422,
    zh: '“{file}”是文件夹，应为文件。',
    en: '"{file}" is a folder and has to be a file.',
  },
  'cli.file': { status: 422, zh: '文件 “{file}”：{reason}', en: 'File "{file}": {reason}' },
  'cli.no-shell': {
    status: 422,
    zh: '没有 {shell} 的补全脚本。可用：{shells}。',
    en: 'There is no script for {shell}. There is one for {shells}.',
  },
  'cli.missing-option': { status: 422, zh: '缺少必填项：{options}。', en: 'Missing: {options}.' },
  'cli.no-community': {
    status: 404,
    zh: '{period} 没有您能看到的社区“{community}”的结果。请写区划代码或名称。',
    en: 'There is no result of a community “{community}” in {period} that you may see. Give its code or its name.',
  },
  'cli.several-communities': {
    status: 422,
    zh: '“{community}”不止一个：{found}。请写区划代码。',
    en: 'There are several “{community}”: {found}. Give the code.',
  },
  'cli.no-checkpoint': {
    status: 422,
    zh: '“{text}” 既不是文件，也不是检查点。请给出检查点文件，或照抄“条数 + 32 位数字”。',
    en: '"{text}" is neither a file nor a checkpoint. Give the file of a checkpoint, or its size and 32 digits as printed.',
  },
  'cli.house-runs': {
    status: 409,
    zh: '“{folder}” 的雁阵正在运行（进程 {pid}）。这条命令单独使用数据库，请先停止它。数据表在它启动时已经更新。',
    en: 'Yanzhen is running on "{folder}" (process {pid}). This command has the database to itself: stop it first. It migrated when it started.',
  },
  'cli.no-database': {
    status: 409,
    zh: '“{folder}” 里还没有数据库。第一次启动（yanzhen start）会建立它。',
    en: 'There is no database in "{folder}" yet. The first start (yanzhen start) makes it.',
  },
})
