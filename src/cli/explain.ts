import type { Language } from '#kernel/language.ts'
import { explanationLines } from './explanation-lines.ts'
import { clientOf } from './endpoint-commands.ts'
import { EXIT, printJson, printLines } from './output.ts'
import { withProgress } from './progress.ts'
import { explainResult, findCommunity } from './results.ts'
import type { ServerFlags } from './sessions.ts'

type Flags = ServerFlags & { readonly period: string; readonly json?: true }

/** One community's star total down to the single entry. Ends with 4 when it is not what comes out of the sheets now. */
export async function explain(community: string, flags: Flags, language: Language): Promise<void> {
  const client = await clientOf(flags, language)
  const answer = await withProgress('explain', async () =>
    explainResult(client, flags.period, await findCommunity(client, flags.period, community)),
  )
  if (flags.json) printJson(answer)
  else printLines(explanationLines(answer, language))
  if (answer.recomputed === 'different') process.exitCode = EXIT.different
}
