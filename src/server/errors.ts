import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from '#kernel/language.ts'
import { type Problem, problemSentence, Refusal } from '#kernel/refusal.ts'
import { refuse } from './refusals.ts'

const MB = 1024 * 1024
/** Just above what the sheets guard takes (10 MB), since each upload is held in memory while it comes in. */
export const LARGEST_UPLOAD = 12 * MB
/** Five thousand cells of a grid with their reasons. */
export const LARGEST_BODY = 4 * MB

/** The form in which every refusal and failure reaches a caller. */
export type ErrorAnswer = {
  readonly error: {
    readonly code: string
    readonly sentence: string
    readonly facts: Refusal['facts']
    readonly problems: readonly (Pick<Problem, 'code' | 'source' | 'row' | 'column'> & { readonly sentence: string })[]
    /** Names the log line of a defect. */
    readonly id?: string
  }
}

/** Turns what was thrown into an answer: a refusal with its sentence, anything else an id and no text. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers['accept-language'])
  const refusal = asRefusal(error)
  if (refusal) {
    const { code, facts } = refusal
    const problems = refusal.problems.map((problem) => ({
      code: problem.code,
      source: problem.source,
      row: problem.row,
      column: problem.column,
      sentence: problemSentence(problem, language),
    }))
    const answer: ErrorAnswer = { error: { code, sentence: refusal.sentence(language), facts, problems } }
    return reply.code(refusal.entry.status).send(answer)
  }
  const id = randomUUID()
  request.log.error({ err: error, id }, 'request failed')
  const sentence =
    language === 'zh'
      ? `系统出错，没有执行。请把编号告诉管理员：${id}`
      : `Something failed and nothing was done. Tell the administrator this number: ${id}`
  const answer: ErrorAnswer = { error: { code: 'server.failed', sentence, facts: {}, problems: [], id } }
  return reply.code(500).send(answer)
}

/** Refusals of our own and of the HTTP layer (body not JSON, too large, too many requests). */
function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (code === 'FST_REQ_FILE_TOO_LARGE') return caught(() => refuse('server.too-large', { limit: LARGEST_UPLOAD / MB }))
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return caught(() => refuse('server.body-too-large', { limit: LARGEST_BODY / MB }))
  }
  if (statusCode === 503) return caught(() => refuse('server.busy'))
  if (statusCode === 429) return caught(() => refuse('server.too-many'))
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return caught(() => refuse('server.malformed'))
  return undefined
}

function caught(refusing: () => never): Refusal {
  try {
    return refusing()
  } catch (refusal) {
    return refusal as Refusal
  }
}
