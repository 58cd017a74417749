// Free ports on the loopback address.
import { createServer } from 'node:net'
import { codeOf, refuse } from './refusals.ts'

type Verdict = 'free' | 'taken' | 'forbidden'

function tryPort(host: string, port: number): Promise<{ verdict: Verdict; port: number }> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve({ verdict: codeOf(error) === 'EADDRINUSE' ? 'taken' : 'forbidden', port }))
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      const got = typeof address === 'object' && address ? address.port : port
      server.close(() => resolve({ verdict: 'free', port: got }))
    })
  })
}

/** A port that nobody listens on just now. */
export async function freePort(host: string): Promise<number> {
  return (await tryPort(host, 0)).port
}

/** The first port of a pair that cannot be had, or undefined when both are free. */
async function obstacle(host: string, port: number): Promise<{ verdict: Verdict; port: number } | undefined> {
  for (const one of [port, port + 1]) {
    const found = await tryPort(host, one)
    if (found.verdict !== 'free') return found
  }
  return undefined
}

const FIRST = 8080
/** After fifty taken pairs something else is wrong, and looking further would only hide it. */
const TRIES = 50

/**
 * The port of the staff server; the resident one is the next. A port that was asked for is taken as it is or refused;
 * otherwise the first free pair from 8080 on.
 */
export async function choosePort(host: string, asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (!Number.isInteger(asked) || asked < 1 || asked > 65_534) refuse('port_invalid', { port: asked })
    const found = await obstacle(host, asked)
    if (!found) return asked
    return refuse(found.verdict === 'taken' ? 'port_taken' : 'port_invalid', { port: found.port })
  }
  for (let port = FIRST; port < FIRST + 2 * TRIES; port += 2) {
    if (!(await obstacle(host, port))) return port
  }
  return refuse('port_taken', { port: FIRST })
}
