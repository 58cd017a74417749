import { expect, test } from 'vitest'
import { namesOf } from './names.ts'

const read = (name: string) => namesOf(`${name}社区居民委员会`).pinyin.replace(/ she qu$/u, '')

test.each([
  ['曾家庄', 'zeng jia zhuang'],
  ['单家', 'shan jia'],
  ['仇家', 'qiu jia'],
  ['解家', 'xie jia'],
  ['查家', 'zha jia'],
  ['曾庄', 'zeng zhuang'],
  ['尉迟家', 'yu chi jia'],
])('%s bears a family name: %s', (name, pinyin) => {
  expect(read(name)).toBe(pinyin)
})

test.each([
  ['重阳', 'chong yang'],
  ['长春路', 'chang chun lu'],
  ['解放路', 'jie fang lu'],
  ['乐山', 'le shan'],
  ['单元', 'dan yuan'],
  ['六家', 'liu jia'],
  ['南关', 'nan guan'],
])('%s begins with an ordinary word: %s', (name, pinyin) => {
  expect(read(name)).toBe(pinyin)
})
