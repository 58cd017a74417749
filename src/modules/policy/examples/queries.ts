import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { loadPack } from '../versions/queries.ts'
import type { listExamples } from './contract.ts'
import { workExamples } from './rules.ts'

/** Computes the examples of a version, now and by the rules that score. */
export async function getExamples(
  { tx, district }: Call,
  { id }: { id: string },
): Promise<z.input<(typeof listExamples)['output']>> {
  const { pack, rules } = await loadPack(tx, district, id)
  const { cases, quotas } = workExamples(pack, rules)
  const checks = [
    ...cases.flatMap((example) => example.rows.flatMap((row) => row.checks)),
    ...quotas.flatMap(({ rows }) => rows),
  ]
  const held = checks.filter(({ holds }) => holds).length
  return { held, failed: checks.length - held, cases, quotas }
}
