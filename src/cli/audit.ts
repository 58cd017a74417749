import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { openVerifier, readKept, type Verdict, verdictSentence } from '#audit'
import { softwareProvider } from '#kernel/crypto/software.ts'
import type { Language } from '#kernel/language.ts'
import { download, inFile } from './client.ts'
import { clientOf } from './endpoint-commands.ts'
import { EXIT, printJson, printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { refuse } from './refusals.ts'
import type { ServerFlags } from './sessions.ts'

type ExportFlags = ServerFlags & { readonly output?: string }

/** Takes the record out of the house, as the audit administrator. */
export async function exportRecord(flags: ExportFlags, language: Language): Promise<void> {
  const client = await clientOf(flags, language)
  const endpoint = { id: 'audit.exportBundle', kind: 'read' } as const
  const written = await withProgress('audit export', (progress) =>
    download(client, { endpoint }, flags.output, progress),
  )
  if (flags.output !== '-') printJson(written)
}

type VerifyFlags = { readonly checkpoint?: string; readonly json?: true }

/** Verifies a bundle: needs the file alone, no server and no database. Ends with 4 when something is wrong. */
export async function verifyRecord(file: string, { checkpoint, json }: VerifyFlags, language: Language): Promise<void> {
  const kept = checkpoint === undefined ? undefined : await readCheckpoint(checkpoint)
  const verdict = await inFile(file, () => verifyFile(file, kept))
  const sentence = verdictSentence(verdict, language)
  if (json) printJson({ ok: verdict.wrong === undefined, sentence, ...verdict, wrong: wrongOf(verdict) })
  else printLines([sentence])
  if (verdict.wrong) process.exitCode = EXIT.different
}

function wrongOf({ wrong }: Verdict) {
  return wrong ? { code: wrong.code, ...wrong.facts } : null
}

/** A file, or the text itself as typed from paper. */
async function readCheckpoint(given: string) {
  const text = await readFile(given, 'utf8').catch(() => given)
  return readKept(text) ?? refuse('cli.no-checkpoint', { text: given.slice(0, 80) })
}

async function verifyFile(file: string, kept: ReturnType<typeof readKept>): Promise<Verdict> {
  const { size } = await stat(file)
  const verifier = openVerifier(softwareProvider, kept)
  return withProgress('audit verify', async (progress) => {
    const source = createReadStream(file)
    for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
      verifier.read(line)
      progress.update(source.bytesRead, size)
    }
    return verifier.finish()
  })
}
