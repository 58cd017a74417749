import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

// The only reader of the environment; everything else gets its settings from here.

const environment = z.object({
  YANZHEN_ZONE: z.enum(['staff', 'resident']).default('staff'),
  YANZHEN_HOST: z.string().default('127.0.0.1'),
  YANZHEN_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  YANZHEN_DATA: z.string().default(join(process.cwd(), '.yanzhen')),
  YANZHEN_DATABASE_URL: z.string().default(''),
  YANZHEN_MODE: z.enum(['demo', 'empty']).default('demo'),
  YANZHEN_CLOCK: z.enum(['demo', 'real']).default('demo'),
  YANZHEN_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

/** What a zone process runs with. */
export type Config = {
  readonly zone: 'staff' | 'resident'
  readonly host: string
  readonly port: number
  /** Folder of keys and files. */
  readonly data: string
  /** URL of the runtime login; never the owner's. */
  readonly databaseUrl: string
  readonly mode: 'demo' | 'empty'
  readonly clock: 'demo' | 'real'
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** The project's own folder: migrations, policies, data and built pages lie in it. */
export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)))

/** The environment of a program that we start, with some of it set. */
export function childEnvironment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...own }
}

/** @throws ZodError naming the variable that is wrong. */
export function readConfig(source: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.parse(source)
  return {
    zone: parsed.YANZHEN_ZONE,
    host: parsed.YANZHEN_HOST,
    port: parsed.YANZHEN_PORT,
    data: parsed.YANZHEN_DATA,
    databaseUrl: parsed.YANZHEN_DATABASE_URL,
    mode: parsed.YANZHEN_MODE,
    clock: parsed.YANZHEN_CLOCK,
    log: parsed.YANZHEN_LOG,
  }
}
