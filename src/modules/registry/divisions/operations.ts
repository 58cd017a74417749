import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from '#config'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import { follow, lockDivisions, streetOrder } from '../successions/operations.ts'
import { type Decision, isKept, type Link, linksOf, suggestions, wrongDecisions } from '../successions/rules.ts'
import { MOST_PROBLEMS, readDivisions, textOf } from './checks.ts'
import type { ImportReport } from './contract.ts'
import { namesOf } from './names.ts'
import { knownDivisions } from './queries.ts'
import { refuse } from './refusals.ts'
import { type Division, guessKind, type ImportPlan, isCommunity, planImport, shortNameOf } from './rules.ts'

const SHIPPED: Readonly<Record<number, string>> = { 370611: 'fushan-2023.csv' }
// A district of a thousand communities has about 60 kB.
const MOST_BYTES = 2_000_000
const SHIPPED_VALID_FROM = '2023-01-01'

export async function importDivisions(call: Call, input: Ask): Promise<ImportReport> {
  const { bytes, name } = call.upload ?? refuse('registry.csv-missing')
  if (bytes.length > MOST_BYTES) refuse('registry.csv-too-large', { limit: MOST_BYTES / 1_000_000 })
  return importText(call, textOf(bytes), name, input)
}

/** The divisions that come along with the product, for the districts that have any. */
export async function importShippedDivisions(call: Call, { apply }: { apply: boolean }): Promise<ImportReport> {
  const file = SHIPPED[call.district] ?? refuse('registry.no-shipped-divisions', { district: call.district })
  const text = await readFile(join(PROJECT, 'data', 'divisions', file), 'utf8')
  return importText(call, text, file, { apply, validFrom: SHIPPED_VALID_FROM, endAbsent: false })
}

type Ask = {
  readonly apply: boolean
  readonly validFrom: string
  readonly endAbsent: boolean
  readonly decisions?: readonly Decision[]
}

async function importText(call: Call, text: string, source: string, ask: Ask): Promise<ImportReport> {
  const { apply, validFrom, endAbsent, decisions = [] } = ask
  const divisions = readOrRefuse(text, call.district)
  if (apply) await lockDivisions(call)
  const codes = divisions.map(({ code }) => code)
  const plan = planImport(divisions, await knownDivisions(call.tx, call.district, codes), call.district, endAbsent)
  refuseImpossible(plan, validFrom)
  const change: Change = {
    begun: [...plan.added, ...plan.revived],
    renamed: plan.renamed.map(({ division }) => division),
    ended: endAbsent ? plan.absent : [],
  }
  if (apply || decisions.length > 0) refuseWrongDecisions(decisions, change, divisions)
  const links = linksOf(decisions, new Set(change.begun.map(({ code }) => code)))
  const labels = apply ? await carryOut(call, change, links, { divisions, validFrom, source }) : {}
  const report = { ...reportOf(plan, change, divisions), applied: apply }
  const { successors: _, ...body } = report
  await call.audit({ object: { type: 'division-file', id: source.slice(0, 80) }, body: { ...body, links, labels } })
  return report
}

/** What no decision can mend: names that are not the district's to change, days out of order, codes that changed hands. */
function refuseImpossible({ renamed, added, revived, since }: ImportPlan, validFrom: string): void {
  const above = renamed.find(({ division: { level } }) => level === 'province' || level === 'city')
  if (above) {
    const { division, known } = above
    refuse('registry.csv-above', { code: division.code, name: division.name, known: known.name })
  }
  if (since && since >= validFrom) refuse('registry.csv-too-early', { validFrom, since })
  const begun = new Map([...added, ...revived].filter(isKept).map((one) => [shortNameOf(one.name), one.code]))
  for (const { division, known } of renamed.filter((one) => isKept(one.known))) {
    const other = begun.get(shortNameOf(known.name))
    if (other) refuse('registry.code-reused', { code: division.code, name: division.name, known: known.name, other })
  }
}

function refuseWrongDecisions(decisions: readonly Decision[], { ended }: Change, divisions: readonly Division[]): void {
  const problems = wrongDecisions(decisions, ended.filter(isKept), divisions)
  if (problems.length > 0)
    refuse('registry.decisions-invalid', { count: problems.length }, problems.slice(0, MOST_PROBLEMS))
}

function reportOf(plan: ImportPlan, { begun, ended }: Change, divisions: readonly Division[]) {
  const streets = new Map([...plan.absent, ...divisions].map(({ code, name }) => [code, name]))
  const asked = ended.filter(isKept)
  const suggested = suggestions(asked, begun, (code) => streets.get(code ?? 0) ?? '')
  const fresh = new Set(begun)
  const kept = divisions.filter(isKept)
  return {
    rows: divisions.length,
    divisionsAdded: begun.length,
    divisionsUnchanged: plan.unchanged,
    communitiesAdded: begun.filter(isCommunity).length,
    streetsAdded: begun.filter(({ level }) => level === 'street').length,
    added: [...begun],
    renamed: plan.renamed.map(({ division, known }) => ({ code: division.code, from: known.name, to: division.name })),
    absent: plan.absent.map(named),
    divisionsEnded: ended.length,
    undecided: asked.map((one) => ({ ...named(one), suggested: [...(suggested.get(one.code) ?? [])] })),
    successors: asked.length > 0 ? kept.toSorted((a, b) => Number(fresh.has(b)) - Number(fresh.has(a))) : [],
  }
}

const named = ({ code, name, level, parent }: Division): Division => ({ code, name, level, parent })

/** What a file begins, names anew and ends. */
type Change = {
  readonly begun: readonly Division[]
  readonly renamed: readonly Division[]
  readonly ended: readonly Division[]
}
type Context = { readonly divisions: readonly Division[]; readonly validFrom: string; readonly source: string }

/** Writes the divisions; what moved neither ends nor begins, but goes to its new code. @returns rows relabelled, per table. */
async function carryOut(call: Call, { begun, renamed, ended }: Change, links: readonly Link[], context: Context) {
  const { validFrom, source } = context
  const moves = links.filter(({ kind }) => kind === 'move')
  const [left, arrived] = [new Set(moves.map(({ from }) => from)), new Set(moves.map(({ to }) => to))]
  const gone = ended.map(({ code }) => code).filter((code) => !left.has(code))
  const fresh = [...begun.filter(({ code }) => !arrived.has(code)), ...renamed]
  await endRows(
    call,
    'registry.division',
    [...ended, ...renamed].map(({ code }) => code),
    validFrom,
  )
  await insertDivisions(call, [...begun, ...renamed], validFrom, source)
  await settleStreets(
    call,
    fresh.filter(({ level }) => level === 'street'),
    gone,
    validFrom,
  )
  await settleCommunities(call, fresh, gone, context)
  return follow(call, links, context)
}

async function endRows(
  { tx }: Call,
  table: 'registry.division' | 'registry.community',
  codes: readonly number[],
  validFrom: string,
): Promise<void> {
  const raised = table === 'registry.community' ? ', version = version + 1' : ''
  await tx.run(`update ${table} set valid_until = $2${raised} where code = any($1::bigint[]) and valid_until is null`, [
    codes,
    validFrom,
  ])
}

function readOrRefuse(text: string, district: number): readonly Division[] {
  const result = readDivisions(text, district)
  if (result.problems.length > 0) refuse('registry.csv-invalid', { count: result.problems.length }, result.problems)
  return result.divisions
}

async function insertDivisions(call: Call, divisions: readonly Division[], validFrom: string, source: string) {
  await call.tx.run(
    `insert into registry.division (code, valid_from, name, level, parent, source)
     select code, $5, name, level, parent, $6
     from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) as row (code, name, level, parent)`,
    [
      divisions.map(({ code }) => code),
      divisions.map(({ name }) => name),
      divisions.map(({ level }) => level),
      divisions.map(({ parent }) => parent),
      validFrom,
      source,
    ],
  )
}

/** Each street is an organisation of its own: it works on its communities. One that was there keeps its id. */
async function settleStreets(
  call: Call,
  streets: readonly Division[],
  ended: readonly number[],
  validFrom: string,
): Promise<void> {
  const { tx, district } = call
  const areas = ended.filter((code) => String(code).length === 9).map((code) => areasOf(code)[0])
  await tx.run(
    `update registry.organisation set valid_until = $3
     where district = $1 and kind = 'street' and area = any($2::bigint[]) and valid_until is null`,
    [district, areas, validFrom],
  )
  const fresh: Division[] = []
  for (const street of streets) {
    const known = await tx.run(
      `update registry.organisation
       set name_zh = $3, name_en = case when name_zh = $3 then name_en else '' end, valid_until = null, version = version + 1
       where district = $1 and kind = 'street' and area = $2 returning id`,
      [district, areasOf(street.code)[0], street.name],
    )
    if (known.length === 0) fresh.push(street)
    await tx.run('update registry.community set street_name = $3 where district = $1 and street = $2', [
      district,
      street.code,
      street.name,
    ])
  }
  await insertStreets(call, fresh, validFrom)
}

async function insertStreets(call: Call, streets: readonly Division[], validFrom: string): Promise<void> {
  if (streets.length === 0) return
  await call.tx.query
    .insertInto('registry.organisation')
    .values(
      streets.map(({ code, name }) => ({
        district: call.district,
        id: newId(),
        area: areasOf(code)[0],
        kind: 'street',
        name_zh: name,
        name_en: '',
        sort: streetOrder(code),
        valid_from: validFrom,
      })),
    )
    .execute()
}

/** A community that was there keeps its id under its new name; one that is a village now, or is gone, ends. */
async function settleCommunities(
  call: Call,
  divisions: readonly Division[],
  ended: readonly number[],
  context: Context,
): Promise<void> {
  const others = divisions.filter((division) => !isCommunity(division)).map(({ code }) => code)
  await endRows(call, 'registry.community', [...ended, ...others], context.validFrom)
  const communities = divisions.filter(isCommunity)
  const names = communities.map(({ name }) => namesOf(name))
  const known = await call.tx.run<{ code: number }>(
    `update registry.community c
     set name = row.name, short_name = row.short_name, pinyin = row.pinyin, valid_until = null, version = version + 1
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as row (code, name, short_name, pinyin)
     where c.district = $1 and c.id = (
       select id from registry.community
       where district = $1 and code = row.code order by valid_until desc nulls first limit 1
     ) returning c.code`,
    [
      call.district,
      communities.map(({ code }) => code),
      names.map(({ name }) => name),
      names.map(({ short_name }) => short_name),
      names.map(({ pinyin }) => pinyin),
    ],
  )
  const there = new Set(known.map(({ code }) => code))
  const fresh = communities.filter(({ code }) => !there.has(code))
  await insertCommunities(call, fresh, context)
}

async function insertCommunities(
  call: Call,
  communities: readonly Division[],
  { divisions, validFrom }: Context,
): Promise<void> {
  if (communities.length === 0) return
  const names = new Map(divisions.map(({ code, name }) => [code, name]))
  await call.tx.query
    .insertInto('registry.community')
    .values(
      communities.map(({ code, name, parent }) => ({
        district: call.district,
        id: newId(),
        area: code,
        code,
        ...namesOf(name),
        street: parent ?? 0,
        street_name: names.get(parent ?? 0) ?? '',
        kind: guessKind(name),
        valid_from: validFrom,
      })),
    )
    .execute()
}
