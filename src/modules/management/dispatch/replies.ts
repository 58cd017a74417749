import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { type Problem, problemSentence } from '#kernel/refusal.ts'
import { WORKBOOK } from '#kernel/sheets/export.ts'
import { checkUpload, PACKAGE_LIMITS } from '#kernel/sheets/guard.ts'
import type { SheetList } from '#kernel/sheets/list.ts'
import { markInWorker, readInWorker, writeInWorker } from '#kernel/sheets/worker.ts'
import { packsOf } from '../filing/queries.ts'
import { type Looked, replyAs } from '../review/replies.ts'
import type * as contract from './contract.ts'
import { decryptWorkbook, encryptWorkbook } from './encryption.ts'
import { passwordContext, wordFor } from './operations.ts'
import { type DispatchRow, dispatchRow, linesOf } from './queries.ts'
import { refuse } from './refusals.ts'
import { type Line, listOf, repliesIn, rowsOf, type WorkbookReading } from './workbook.ts'

// Workbooks go out encrypted and come back so; the passwords are ours, so nobody types one here.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Output<E extends { output: z.ZodType }> = z.input<E['output']>

/** Each try takes half a second. */
const MOST_TRIED = 6

/** The passwords of a dispatch, or of all of a department's own; newest first. */
async function passwordsOf({ tx, district, services }: Call, dispatch: string | null) {
  const rows = await tx.run<{ id: string; dispatch: string; sealed: Buffer }>(
    `select w.id, w.dispatch, w.sealed from management.review_workbook w
     join management.review_dispatch d on d.district = w.district and d.id = w.dispatch
     where w.district = $1 and ($2::uuid is null or w.dispatch = $2) order by w.id desc limit $3`,
    [district, dispatch, MOST_TRIED],
  )
  const { provider, dataKey } = services.keyring
  const { secret } = await dataKey(tx, district)
  return rows.map((row) => ({
    dispatch: row.dispatch,
    password: provider.decrypt(secret, row.sealed, passwordContext(district, row.id)).toString(),
  }))
}

/** With the newest password of the dispatch. */
export async function workbookOf(
  call: Call,
  { dispatch }: Input<typeof contract.downloadWorkbook>,
): Promise<FileAnswer> {
  const row = await dispatchRow(call, dispatch)
  const [newest] = await passwordsOf(call, dispatch)
  const { password } = newest ?? refuse('dispatch.no-workbook')
  const { lines, list } = await frameOf(call, dispatch)
  const department = await wordFor(call, row.department)
  const note = [row.number, department, row.dueOn].filter(Boolean).join(' · ')
  const bytes = await writeInWorker(list, rowsOf(lines), { language: call.language, note, facts: { dispatch } })
  const name = `${row.number ?? list.name[call.language]} ${department}.xlsx`
  return { name, mediaType: WORKBOOK, bytes: await encryptWorkbook(bytes, password) }
}

async function frameOf(call: Call, dispatch: string) {
  const lines = await linesOf(call, dispatch)
  const packs = await packsOf(call.tx, call.district, lines)
  return { lines, packs, list: listOf(lines, packs) }
}

/** A workbook that was uploaded, and whose it is. */
export type Opened = WorkbookReading & {
  readonly dispatch: DispatchRow
  readonly lines: readonly Line[]
  readonly list: SheetList
  /** Without encryption. */
  readonly bytes: Buffer
  readonly password: string | null
}

/** Opens, reads and checks the uploaded workbook. `wanted`: null for the department's own, whichever it is. */
export async function openUploaded(call: Call, wanted: string | null): Promise<Opened> {
  const { bytes: uploaded } = call.upload ?? refuse('dispatch.no-file')
  const opened = isEncrypted(uploaded) ? await decrypted(call, uploaded, wanted) : undefined
  const bytes = opened?.bytes ?? uploaded
  checkUpload(bytes)
  const id = opened?.dispatch ?? wanted ?? (await stampOf(call, bytes))
  const dispatch = await dispatchRow(call, id)
  const { lines, packs, list } = await frameOf(call, id)
  const reading = await readInWorker(list, bytes)
  if (reading.stamp?.facts['dispatch'] !== id) refuseOther(dispatch)
  const today = call.clock.today()
  return {
    ...repliesIn(reading, { lines, packs, today }),
    dispatch,
    lines,
    list,
    bytes,
    password: opened?.password ?? null,
  }
}

function refuseOther({ number }: DispatchRow): never {
  return number === null ? refuse('dispatch.other-workbook') : refuse('dispatch.other-letter', { number })
}

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

const isEncrypted = (bytes: Buffer): boolean =>
  bytes.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE) && bytes.includes(ENCRYPTED)

async function decrypted(call: Call, bytes: Buffer, wanted: string | null) {
  if (bytes.length > PACKAGE_LIMITS.compressed) checkUpload(bytes)
  const known = await passwordsOf(call, wanted)
  const result = await decryptWorkbook(
    bytes,
    known.map(({ password }) => password),
  )
  if (result.outcome === 'damaged') return refuse('dispatch.unreadable')
  const used = result.outcome === 'open' ? known[result.at] : undefined
  if (result.outcome !== 'open' || !used) return refuse(wanted ? 'dispatch.wrong-password' : 'dispatch.other-workbook')
  return { ...used, bytes: Buffer.from(result.bytes) }
}

/** Of a plain workbook: the dispatch that its stamp names, when it is the caller's. */
async function stampOf(call: Call, bytes: Buffer): Promise<string> {
  const { stamp } = await readInWorker(listOf([], new Map()), bytes)
  const found = stamp?.facts['dispatch']
  const [row] = found
    ? await call.tx.run<{ id: string }>(
        'select id from management.review_dispatch where district = $1 and id::text = $2',
        [call.district, found],
      )
    : []
  return row?.id ?? refuse('dispatch.other-workbook')
}

/** @throws Refusal dispatch.problems unless it can be taken as it is; then it says how people were looked up. */
export function wholeLooked({ problems, looked }: Opened): Looked {
  const { checkedPeople, checkedIn, checkedOn } = looked
  if (problems.length > 0 || !checkedPeople || !checkedIn || !checkedOn) {
    return refuse('dispatch.problems', { count: problems.length }, problems)
  }
  return { checkedPeople, checkedIn, checkedOn }
}

/** The department's own signed reply. */
export async function replyBy(
  call: Call,
  { dispatch }: Input<typeof contract.replyByWorkbook>,
): Promise<{ replied: number }> {
  const opened = await openUploaded(call, dispatch)
  const looked = wholeLooked(opened)
  if (opened.replies.length === 0) refuse('dispatch.nothing-left')
  return replyAs(call, 'excel', looked, opened.replies)
}

/** Problems shown on the page; the marked workbook has all of them. */
const SHOWN = 200

/** What the workbook would say; nothing is saved. */
export async function checkOf(
  call: Call,
  { dispatch }: Input<typeof contract.checkWorkbook>,
): Promise<Output<typeof contract.checkWorkbook>> {
  const { problems, looked, replies, replied, empty, lines, ...opened } = await openUploaded(call, dispatch)
  await call.audit({ object: { type: 'dispatch', id: opened.dispatch.id }, body: { checked: problems.length } })
  const answers: Record<string, number> = {}
  for (const { answer } of replies.flatMap((one) => one.answers)) answers[answer] = (answers[answer] ?? 0) + 1
  return {
    problems: problems.slice(0, SHOWN).map((one) => placeOf(one, call)),
    count: problems.length,
    people: lines.length,
    replied,
    answers,
    empty,
    sealed: replies.filter(({ sensitive }) => sensitive).length,
    checkedPeople: looked.checkedPeople ?? null,
    checkedIn: looked.checkedIn ?? null,
    checkedOn: looked.checkedOn ?? null,
  }
}

function placeOf(problem: Problem, { language }: Call) {
  const { code, row = null, column = null } = problem
  return { code, row, column: column === null ? null : String(column), sentence: problemSentence(problem, language) }
}

/** The same workbook with its problems, encrypted as it came. */
export async function markedOf(call: Call, { dispatch }: Input<typeof contract.downloadMarked>): Promise<FileAnswer> {
  const { problems, bytes, list, password, ...opened } = await openUploaded(call, dispatch)
  await call.audit({ object: { type: 'dispatch', id: opened.dispatch.id }, body: { marked: problems.length } })
  const marked = await markInWorker(list, bytes, problems, { language: call.language })
  const name = call.upload?.name ?? `${list.name[call.language]}.xlsx`
  return { name, mediaType: WORKBOOK, bytes: password ? await encryptWorkbook(marked, password) : marked }
}
