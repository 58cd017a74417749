// Runs a script on Node ≥ 24.12: in this very process when it is new enough, else on the Node that came with `npm ci`.
// npm puts node_modules/.bin first, so the second case is that of somebody calling this file by hand with an old Node, or
// of missing links in .bin. Plain JavaScript on purpose: it has to run on the Node that the machine happens to have.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
// The first in which running TypeScript files is no experiment any more.
const LOWEST = [24, 12]

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1])
}

/** The Node that npm has installed for this machine, or undefined. */
function shippedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const shipped = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file)
  return existsSync(shipped) ? shipped : undefined
}

function sayNoNode() {
  const lowest = LOWEST.join('.')
  const machine = `${process.platform}/${process.arch}`
  console.error(
    `雁阵需要 Node.js ${lowest} 以上(当前 ${process.versions.node}),而 npm 没有为本机(${machine})装上自带的版本。请安装 Node.js 24 后再试。\n` +
      `Yanzhen needs Node.js ${lowest} or newer (this is ${process.versions.node}), and npm has not installed the bundled one for this ` +
      `machine (${machine}). Install Node.js 24 and try again.`,
  )
}

/** Runs `script` with `args` and ends with its exit code. */
export async function runOnNode24(script, args) {
  if (isNewEnough(process.versions.node)) {
    process.argv = [process.execPath, resolve(script), ...args]
    await import(pathToFileURL(resolve(script)).href)
    return
  }
  const node = shippedNode()
  if (!node) {
    sayNoNode()
    process.exit(1)
  }
  const child = spawn(node, [script, ...args], { stdio: 'inherit' })
  // A signal from the terminal reaches the child as well; one sent to this process alone would not.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  await runOnNode24(process.argv[2], process.argv.slice(3))
}
