import type { Text } from '#kernel/language.ts'
import type { NoteView } from '#kernel/policy/view.ts'
import { join } from '../format.ts'
import { type Telling, titleOf } from './rule-book.ts'

type NoteCode = NoteView['code']

/** Why a number is not what its parts alone would give, as a plain sentence. */
const SENTENCES: Readonly<Record<NoteCode, (note: NoteView, telling: Telling) => Text>> = {
  scaled: (note) => ({
    zh: `有部分未报。已报部分满分 ${String(note['present'])}，按满分 ${String(note['full'])} 折算。`,
    en: `Some parts did not arrive. Those that did are worth ${String(note['present'])} and were scaled to the full ${String(note['full'])}.`,
  }),
  omitted: (note) => ({
    zh: `有 ${String(note['count'])} 项缺失，未计入平均。`,
    en: `Missing and left out of the mean: ${String(note['count'])}.`,
  }),
  trimmed: () => ({ zh: '划去的份数未计入平均。', en: 'Sheets that are struck through were left out of the mean.' }),
  limited: (note, telling) => ({
    zh: `触发限制：${names(note, telling)}。`,
    en: `The limit applies: ${names(note, telling)}.`,
  }),
  undecided: (note, telling) => ({
    zh: `${names(note, telling)} 缺失，条件暂不能判断，未作限制。`,
    en: `${names(note, telling)} is missing, so the condition cannot be decided yet and nothing was limited.`,
  }),
  chosen: (note, telling) => ({
    zh: `采用：${names(note, telling)}。`,
    en: `Taken: ${names(note, telling)}.`,
  }),
}

export function noteSentence(note: NoteView, telling: Telling): string {
  return SENTENCES[note.code](note, telling)[telling.language]
}

/** The rules that a note points at. */
export function codesOf(note: NoteView): readonly string[] {
  const by = note['by']
  if (by === undefined) return []
  return Array.isArray(by) ? by.map(String) : [String(by)]
}

function names(note: NoteView, telling: Telling): string {
  const codes = codesOf(note)
  if (codes.length === 0) return telling.language === 'zh' ? '固定规则' : 'a fixed rule'
  return join(
    codes.map((code) => titleOf(code, telling)),
    telling.language,
  )
}
