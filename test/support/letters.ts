import officeCrypto from 'officecrypto-tool'
import type { World } from '#kernel/endpoint.ts'
import { createMember } from '../../src/demo/build.ts'
import { type Fill, fillWorkbook, lookedUp as lookedUpOn } from '../../src/demo/replies.ts'
import type { Prepared } from './world.ts'

// Letters of the joint review, what comes back of them, and workbooks as a department fills them in.

/** A second officer, so that whoever is asked to confirm has registered nothing. */
const REGISTRAR = {
  login: 'registrar',
  name: '孙德胜',
  grants: [{ role: 'organization-officer', orgZh: '区委组织部', orgEn: 'District Organization Department' }],
} as const

/** As much of a PDF as the check of its content asks for. */
export const LETTER = { name: 'letter.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') }
export const LOOKED = { checkedPeople: 1, checkedIn: '部门业务系统', checkedOn: '2026-11-09' }

export { type Fill, fillWorkbook }

type Letter = { readonly id: string; readonly number: string }

/** A letter that waits, one that was registered and waits for the second person, and a department's own workbook. */
export async function sendLetters(prepared: Prepared): Promise<World> {
  await createMember(prepared, REGISTRAR)
  const open = async (department: string) => (await prepared.as('officer', 'dispatch.open', { department })) as Letter
  const [waiting, returned] = [await open('JR-16'), await open('JR-17')]
  await prepared.as('officer', 'dispatch.makeWorkbook', { dispatch: waiting.id })
  const answers = { ...LOOKED, department: 'JR-17', sensitive: false, answers: [] }
  const { registration } = (await prepared.as(
    'registrar',
    'registration.registerLetter',
    { number: returned.number, ...answers },
    LETTER,
  )) as { registration: string }
  const own = (await prepared.as('jr18', 'dispatch.makeOwnWorkbook', { department: 'JR-18' })) as {
    dispatch: string
    password: string
  }
  return {
    dispatch: waiting.id,
    dispatchNumber: waiting.number,
    dispatchDepartment: 'JR-16',
    registration,
    ownDispatch: own.dispatch,
    ownPassword: own.password,
  }
}

export const lookedUp = (people: number): Fill => lookedUpOn(people, '2026-11-20')

export const decrypt = (bytes: Buffer, password: string): Promise<Buffer> => officeCrypto.decrypt(bytes, { password })
export const encrypt = (bytes: Buffer, password: string): Buffer => officeCrypto.encrypt(bytes, { password })

const filled = new Map<string, Promise<Buffer>>()

/** A dispatch's workbook with nothing found; made once, since all clones of a world have the same. */
export function filledWorkbook(prepared: Prepared, login: string, dispatch: string): Promise<Buffer> {
  const made = filled.get(dispatch) ?? makeFilled(prepared, login, dispatch)
  filled.set(dispatch, made)
  return made
}

async function makeFilled(prepared: Prepared, login: string, dispatch: string): Promise<Buffer> {
  // Another password, which leaves those before as they are.
  const own = dispatch === prepared.world['ownDispatch']
  const password = own ? prepared.world['ownPassword'] : undefined
  const { password: made = '' } = password
    ? { password }
    : ((await prepared.as(login, 'dispatch.makeWorkbook', { dispatch })) as { password: string })
  const { bytes } = (await prepared.as(login, 'dispatch.downloadWorkbook', { dispatch })) as { bytes: Uint8Array }
  return fillWorkbook(await decrypt(Buffer.from(bytes), made), lookedUp(1))
}
