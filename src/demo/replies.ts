import ExcelJS from 'exceljs'
import officeCrypto from 'officecrypto-tool'
import { act, type Builder } from './build.ts'
import { departmentLogin } from './cast.ts'

// The two ways to reply besides the page (rulings D3): a stamped letter that two persons register, and a department's own workbook.

export type Fill = (cell: (row: number, header: string) => ExcelJS.Cell) => void

/** Writes into the first sheet: `row` counts people from 1, columns are named by how their header begins. */
export async function fillWorkbook(plain: Buffer, fill: Fill): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(plain as unknown as Parameters<typeof workbook.xlsx.load>[0])
  const [sheet] = workbook.worksheets
  if (!sheet) throw new Error('a workbook without a sheet')
  let head = 1
  sheet.eachRow((row, number) => row.getCell(1).text.startsWith('序号') && (head = number))
  fill((row, header) => {
    let column = 0
    sheet.getRow(head).eachCell((cell, at) => cell.text.startsWith(header) && (column = at))
    if (column === 0) throw new Error(`no column ${header}`)
    return sheet.getCell(head + row, column)
  })
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** How everybody was looked up, as the first row has to say. */
export const lookedUp =
  (people: number, on: string): Fill =>
  (cell) => {
    cell(1, '核查人数').value = people
    cell(1, '核查系统').value = '部门业务系统'
    cell(1, '核查日期').value = new Date(`${on}T00:00:00Z`)
  }

type File = { readonly bytes: Uint8Array; readonly name: string }

/** What came back is, in the demo, the letter as it went out: nothing on paper was found. */
export async function replyByLetter(builder: Builder, department: string, checkedOn: string): Promise<void> {
  const { id, number } = await openLetter(builder, department)
  const printed = (await act(builder, 'officer', 'paper.printLetters', { dispatches: [id], format: 'pdf' })) as File
  const looked = { checkedPeople: 1, checkedOn, answers: [] }
  const { registration } = (await act(
    builder,
    'officer',
    'registration.registerLetter',
    { number, department, sensitive: false, checkedIn: '部门业务系统', ...looked },
    { name: printed.name, bytes: Buffer.from(printed.bytes) },
  )) as { registration: string }
  await act(builder, 'head', 'registration.confirm', { registration, ...looked })
}

/** A letter under the next number, which waits for its answer. */
export const openLetter = async (builder: Builder, department: string): Promise<{ id: string; number: string }> =>
  (await act(builder, 'officer', 'dispatch.open', { department })) as { id: string; number: string }

/** The department fills in its own encrypted workbook. */
export async function replyByWorkbook(builder: Builder, department: string, checkedOn: string): Promise<void> {
  const login = departmentLogin(department)
  const { dispatch, password } = (await act(builder, login, 'dispatch.makeOwnWorkbook', { department })) as {
    dispatch: string
    password: string
  }
  const { bytes, name } = (await act(builder, login, 'dispatch.downloadWorkbook', { dispatch })) as File
  const plain = await officeCrypto.decrypt(Buffer.from(bytes), { password })
  const filled = await fillWorkbook(plain, lookedUp(1, checkedOn))
  const upload = { name, bytes: officeCrypto.encrypt(filled, { password }) }
  await act(builder, login, 'dispatch.reply', { dispatch }, upload)
}
