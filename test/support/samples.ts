import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from '#config'
import type { Endpoint } from '#kernel/endpoint.ts'
import { enrolmentFile } from './enrolment.ts'
import { historyFile, starRow } from './history.ts'
import { filledWorkbook, LETTER } from './letters.ts'
import { rosterFile } from './rosters.ts'
import { motionRow, motionsFile } from './motions.ts'
import { targetRow, targetsFile } from './targets.ts'
import type { Prepared } from './world.ts'

/** The house's own template of a paper. */
async function templateOf(prepared: Prepared, paper: string): Promise<Buffer> {
  const { bytes } = (await prepared.as('head', 'template.downloadTemplate', { paper, original: true })) as {
    bytes: Buffer
  }
  return Buffer.from(bytes)
}

/** The bytes that an upload's sample names. */
export async function sampleFile(
  prepared: Prepared,
  { sample }: Endpoint,
): Promise<{ name: string; bytes: Buffer } | undefined> {
  const name = sample.file
  if (!name) return undefined
  if (name === 'divisions.csv') {
    return { name, bytes: await readFile(join(PROJECT, 'data', 'divisions', 'fushan-2023.csv')) }
  }
  if (name === 'pack.yaml') return { name, bytes: await readFile(join(PROJECT, 'policies', 'fushan.yaml')) }
  if (name === 'template.docx') return { name, bytes: await templateOf(prepared, 'filing.reply') }
  if (name === 'enrolment.xlsx') return enrolmentFile('uploaded')
  if (name === 'history.xlsx') return historyFile(starRow('2023H1'))
  if (name === 'targets.xlsx') return targetsFile(targetRow('南关社区', '新建 1 处'))
  if (name === 'motions.xlsx') return motionsFile(motionRow())
  if (name === LETTER.name) return LETTER
  if (name === 'own-replies.xlsx' || name === 'returned.xlsx') {
    const [login, dispatch = ''] =
      name === 'returned.xlsx' ? ['officer', prepared.world.dispatch] : ['jr18', prepared.world.ownDispatch]
    return { name, bytes: await filledWorkbook(prepared, login ?? '', dispatch) }
  }
  if (name === 'roster.xlsx') return rosterFile('郑上传', '芝阳社区')
  const { period, department } = prepared.world
  const sheet = (await prepared.as('sr01', 'scoring.downloadSheet', { period, department })) as { bytes: Buffer }
  return { name, bytes: Buffer.from(sheet.bytes) }
}
