import type { Text } from '#kernel/language.ts'

// What `--help` says of the commands that are not endpoints.

export const TEXTS = {
  program: {
    zh: '雁阵命令行。数据写到标准输出，其余写到标准错误。各命令的用法：yanzhen <命令> --help',
    en: 'The command line of Yanzhen. Data goes to standard output, all else to standard error. Of one command: yanzhen <command> --help',
  },
  exitCodes: { zh: '退出码：', en: 'Exit codes:' },
  version: { zh: '版本号', en: 'the version' },
  language: { zh: '句子的语言；不写则随终端', en: 'language of sentences; else that of the terminal' },
  help: { zh: '用法', en: 'how to use it' },
  start: { zh: '启动，直到按 Ctrl-C', en: 'start Yanzhen and stay until Ctrl-C' },
  empty: { zh: '不带演示数据，打开初始设置页', en: 'without demo data; opens a set-up page' },
  port: {
    zh: '工作端的端口；居民端用下一个',
    en: 'port of the staff pages; the residents get the next one',
  },
  data: {
    zh: '数据文件夹；不写则为项目下的 .yanzhen',
    en: 'data folder; .yanzhen in the project folder when left out',
  },
  noOpen: { zh: '不打开浏览器', en: 'open no browser' },
  clock: { zh: '业务日期：演示的或真实的', en: 'business dates of the demo, or real ones' },
  build: { zh: '源码有变时构建网页', en: 'build the staff pages when their sources changed' },
  migrate: { zh: '更新数据表（启动时也会做）', en: 'apply what is missing of the migrations (a start does so too)' },
  database: { zh: '自备 PostgreSQL', en: 'a PostgreSQL of your own' },
  prepare: {
    zh: '打印建角色和数据库的 SQL，并把连接地址写入文件',
    en: 'print the SQL that makes roles and database, and write the URLs to a file',
  },
  databaseName: { zh: '数据库名', en: 'name of the database' },
  databaseHost: { zh: 'PostgreSQL 所在主机', en: 'host of PostgreSQL' },
  databasePort: { zh: 'PostgreSQL 端口', en: 'port of PostgreSQL' },
  ctype: { zh: '字符类型，须认得汉字', en: 'character type; it has to know Chinese letters' },
  existing: { zh: '数据库已建好', en: 'the database is there already' },
  environment: {
    zh: '写连接地址的文件，只有本人可读；不覆盖已有文件',
    en: 'file for the URLs, readable by you alone; never written over',
  },
  signIn: {
    zh: '登录，并为以后的命令保留会话；密码从终端或标准输入读',
    en: 'sign in and keep the session for later commands; the password is typed or comes from standard input',
  },
  login: { zh: '登录名', en: 'login' },
  signOut: { zh: '退出登录', en: 'end the session' },
  explain: {
    zh: '一个社区的星级总分从何而来，直到每一笔赋分',
    en: 'where the star total of a community comes from, down to the single entry',
  },
  community: { zh: '区划代码、名称或名称的一部分', en: 'code, name, or a part of the name' },
  period: { zh: '半年期，如 2026H1', en: 'half-year, such as 2026H1' },
  json: { zh: '输出 JSON', en: 'answer in JSON' },
  recomputePeriod: {
    zh: '只核对这个半年期；不写则为全部已汇总的',
    en: 'this half-year only; else all that are closed',
  },
  recomputeHouse: {
    zh: '不经服务器，直接从数据库核对各区；由系统管理员在服务器停止时、或对自备 PostgreSQL 使用',
    en: 'all districts, straight from the database: for administrators, while the house is stopped or on a PostgreSQL of your own',
  },
  recompute: {
    zh: '按封存的政策包和存档的赋分表重新计算，与存档逐项核对',
    en: 'compute all results again from the frozen policy and the stored sheets, and compare with what is stored',
  },
  auditExport: { zh: '导出审计包', en: 'take the audit record out as a bundle' },
  output: { zh: '写到哪个文件；- 为标准输出', en: 'the file to write; - for standard output' },
  auditVerify: {
    zh: '离线核验审计包：只要文件，不要服务器',
    en: 'verify a bundle offline: it takes the file alone and no server',
  },
  bundle: { zh: '审计包文件', en: 'file of the bundle' },
  checkpoint: {
    zh: '另存的检查点：文件，或照抄的“条数 + 32 位数字”',
    en: 'a checkpoint kept outside: its file, or size and 32 digits as printed',
  },
  openapi: { zh: '打印接口说明（OpenAPI 3.1）', en: 'print the description of the interface (OpenAPI 3.1)' },
  completion: {
    zh: '打印命令补全脚本，如：source <(yanzhen completion bash)',
    en: 'print a completion script, as in: source <(yanzhen completion bash)',
  },
} as const satisfies Record<string, Text>

/** Commander's own headings. */
export const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}
