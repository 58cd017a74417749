// Opens the sign-in page in the browser of whoever sits at this machine, if anybody does.
import { spawn } from 'node:child_process'

function opener(environment: NodeJS.ProcessEnv): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '']
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open'] : undefined
}

/** Best effort: a machine without a screen or a browser just does not open one. */
export function openBrowser(address: string, environment: NodeJS.ProcessEnv): void {
  const command = opener(environment)
  if (!command || environment.CI) return
  const [program, ...args] = command
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
