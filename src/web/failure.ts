import type { Text, TextFacts } from '#kernel/language.ts'
import { spokenLanguage } from './language/language.tsx'

/** One place of a larger input that broke a rule, as the server says it. */
export type ProblemPlace = {
  readonly code: string
  readonly sentence: string
  readonly source?: string
  readonly row?: number
  readonly column?: number | string
}

/** An answer that is not the wished one. `status` 0: no answer came at all. */
export type Failure = Error & {
  readonly failure: true
  readonly status: number
  readonly code: string
  readonly facts: TextFacts
  readonly problems: readonly ProblemPlace[]
  /** Of a 500: what the operator finds in the log. */
  readonly id?: string
}

type Details = Partial<Pick<Failure, 'code' | 'facts' | 'problems' | 'id'>>

const OWN: Readonly<Record<number, Text>> = {
  0: {
    zh: '连接不上服务器。您填写的内容仍在本页，请检查网络后重试。',
    en: 'The server cannot be reached. What you typed is still on this page; check the network and try again.',
  },
  403: {
    zh: '您当前的角色没有这项权限。可在右上角切换角色。',
    en: 'Your present role may not do this. You can switch roles at the top right.',
  },
  404: {
    zh: '没有找到所请求的内容，它可能已变更或不在您的范围内。',
    en: 'This was not found; it may have changed or lie outside your scope.',
  },
  413: { zh: '文件太大，服务器没有接收。', en: 'The file is too large; the server did not take it.' },
  429: { zh: '操作过于频繁，请稍候再试。', en: 'Too many requests; please wait a moment and try again.' },
  503: {
    zh: '服务器正在启动或繁忙，请稍候再试。',
    en: 'The server is starting or busy; please try again in a moment.',
  },
}
const UNKNOWN: Text = {
  zh: '服务器出错，没有完成。请把编号告诉管理员。',
  en: 'The server failed and nothing was done. Please give the number below to the administrator.',
}

export function failure(status: number, sentence: string | undefined, details: Details = {}): Failure {
  const own = (OWN[status] ?? UNKNOWN)[spokenLanguage()]
  const facts = { facts: {}, problems: [], code: `web.status-${status}`, ...details }
  return Object.assign(new Error(sentence ?? own), { failure: true as const, status, ...facts })
}

export function isFailure(value: unknown): value is Failure {
  return value instanceof Error && 'failure' in value
}

/** Any thrown thing as a failure that can be shown. */
export function asFailure(value: unknown): Failure {
  return isFailure(value) ? value : failure(-1, undefined, { code: 'web.broken' })
}

/** True when nobody can know whether the server acted: the same key must be used again. */
export function isUncertain(value: unknown): boolean {
  return (
    isFailure(value) && (value.status === 0 || value.status === 502 || value.status === 503 || value.status === 504)
  )
}
