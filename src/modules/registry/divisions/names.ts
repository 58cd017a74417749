import { pinyin } from 'pinyin-pro'
import { shortNameOf } from './rules.ts'

/** The names of a community as its row carries them: 南关社区居民委员会 → 南关社区, nan guan she qu. */
export function namesOf(name: string): { readonly name: string; readonly short_name: string; readonly pinyin: string } {
  const short = shortNameOf(name)
  return { name, short_name: short, pinyin: spelled(short) }
}

/**
 * A family's village: 曾家庄, 单楼, 尉迟家. Elsewhere the first character is an ordinary word (解放路, 乐山), and 六 is a number
 * before any of these.
 */
const FAMILY = /^(?!六)(?:.[家庄村营屯楼]|..家)/u

function spelled(name: string): string {
  const surname = FAMILY.test(name) ? 'head' : 'off'
  return pinyin(name, { toneType: 'none', type: 'array', surname }).join(' ')
}
