import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { inDatabase } from '../../test/support/urls.ts'
import { type Prepared, prepare } from '../../test/support/world.ts'
import { ACCESS_CLASSES, districtScope } from './access.ts'
import { type Act, type AuditHeader, checkpoint, commitmentOf, leafOf, originOf, record, sequence } from './audit.ts'
import type { Tx } from './database.ts'
import { append, EMPTY, openCheckpoint, rootOf } from './merkle.ts'

const DISTRICT = 370611
const act: Act = { action: 'test.act', object: { type: 'test', id: '1' }, body: { points: '4.5' } }

describe('a leaf', () => {
  const header = fc.record<AuditHeader>({
    district: fc.integer({ min: 110000, max: 829999 }),
    id: fc.uuid(),
    at: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    business_date: fc.constant('2026-11-23'),
    account: fc.option(fc.uuid()),
    person: fc.option(fc.uuid()),
    role: fc.option(fc.string()),
    org: fc.option(fc.uuid()),
    action: fc.string(),
    object_type: fc.string(),
    object_id: fc.string(),
    result: fc.string(),
    restricted: fc.boolean(),
  })
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })

  it('is another one when any field of the header or the commitment is another', () => {
    fc.assert(
      fc.property(header, header, bytes, bytes, (one, other, commitment, otherCommitment) => {
        const leaf = leafOf(one, commitment)
        expect(leafOf({ ...one }, Buffer.from(commitment)).equals(leaf)).toBe(true)
        for (const field of Object.keys(one) as (keyof AuditHeader)[]) {
          const changed = { ...one, [field]: other[field] }
          const same = JSON.stringify(changed) === JSON.stringify(one)
          expect(leafOf(changed, commitment).equals(leaf)).toBe(same)
        }
        const sameCommitment = Buffer.from(commitment).equals(otherCommitment)
        expect(leafOf(one, otherCommitment).equals(leaf)).toBe(sameCommitment)
      }),
    )
  })

  it('says nothing about the body to somebody without the salt', () => {
    const body = Buffer.from('{}')
    expect(commitmentOf(Buffer.alloc(16, 1), body).equals(commitmentOf(Buffer.alloc(16, 2), body))).toBe(false)
  })
})

describe('in the database', () => {
  let world: Prepared
  beforeAll(async () => {
    world = await prepare('founded')
  })
  afterAll(() => world.close())

  const jobs = districtScope('jobs', DISTRICT)
  const staff = districtScope('staff', DISTRICT)
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => world.services.database.tx(jobs, work)
  const leaves = () =>
    inTx((tx) => tx.run<{ seq: number; id: string; hash: Buffer }>('select * from kernel.audit_leaf order by seq'))
  const put = (change: Partial<Act> = {}) =>
    world.services.database.tx(staff, async (tx) => {
      const { keyring, clock } = world.services
      await record(tx, keyring, { district: DISTRICT, now: clock.now(), today: clock.today() }, { ...act, ...change })
    })
  const sequenceAll = async () => {
    while ((await sequence(world.services.database, DISTRICT)) > 0);
  }

  it('an act that is rolled back leaves no record', async () => {
    const count = () => inTx((tx) => tx.run<{ count: number }>('select count(*) as count from kernel.audit_row'))
    const before = await count()
    const undone = world.services.database.tx(staff, async (tx) => {
      const { keyring, clock } = world.services
      await record(tx, keyring, { district: DISTRICT, now: clock.now(), today: clock.today() }, act)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await count()).toEqual(before)
    await put()
    expect(await count()).not.toEqual(before)
  })

  it('every committed act is appended once, whoever sequences and however often', async () => {
    const acts = Array.from({ length: 30 }, (_, index) => put({ object: { type: 'test', id: String(index) } }))
    const sequencers = Array.from({ length: 3 }, () => sequence(world.services.database, DISTRICT))
    await Promise.all([...acts, ...sequencers])
    await sequenceAll()
    const all = await leaves()
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index))
    const rows = await inTx((tx) =>
      tx.run<AuditHeader & { commitment: Buffer }>('select * from kernel.audit_row order by id'),
    )
    expect(all.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id))
    expect(await sequence(world.services.database, DISTRICT)).toBe(0)
    const hashes = new Map(all.map(({ id, hash }) => [id, hash.toString('hex')]))
    for (const row of rows) expect(leafOf(row, row.commitment).toString('hex')).toBe(hashes.get(row.id))
  })

  it('checkpoints go on from one another and hold for all leaves', async () => {
    const { database, keyring, clock } = world.services
    await sequenceAll()
    const first = await checkpoint(database, keyring, DISTRICT, clock.now())
    expect(first).toBeDefined()
    expect(await checkpoint(database, keyring, DISTRICT, clock.now())).toBeUndefined()
    for (let round = 0; round < 3; round++) {
      await put()
      await sequenceAll()
      const note = await checkpoint(database, keyring, DISTRICT, clock.now())
      const { publicKey } = await inTx((tx) => keyring.signatureKey(tx, DISTRICT))
      const signed = openCheckpoint(note ?? '', publicKey, (data, signature) =>
        keyring.provider.verify(publicKey, data, signature),
      )
      const all = await leaves()
      const root = rootOf(all.reduce((tree, { hash }) => append(tree, hash), EMPTY))
      expect(signed).toEqual({ origin: originOf(DISTRICT), size: all.length, root })
    }
  })

  const TABLES = ['audit_row', 'audit_body', 'audit_leaf', 'audit_checkpoint'] as const
  const attacks = TABLES.flatMap((table) => [
    [`delete from kernel.${table}`, table] as const,
    [`update kernel.${table} set district = district`, table] as const,
    [`truncate kernel.${table} cascade`, table] as const,
  ])

  it.each(attacks)('no class can %s', async (statement) => {
    for (const accessClass of ACCESS_CLASSES.filter((one) => one !== 'resident')) {
      const attack = world.services.database.tx(districtScope(accessClass, DISTRICT), (tx) => tx.run(statement))
      await expect(attack, accessClass).rejects.toThrow(/permission denied/)
    }
  })

  it.each(attacks)('the owner of the tables can %s: the positive control', async (statement) => {
    const owner = new Client({ connectionString: inDatabase(inject('ownerUrl'), world.database) })
    await owner.connect()
    await owner.query('begin')
    // The owner is not under row-level security; what stops it here is at most a foreign key, not a missing right.
    const outcome = await owner.query(statement).then(
      () => 'done',
      (error: Error) => error.message,
    )
    await owner.query('rollback')
    await owner.end()
    expect(outcome).not.toMatch(/permission denied/)
  })
})
