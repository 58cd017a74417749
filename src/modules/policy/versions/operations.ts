import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from '#config'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import { runExamples } from '../examples/rules.ts'
import { locate, readPack } from '../packs/queries.ts'
import type { TakenPack } from './contract.ts'
import { newestVersion, warningOf } from './queries.ts'
import { refuse } from './refusals.ts'
import { changesOf } from './rules.ts'

/** Reads an uploaded pack; with `apply` it becomes a version that never changes again. */
export function importPack(call: Call, { apply }: { apply: boolean }): Promise<TakenPack> {
  const { bytes, name } = call.upload ?? refuse('policy.file-missing')
  return takeIn(call, bytes, name, apply)
}

/** The pack of policies/fushan.yaml. */
export async function adoptShippedPack(call: Call): Promise<TakenPack> {
  const bytes = await readFile(join(PROJECT, 'policies', 'fushan.yaml'))
  return takeIn(call, bytes, 'fushan.yaml', true)
}

async function takeIn(call: Call, bytes: Buffer, name: string, apply: boolean): Promise<TakenPack> {
  const reading = readPack(bytes, name)
  if (!reading.ok) return refuse('policy.pack-invalid', { count: reading.problems.length }, reading.problems)
  const { pack, digest, rules } = reading
  const { code, version, district } = pack.meta
  const failing = runExamples(pack, rules)
  if (failing.length > 0) {
    refuse('policy.examples-fail', { count: failing.length }, locate(bytes, name, failing))
  }
  // Two imports at once would both find the version missing.
  await call.tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`policy/${call.district}/${code}`])
  if (district !== call.district) refuse('policy.pack-foreign', { packDistrict: district, district: call.district })
  const known = await call.tx.query
    .selectFrom('policy.pack_version')
    .select(['id', 'digest'])
    .where('district', '=', call.district)
    .where('pack', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
  if (known && known.digest.toString('hex') !== digest) refuse('policy.version-taken', { version })
  const before = await newestVersion(call.tx, call.district)
  const id = known?.id ?? (apply ? newId() : null)
  if (!known && id !== null) await insert(call, id, code, version, digest, bytes.toString('utf8'))
  await call.audit({
    object: { type: 'policy-pack', id: `${code}/${version}` },
    body: { digest, apply, known: !!known },
  })
  return {
    id,
    version,
    digest,
    known: known !== undefined,
    applied: apply,
    warnings: reading.warnings.map(warningOf),
    comparedWith: before?.version ?? null,
    changes: before ? [...changesOf(before.pack, pack)] : [],
  }
}

async function insert(call: Call, id: string, pack: string, version: string, digest: string, source: string) {
  await call.tx.query
    .insertInto('policy.pack_version')
    .values({
      district: call.district,
      id,
      pack,
      version,
      digest: Buffer.from(digest, 'hex'),
      source,
      account: call.actor.account,
      at: call.clock.now(),
    })
    .execute()
}
