#!/usr/bin/env node
// The `yanzhen` command. See src/cli/main.ts.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runOnNode24 } from './node24.mjs'

await runOnNode24(
  join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'cli', 'main.ts'),
  process.argv.slice(2),
)
