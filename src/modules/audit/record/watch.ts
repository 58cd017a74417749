import { districtScope } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Text } from '#kernel/language.ts'
import { readAs } from '#kernel/read-as.ts'
import { WATCH_MOST, type WatchItem, type WatchSpan } from '#kernel/watch.ts'
import { openBodies, type StoredBody } from './queries.ts'

// What the record shows to discipline: who looked at a sensitive field and why, who took a list out and what for. Nothing of the
// content is in it. Of the record's tables staff read none: these two kinds of acts are read for discipline in the scope of the
// administrators, and that it looked is on record too.

type Row = StoredBody & {
  readonly account: string | null
  readonly on: string
  readonly type: string
  readonly object: string
}

export async function recordWatch(call: Call, span: WatchSpan): Promise<readonly WatchItem[]> {
  const { tx, district, actor, services } = call
  if (actor.role !== 'discipline-officer') return []
  const acts = await readAs(tx, districtScope('admin', district), async () => {
    const rows = await actsOf(tx, district, span)
    const open = await openBodies(services.keyring, tx, district)
    return rows.map((row) => ({ row, body: bodyIn(open(row)) }))
  })
  await call.audit({
    object: { type: 'audit', id: 'watch' },
    body: { read: acts.length, because: 'supervision', ...span },
  })
  const names = await namesOf(tx, district)
  return acts.flatMap(({ row, body }) => itemOf(row, body, names) ?? [])
}

/** What is restricted stays so. */
const actsOf = (tx: Tx, district: number, { from, until }: WatchSpan): Promise<Row[]> =>
  tx.run<Row>(
    `select r.id, r.account, r.business_date as on, r.object_type as type, r.object_id as object, b.key_id as key, b.ciphertext
     from kernel.audit_row r left join kernel.audit_body b using (district, id)
     where r.district = $1 and (r.action = 'people.unmask' or r.object_type = 'list') and r.result = 'done'
       and not r.restricted and r.business_date between $2 and $3
     order by r.id desc limit $4`,
    [district, from, until, WATCH_MOST],
  )

type Body = Readonly<Record<string, unknown>>

function bodyIn(body: ReturnType<Awaited<ReturnType<typeof openBodies>>>): Body {
  const read: unknown = body.state === 'present' ? JSON.parse(body.text) : null
  return read !== null && typeof read === 'object' ? (read as Body) : {}
}

async function namesOf(tx: Tx, district: number): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.run<{ account: string; name: string }>(
    'select account, name from kernel.account_name where district = $1',
    [district],
  )
  return new Map(rows.map(({ account, name }) => [account, name]))
}

const FIELDS: Readonly<Record<string, Text>> = {
  idNumber: { zh: '身份证号', en: 'ID number' },
  phone: { zh: '电话', en: 'telephone' },
}
const LISTS: Readonly<Record<string, Text>> = {
  'registry.roster': { zh: '花名册', en: 'roster' },
  'registry.history': { zh: '历史记录', en: 'past records' },
  'accounts.enrolment': { zh: '账号开通表', en: 'enrolment' },
  'evaluation.targets': { zh: '重点任务目标表', en: 'targets' },
  'management.motions': { zh: '批量动议表', en: 'motions' },
  'evaluation.results': { zh: '星级评定结果', en: 'star results' },
  'evaluation.year': { zh: '年度星级表', en: 'stars of a year' },
  'supervision.items': { zh: '监督台清单', en: 'supervision' },
}
const said = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '—')
const named = (words: Readonly<Record<string, Text>>, code: string): Text => words[code] ?? { zh: code, en: code }

function itemOf(row: Row, body: Body, names: ReadonlyMap<string, string>): WatchItem | undefined {
  const shared = {
    on: row.on,
    where: null,
    street: null,
    by: (row.account && names.get(row.account)) ?? null,
    state: null,
  }
  if (row.type === 'person') {
    const field = named(FIELDS, said(body['unmasked']))
    const reason = said(body['reason'])
    const what = { zh: `查看${field.zh}，理由：${reason}`, en: `Looked at the ${field.en}: ${reason}` }
    return { ...shared, id: `unmasking/${row.id}`, topic: 'unmasking', what, link: `/registry/people/${row.object}` }
  }
  const rows = body['exported']
  if (typeof rows !== 'number') return undefined
  const list = named(LISTS, row.object)
  const purpose = said(body['purpose'])
  const what = {
    zh: `导出${list.zh} ${rows} 行，用途：${purpose}`,
    en: `Exported ${rows} rows of the ${list.en}: ${purpose}`,
  }
  return { ...shared, id: `export/${row.id}`, topic: 'export', what, link: null }
}
