// The command line: see program.ts.
import type { Endpoint } from '#kernel/endpoint.ts'
import { languageOfCommand } from './environment.ts'
import { errorLines, exitCodeOf } from './output.ts'
import { createProgram, WITHOUT_ENDPOINTS } from './program.ts'

async function loadEndpoints(args: readonly string[]): Promise<readonly Endpoint[]> {
  if (WITHOUT_ENDPOINTS.has(args[0] ?? '')) return []
  const { endpoints } = await import('../main.ts')
  return endpoints.map(({ endpoint }) => endpoint)
}

// Whoever read our output may leave (`yanzhen … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const args = process.argv.slice(2)
const language = languageOfCommand(args)
try {
  await createProgram(await loadEndpoints(args), language).parseAsync(args, { from: 'user' })
} catch (error) {
  process.stderr.write(
    errorLines(error, language)
      .map((line) => `${line}\n`)
      .join(''),
  )
  process.exitCode = exitCodeOf(error)
}
