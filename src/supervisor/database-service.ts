// The embedded database as a service under the supervisor: brought up, kept up, closed.
import { setTimeout as sleep } from 'node:timers/promises'
import { settleCluster } from './cluster.ts'
import { settleDatabase } from './database.ts'
import { type Server, startServer } from './postgres.ts'
import type { Shutdown } from './shutdown.ts'

/** The URLs by which the parts of the house reach their database. */
export type DatabaseUrls = { readonly owner: string; readonly runtime: string; readonly resident: string | undefined }

/** A server that dies this often without a calm minute in between is not helped by another start. */
const RESTARTS = 5
const CALM_MS = 60_000
const PAUSE_MS = 500

/** Starts the embedded server with its roles and database, keeps it running, and closes it with the rest. */
export async function startDatabase(data: string, shutdown: Shutdown, onRestart: () => void): Promise<DatabaseUrls> {
  const files = await settleCluster(data, { durable: true })
  let server = await startServer(files, { fsync: true })
  shutdown.keep({ close: () => server.stop(), kill: () => void server.stop('immediate') })
  const keepUp = async (failures: number): Promise<void> => {
    const since = Date.now()
    await server.ended
    if (shutdown.signal.aborted) return
    const next = Date.now() - since > CALM_MS ? 1 : failures + 1
    if (next > RESTARTS) return shutdown.ask(1)
    onRestart()
    await sleep(PAUSE_MS)
    if (shutdown.signal.aborted) return
    // The same port: the servers above know it and come back by themselves.
    server = await startServer(files, { fsync: true, port: server.port })
    if (shutdown.signal.aborted) return server.stop()
    return keepUp(next)
  }
  keepUp(0).catch(() => shutdown.ask(1))
  await settleDatabase(server.url('superuser', 'postgres'), files.passwords)
  return urlsOf(server)
}

function urlsOf(server: Server): DatabaseUrls {
  return { owner: server.url('owner'), runtime: server.url('runtime'), resident: server.url('resident') }
}
