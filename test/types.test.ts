import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { inject, it } from 'vitest'
import { PROJECT } from '#config'

it('row types are those of the migrated database', () => {
  execFileSync(process.execPath, [join(PROJECT, 'scripts', 'types.ts'), inject('ownerUrl'), '--verify'], {
    stdio: 'pipe',
  })
})
