import { pinyin } from 'pinyin-pro'

// How names are matched, found and ordered (domain.md §7.16: spaces stripped, rare characters kept, pinyin never a key).

/** What a record keeps of a name beside the name itself. */
export type NameKeys = {
  readonly name_key: string
  readonly given_key: string
  readonly pinyin: string
  readonly initials: string
  readonly strokes: string
}

/** All that people type between the parts of a name such as 买买提·吐尔逊. */
const DOTS = /[·•‧∙・･．.]/gu
/** Most names, which are their own keys. */
const PLAIN = /^[\u4e00-\u9fff]+$/u
const HAN = /^[\p{Script=Han}\s·•‧∙・･．.]+$/u

/** The name as it is kept: "张 三" is 张三; foreign names keep single spaces between their words. */
export function cleanName(name: string): string {
  if (PLAIN.test(name)) return name
  const text = name.normalize('NFC').trim()
  if (!HAN.test(text)) return text.replaceAll(/\s+/gu, ' ')
  return text.replaceAll(/\s/gu, '').replaceAll(DOTS, '·')
}

/** Equal for two spellings of one name: without blanks, with one kind of dot, in lower case. */
export const nameKey = (name: string): string =>
  PLAIN.test(name) ? name : name.normalize('NFC').replaceAll(/\s/gu, '').replaceAll(DOTS, '·').toLowerCase()

/** All keys of a name. */
export function keysOf(name: string): NameKeys {
  const name_key = nameKey(name)
  const characters = Array.from(name_key)
  const syllables = pinyin(name_key.replaceAll('·', ''), { toneType: 'none', type: 'array', surname: 'head', v: true })
  return {
    name_key,
    given_key: characters.slice(1).join('') || name_key,
    pinyin: syllables.join('').toLowerCase(),
    initials: syllables.map((one) => Array.from(one)[0] ?? '').join(''),
    strokes: characters.map(strokeKey).join(''),
  }
}

const UNIFIED = [0x4e00, 0x9fff] as const
const EXTENSION_A = [0x3400, 0x4dbf] as const
/** Characters outside these blocks come last, by code point. */
const UNRANKED = 0xf0000

let ranks: ReadonlyMap<string, number> | undefined

/** Places of all characters in the order by strokes that Unicode's data give for Chinese: 21 ms, once. */
function strokeRanks(): ReadonlyMap<string, number> {
  const blocks = [UNIFIED, EXTENSION_A].flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
  )
  const inOrder = blocks.toSorted(new Intl.Collator('zh-u-co-stroke').compare)
  return new Map(inOrder.map((character, at) => [character, at]))
}

/** Five hexadecimal digits that sort as the character's strokes do: names compare as bytes, surname first. */
function strokeKey(character: string): string {
  ranks ??= strokeRanks()
  const rank = ranks.get(character) ?? UNRANKED + Math.min(character.codePointAt(0) ?? 0, 0xffff)
  return rank.toString(16).padStart(5, '0')
}
