import { pinyin } from 'pinyin-pro'
import { shortNameOf } from './rules.ts'

/** The names of a community as its row carries them: 南关社区居民委员会 → 南关社区, nan guan she qu. */
export function namesOf(name: string): { readonly name: string; readonly short_name: string; readonly pinyin: string } {
  const short = shortNameOf(name)
  return { name, short_name: short, pinyin: pinyin(short, { toneType: 'none', type: 'array' }).join(' ') }
}
