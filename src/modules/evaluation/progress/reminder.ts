import type { Language, Text } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { Part, Unit } from './contract.ts'

// 催办文字 (rulings D4), the one letter of this module: units, items, dates, and no names of people. Pure, for server and page.

type Timing = Pick<Part, 'due' | 'days' | 'provisional'>
/** A date with the working days until it, negative once it has passed. */
export type Deadline = { readonly due: string; readonly days: number; readonly provisional: boolean }
/** A unit with what it owes, in words. */
export type Owing = {
  readonly name: Text
  readonly owes: readonly ({ readonly words: Text } & Partial<Timing>)[]
}
export type Letter = {
  readonly title: Text
  /** Where one holds for all of it. */
  readonly deadline?: Deadline
  readonly from: Text
  readonly today: string
}

export const ORGANIZATION: Text = { zh: '区委组织部', en: 'Organization department' }

/** Undefined: nobody owes anything. */
export function letterTo(owing: readonly Owing[], { title, deadline, from, today }: Letter): Text | undefined {
  const late = owing.filter(({ owes }) => owes.length > 0)
  if (late.length === 0) return undefined
  const list = (language: Language) => late.map((unit) => itemsOf(unit, language)).join('\n\n')
  const when = deadline ? whenOf(deadline) : NO_DATE
  return {
    zh: `${title.zh}${when.zh}，以下事项请协助办理：\n\n${list('zh')}\n\n已办理的请忽略本提醒，谢谢支持。\n${from.zh}\n${dated(today, 'zh')}`,
    en: `${title.en}${when.en}. Please see to the following:\n\n${list('en')}\n\nPlease disregard what has been done already. Thank you.\n${from.en}\n${dated(today, 'en')}`,
  }
}

export const missingParts = ({ parts }: Unit): readonly Part[] => parts.filter(({ state }) => state === 'missing')

/** The letter about what units still lack in a half-year. */
export function reminderOf(period: string, today: string, from: Text, units: readonly Unit[]): Text | undefined {
  const { zh, en } = periodTitle(period)
  const title = {
    zh: `${zh}社区党组织星级评定`,
    en: `Star rating of community Party organisations, ${en.toLowerCase()}`,
  }
  const owing = units.map((unit) => ({ name: unit.name, owes: missingParts(unit) }))
  return letterTo(owing, { title, from, today })
}

/** 2026-06-08 星期一 */
export function dated(date: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' })
  return `${date}${{ zh: ' ', en: ', ' }[language]}${weekday.format(new Date(`${date}T00:00:00Z`))}`
}

function itemsOf({ name, owes }: Owing, language: Language): string {
  const lines = owes.map(({ words, ...timing }, index) => {
    return `${index + 1}. ${words[language]}${whenOf(timing)[language]}`
  })
  return `${name[language]}${{ zh: '：', en: ':' }[language]}\n${lines.join('\n')}`
}

const NO_DATE: Text = { zh: '', en: '' }

function whenOf({ due = null, days = null, provisional = false }: Partial<Timing>): Text {
  if (due === null || days === null) return NO_DATE
  const [zh, en] = [dated(due, 'zh'), dated(due, 'en')]
  const [tentative, provisionally] = provisional ? ['，暂定', ', provisional'] : ['', '']
  if (days < 0)
    return { zh: `（应于 ${zh} 前完成，已超期 ${-days} 个工作日）`, en: ` (was due ${en}; ${-days} working days late)` }
  if (days === 0) return { zh: `（今天 ${zh} 截止）`, en: ` (due today, ${en})` }
  return {
    zh: `（请于 ${zh} 前完成，还有 ${days} 个工作日${tentative}）`,
    en: ` (due ${en}; ${days} working days left${provisionally})`,
  }
}
