import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Division } from '../divisions/rules.ts'
import { linksOf, suggestions } from './rules.ts'

const community = (code: number, name: string): Division => ({
  code,
  name,
  level: 'community',
  parent: Math.trunc(code / 1000),
})

test('communities that only got other codes are suggested to themselves, however they are shuffled', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[东西南北城关门楼庄河山泉园]{2,5}$/), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(
      names.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([before, after]) => {
        const ended = before.map((name, index) => community(370611001001 + index, `${name}社区居委会`))
        const begun = after.map((name, index) => community(370611002501 + index, `${name}居委会`))
        const found = suggestions(ended, begun, () => '清洋街道')
        for (const [index, name] of before.entries()) {
          expect(found.get(370611001001 + index)).toEqual([370611002501 + after.indexOf(name)])
        }
      },
    ),
  )
})

test('every successor that was decided is one link, and only one to one into a new code is a move', () => {
  const codes = fc.uniqueArray(fc.integer({ min: 101, max: 120 }), { maxLength: 4 })
  const decisions = fc.uniqueArray(fc.record({ from: fc.integer({ min: 1, max: 20 }), to: codes }), {
    selector: ({ from }) => from,
  })
  fc.assert(
    fc.property(decisions, fc.uniqueArray(fc.integer({ min: 101, max: 120 })), (list, begun) => {
      const links = linksOf(list, new Set(begun))
      expect(links.map(({ from, to }) => `${from} ${to}`)).toEqual(
        list.flatMap(({ from, to }) => to.map((code) => `${from} ${code}`)),
      )
      const isMove = ({ from, to }: { from: number; to: number }) =>
        begun.includes(to) && links.filter((one) => one.from === from || one.to === to).length === 1
      expect(links.filter(({ kind }) => kind === 'move')).toEqual(links.filter(isMove))
    }),
  )
})
