// What one start is to do, read from the options before anything is touched.
import { join, resolve } from 'node:path'
import { PROJECT } from '#config'
import type { DatabaseUrls } from './database-service.ts'
import type { Mode } from './folders.ts'
import { refuse } from './refusals.ts'
import type { Output } from './screen.ts'

export type StartOptions = {
  /** Without demo data; a data folder keeps the mode it was made with. */
  readonly empty?: boolean
  /** The staff server's port, the resident server's is the next. Left out: the first free pair from 8080 on. */
  readonly port?: number
  /** The data folder; `.yanzhen` in the project folder when left out. */
  readonly data?: string
  /** false: open no browser. */
  readonly open?: boolean
  /** Left out: the demo clock with demo data, the real one without. */
  readonly clock?: 'demo' | 'real'
  /** The process's environment (read in src/config.ts alone): handed to the children, searched for external URLs. */
  readonly environment: NodeJS.ProcessEnv
  readonly output?: Output
  /** The project folder and the programs in it; tests put their own here. */
  readonly root?: string
}

export type Plan = {
  readonly root: string
  readonly data: string
  readonly mode: Mode
  readonly clock: 'demo' | 'real'
  readonly host: string
  readonly port: number | undefined
  readonly open: boolean
  readonly external: DatabaseUrls | undefined
  readonly environment: NodeJS.ProcessEnv
}

/** The data folder that is meant by `--data`, or by its absence. */
export function dataFolder(asked: string | undefined, root = PROJECT): string {
  return asked === undefined ? join(root, '.yanzhen') : resolve(asked)
}

/** A PostgreSQL that is not ours: two URLs, and a third when residents are to be served as well. */
function externalDatabase(environment: NodeJS.ProcessEnv): DatabaseUrls | undefined {
  const { YANZHEN_DATABASE_URL: runtime, YANZHEN_OWNER_URL: owner, YANZHEN_RESIDENT_URL: resident } = environment
  if (!runtime && !owner) return undefined
  if (!runtime || !owner) return refuse('external_incomplete')
  return { owner, runtime, resident }
}

export function planStart(options: StartOptions): Plan {
  const root = options.root ?? PROJECT
  const mode = options.empty ? 'empty' : 'demo'
  return {
    root,
    data: dataFolder(options.data, root),
    mode,
    clock: options.clock ?? (mode === 'demo' ? 'demo' : 'real'),
    host: options.environment.YANZHEN_HOST ?? '127.0.0.1',
    port: options.port,
    open: options.open ?? true,
    external: externalDatabase(options.environment),
    environment: options.environment,
  }
}
