import { type AuditHeader, HEADER_COLUMNS, originOf } from '#kernel/audit.ts'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { signNow } from './operations.ts'
import { openBodies, type StoredBody } from './queries.ts'
import { type BundleBody, type BundleLine, FORMAT, type LeafLine } from './record.ts'

const BATCH = 2000

/** The whole record up to a checkpoint signed just now. Of restricted acts it holds the time, the id and the leaf. */
export async function writeBundle(call: Call): Promise<FileAnswer> {
  const { tx, district, clock } = call
  const { size } = await signNow(call)
  const { publicKey } = await call.services.keyring.signatureKey(tx, district)
  const chunks = [
    bytesOf([
      {
        kind: 'bundle',
        format: FORMAT,
        district,
        origin: originOf(district),
        algorithm: 'ed25519',
        publicKey: publicKey.toString('base64'),
        size,
        exportedAt: clock.now().toISOString(),
      },
    ]),
  ]
  const open = await openBodies(call.services.keyring, tx, district)
  for (let from = 0; from < size; from += BATCH) {
    const until = Math.min(from + BATCH, size)
    const leaves = await leafLines(tx, district, from, until, open)
    const notes = await checkpointNotes(tx, district, from, until)
    chunks.push(bytesOf(leaves.flatMap((line) => [line, ...(notes.get(line.seq + 1) ?? [])])))
  }
  await call.audit({ object: { type: 'audit-bundle', id: String(size) }, body: { size } })
  return { name: `audit-${district}-${size}.jsonl`, mediaType: 'application/jsonl', bytes: Buffer.concat(chunks) }
}

function bytesOf(lines: readonly BundleLine[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

type LeafRow = AuditHeader & StoredBody & { readonly seq: number; readonly hash: Buffer; readonly commitment: Buffer }

async function leafLines(
  tx: Tx,
  district: number,
  from: number,
  until: number,
  open: (body: StoredBody) => BundleBody,
): Promise<LeafLine[]> {
  const rows = await tx.run<LeafRow>(
    `select l.seq, l.hash, ${HEADER_COLUMNS}, r.commitment, b.key_id as key, b.ciphertext
     from kernel.audit_leaf l join kernel.audit_row r using (district, id) left join kernel.audit_body b using (district, id)
     where l.district = $1 and l.seq >= $2 and l.seq < $3 order by l.seq`,
    [district, from, until],
  )
  return rows.map(({ seq, hash, commitment, key, ciphertext, ...header }) => {
    const at = header.at.toISOString()
    const leaf = hash.toString('base64')
    if (header.restricted) return { kind: 'leaf', seq, leaf, act: null, restricted: { id: header.id, at } }
    const body = open({ id: header.id, key, ciphertext })
    return {
      kind: 'leaf',
      seq,
      leaf,
      act: { header: { ...header, at }, commitment: commitment.toString('base64'), body },
    }
  })
}

async function checkpointNotes(
  tx: Tx,
  district: number,
  from: number,
  until: number,
): Promise<ReadonlyMap<number, readonly BundleLine[]>> {
  const rows = await tx.query
    .selectFrom('kernel.audit_checkpoint')
    .select(['size', 'note'])
    .where('district', '=', district)
    .where('size', '>', from)
    .where('size', '<=', until)
    .execute()
  return new Map(rows.map(({ size, note }) => [size, [{ kind: 'checkpoint', note }]]))
}
