import type { Role } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { BatchState, ImportDeclaration } from '#kernel/sheets/import-contract.ts'
import type { WorkItem } from '#kernel/work.ts'
import { historyImport } from '../history/contract.ts'
import { rosterImport } from './contract.ts'

// What imports ask of whom: the second person to confirm, and who uploaded a file to go on with it.

type Listed = { readonly declaration: ImportDeclaration; readonly name: Text; readonly page: string }
const LISTS: readonly Listed[] = [
  { declaration: rosterImport, name: { zh: '花名册', en: 'roster' }, page: '/registry/roster' },
  { declaration: historyImport, name: { zh: '历史记录', en: 'past records' }, page: '/registry/history' },
]

type Row = {
  readonly id: string
  readonly list: string
  readonly state: BatchState
  readonly file: string
  readonly account: string
  readonly by: string
  readonly acceptedBy: string | null
}

/** Failed imports are spoken of this long; then a new upload has come, or nobody wants it. */
const FAILED_DAYS = 7

export async function importWork(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor, clock } = call
  const lists = LISTS.filter(({ declaration }) => mayAct(declaration, actor.role))
  if (lists.length === 0) return []
  const rows = await tx.run<Row>(
    `select id, list, state, file_name as file, account, person_name as by, accepted_by as "acceptedBy"
     from kernel.import_batch
     where district = $1 and list = any($2::text[])
       and (state in ('checked', 'confirming') or (state = 'failed' and at > $3::timestamptz - make_interval(days => $4)))
     order by id`,
    [district, lists.map(({ declaration }) => declaration.list.id), clock.now(), FAILED_DAYS],
  )
  return rows.flatMap((row) => {
    const list = lists.find(({ declaration }) => declaration.list.id === row.list)
    return (list && itemOf(call, row, list)) ?? []
  })
}

const mayAct = ({ who, second }: ImportDeclaration, role: Role): boolean =>
  who.includes(role) || (second?.includes(role) ?? false)

function itemOf({ actor }: Call, row: Row, { declaration, name, page }: Listed): WorkItem | undefined {
  const base = {
    id: `${declaration.slice}.${row.state}/${row.id}`,
    about: { zh: row.file, en: row.file },
    from: { zh: row.by, en: row.by },
    link: `${page}?batch=${row.id}`,
    due: null,
  } as const
  const isOwn = row.account === actor.account
  if (row.state === 'confirming' && row.acceptedBy !== actor.person && declaration.second?.includes(actor.role)) {
    const what = { zh: `第二人确认${name.zh}导入`, en: `Confirm the import as the second person: ${name.en}` }
    return { ...base, list: 'todo', what, action: { zh: '去确认', en: 'Confirm' } }
  }
  if (!isOwn) return undefined
  const action = { zh: '查看', en: 'View' }
  if (row.state === 'confirming') {
    const what = { zh: `${name.zh}等待第二人确认`, en: `Waits for the second person: ${name.en}` }
    return { ...base, list: 'started', what, action }
  }
  const what =
    row.state === 'failed'
      ? { zh: `${name.zh}没有导入，看看原因`, en: `Not imported, see why: ${name.en}` }
      : { zh: `${name.zh}已检查，等您接受`, en: `Checked, to be accepted by you: ${name.en}` }
  return { ...base, list: 'todo', what, action: row.state === 'failed' ? action : { zh: '去接受', en: 'Accept' } }
}
