import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { districtScope } from '#kernel/access.ts'
import { record, sequence } from '#kernel/audit.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { ListedAct } from './contract.ts'
import { readKept } from './rules.ts'
import { openVerifier, type Verdict } from './verification.ts'

const DISTRICT = 370611

type Page = { acts: ListedAct[]; next: string | null }
type SignedNote = { note: string; fingerprint: string; size: number }

const list = (world: Prepared, input: object = {}) => world.as('audit', 'audit.listActs', input) as Promise<Page>
const sign = (world: Prepared) => world.as('audit', 'audit.getCheckpoint') as Promise<SignedNote>

async function linesOf(world: Prepared): Promise<string[]> {
  const { bytes } = (await world.as('audit', 'audit.exportBundle')) as FileAnswer
  return Buffer.from(bytes).toString().trimEnd().split('\n')
}

async function verify(world: Prepared, kept?: string): Promise<Verdict> {
  const verifier = openVerifier(world.services.keyring.provider, kept === undefined ? undefined : readKept(kept))
  for (const line of await linesOf(world)) verifier.read(line)
  return verifier.finish()
}

/** Somebody with the right to everything in the database: the attacker whom only the proof can hold. */
async function asOwner(world: Prepared, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: inDatabase(inject('ownerUrl'), world.database) })
  await client.connect()
  try {
    for (const statement of statements) expect((await client.query(statement)).rowCount).not.toBe(0)
  } finally {
    await client.end()
  }
}

/** An act whose content is nobody's business, the auditor's included. */
function putRestricted(world: Prepared): Promise<void> {
  const { database, keyring, clock } = world.services
  return database.tx(districtScope('jobs', DISTRICT), (tx) =>
    record(
      tx,
      keyring,
      { district: DISTRICT, now: clock.now(), today: clock.today(), role: 'discipline-officer' },
      {
        action: 'dossier.open',
        object: { type: 'dossier', id: 'secret-7' },
        restricted: true,
        body: { secret: 'word-9' },
      },
    ),
  )
}

describe('the record', () => {
  let world: Prepared
  beforeAll(async () => {
    world = await prepare('open')
    await putRestricted(world)
  })
  afterAll(() => world.close())

  it('comes in pages, the latest first, each act once', async () => {
    const all: ListedAct[] = []
    let next: string | null | undefined
    do {
      const page = await list(world, { limit: 7, ...(next ? { after: next } : {}) })
      all.push(...page.acts)
      next = page.next
    } while (next)
    const ids = all.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual([...ids].sort().toReversed())
    expect((await list(world, { limit: 500 })).acts.map(({ id }) => id)).toEqual(ids)
  })

  it('is filtered by what, who, how and when', async () => {
    const all = (await list(world, { limit: 500 })).acts.flatMap(({ header }) => header ?? [])
    const account = all.find(({ action }) => action === 'cycle.openCycle')?.account
    const opened = await list(world, { action: 'cycle.openCycle', account, result: 'done' })
    expect(opened.acts.map(({ header }) => header?.action)).toEqual(['cycle.openCycle'])
    expect((await list(world, { result: 'failed' })).acts).toEqual([])
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
    expect((await list(world, { from: today, until: today })).acts.length).toBeGreaterThan(0)
    expect((await list(world, { until: '2020-01-01' })).acts).toEqual([])
    expect((await list(world, { from: '2099-01-01' })).acts).toEqual([])
  })

  it('shows of a restricted act the time and the id alone, in the list and in the bundle', async () => {
    const [latest] = (await list(world, { limit: 500 })).acts.filter(({ header }) => header === null)
    expect(latest?.at).toMatch(/^20/)
    for (const filter of [{ action: 'dossier.open' }, { result: 'done' }]) {
      const found = await list(world, { ...filter, limit: 500 })
      expect(found.acts.filter(({ header }) => header === null)).toEqual([])
    }
    const text = (await linesOf(world)).join('\n')
    // Whether, and not the whole text, so that a failure stays readable.
    const holds = (what: string) => text.includes(what)
    expect([latest?.id ?? '', 'cycle.openCycle'].filter(holds)).toHaveLength(2)
    expect(['dossier.open', 'secret-7', 'word-9'].filter(holds)).toEqual([])
  })

  it('opens one act with what changed, and a restricted one not at all', async () => {
    const { acts } = await list(world, { limit: 500 })
    const opened = acts.find(({ header }) => header?.action === 'cycle.openCycle')
    const full = (await world.as('audit', 'audit.getAct', { id: opened?.id })) as { body: string; bodyState: string }
    expect(full).toMatchObject({ act: opened, bodyState: 'present', leaf: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(JSON.parse(full.body)).toBeTypeOf('object')
    const restricted = acts.find(({ header }) => header === null)
    const closed = await world.as('audit', 'audit.getAct', { id: restricted?.id })
    expect(closed).toMatchObject({ act: { header: null }, body: null, bodyState: 'restricted' })
    expect(JSON.stringify(closed)).not.toContain('word-9')
    const unknown = world.as('audit', 'audit.getAct', { id: '00000000-0000-7000-8000-000000000000' })
    await expect(unknown).rejects.toMatchObject({ code: 'audit.unknown-act' })
  })

  it('leaves as a bundle that passes, against itself and against an earlier checkpoint', async () => {
    const kept = await sign(world)
    const { acts } = await list(world, { limit: 500 })
    const restricted = acts.filter(({ header }) => header === null).length
    const verdict = await verify(world, kept.note)
    expect(restricted).toBeGreaterThan(0)
    expect(verdict).toMatchObject({ wrong: undefined, district: DISTRICT, restricted, erased: 0, againstKept: true })
    expect(verdict.leaves).toBeGreaterThan(kept.size)
    expect(verdict.bodies).toBe(verdict.leaves - restricted)
    expect((await verify(world, kept.fingerprint)).wrong).toBeUndefined()
  })

  it('holds that it was signed and taken out', async () => {
    await sign(world)
    await linesOf(world)
    const [bundle, signed] = (await list(world, { limit: 2 })).acts.map(({ header }) => header?.action)
    expect([bundle, signed]).toEqual(['audit.exportBundle', 'audit.getCheckpoint'])
  })
})

describe('whoever appends to the record', () => {
  it('keeps no act out of it by taking it from the queue', async () => {
    const world = await prepare('open')
    const opening = async () => (await list(world, { action: 'cycle.openCycle' })).acts[0]
    await world.services.database.tx(districtScope('jobs', DISTRICT), async (tx) => {
      const taken = await tx.run(
        `delete from kernel.audit_pending p using kernel.audit_row r
         where r.id = p.id and r.action = 'cycle.openCycle' returning p.id`,
      )
      expect(taken).toHaveLength(1)
    })
    expect(await sequence(world.services.database, DISTRICT)).toBeGreaterThan(0)
    expect((await opening())?.seq).toBeNull()
    await sign(world)
    expect((await opening())?.seq).toBeGreaterThan(0)
    expect((await verify(world)).wrong).toBeUndefined()
    await world.close()
  })
})

describe('whoever owns the database', () => {
  const attacks: Readonly<Record<string, readonly [code: string, ...statements: string[]]>> = {
    'changes who did it': ['leaf', `update kernel.audit_row set role = 'secretary' where action = 'cycle.openCycle'`],
    'changes when': [
      'leaf',
      `update kernel.audit_row set at = at + interval '1 second' where action = 'cycle.openCycle'`,
    ],
    'changes the commitment': [
      'leaf',
      `update kernel.audit_row set commitment = sha256('x') where action = 'cycle.openCycle'`,
    ],
    'changes an encrypted body': [
      'damaged',
      `update kernel.audit_body b set ciphertext = set_byte(ciphertext, 30, get_byte(ciphertext, 30) # 1)
       from kernel.audit_row r where r.id = b.id and r.action = 'cycle.openCycle'`,
    ],
    'puts another body in its place': [
      'damaged',
      `update kernel.audit_body b set ciphertext = other.ciphertext from kernel.audit_body other, kernel.audit_row r
       where r.id = b.id and r.action = 'cycle.openCycle' and other.id <> b.id`,
    ],
    'removes an act': [
      'gap',
      `with gone as (select l.* from kernel.audit_leaf l join kernel.audit_row r using (district, id)
                     where r.action = 'cycle.openCycle')
       delete from kernel.audit_leaf l using gone where gone.seq = l.seq`,
    ],
    'removes an act and closes the gap': [
      'root',
      `delete from kernel.audit_leaf where seq = 3`,
      `alter table kernel.audit_leaf drop constraint audit_leaf_pkey`,
      `update kernel.audit_leaf set seq = seq - 1 where seq > 3`,
    ],
    'changes an act and its leaf': [
      'root',
      `update kernel.audit_leaf set hash = sha256('x') where seq = 3`,
      `update kernel.audit_row r set restricted = true from kernel.audit_leaf l where l.id = r.id and l.seq = 3`,
    ],
    'changes a checkpoint': [
      'signature',
      `update kernel.audit_checkpoint set note = replace(note, 'yanzhen/', 'Yanzhen/')`,
    ],
  }

  it.each(Object.entries(attacks))('and %s is found out', async (_name, [code, ...statements]) => {
    const world = await prepare('open')
    await sign(world)
    expect((await verify(world)).wrong).toBeUndefined()
    await asOwner(world, ...statements)
    const verdict = await verify(world)
    await world.close()
    expect(verdict.wrong?.code).toBe(code)
  })

  it('may erase a body, and the proof still holds', async () => {
    const world = await prepare('open')
    const kept = await sign(world)
    await asOwner(
      world,
      `delete from kernel.audit_body b using kernel.audit_row r where r.id = b.id and r.action = 'cycle.openCycle'`,
    )
    const verdict = await verify(world, kept.note)
    await world.close()
    expect(verdict).toMatchObject({ wrong: undefined, erased: 1, againstKept: true })
  })

  it('and holds the key, so that everything can be made anew, is found out by a checkpoint kept outside', async () => {
    const world = await prepare('open')
    const kept = await sign(world)
    await asOwner(
      world,
      `update kernel.audit_row set role = 'secretary' where action = 'cycle.openCycle'`,
      `insert into kernel.audit_pending (district, id) select district, id from kernel.audit_row on conflict do nothing`,
      `delete from kernel.audit_leaf`,
      `delete from kernel.audit_checkpoint`,
    )
    // The house itself now sequences and signs the changed record with its own key.
    const without = await verify(world)
    const withKept = await verify(world, kept.note)
    await world.close()
    expect(without.wrong).toBeUndefined()
    expect(withKept.wrong?.code).toBe('kept-root')
  })
})
