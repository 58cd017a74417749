import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Community } from './contract.ts'

// The communities as people look for them, and the correction of their kind.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

type Page = { communities: Community[]; count: number; next: { pinyin: string; id: string } | null }
const list = (input: object = {}, login = 'head') =>
  world.as(login, 'community.listCommunities', input) as Promise<Page>
const names = async (search: string) => (await list({ search })).communities.map(({ shortName }) => shortName)

describe('the list', () => {
  it('goes by pages in pinyin order, without losing or repeating one', async () => {
    const all = await list({ limit: 200 })
    expect(all).toMatchObject({ count: all.communities.length, next: null })
    const seen: Community[] = []
    let after: Page['next'] | undefined
    do {
      const page = await list({ limit: 7, ...(after ? { after } : {}) })
      seen.push(...page.communities)
      expect(page.count).toBe(all.count)
      after = page.next
    } while (after)
    expect(seen).toEqual(all.communities)
    const order = seen.map(({ pinyin }) => pinyin)
    expect(order).toEqual(order.toSorted((a, b) => (a < b ? -1 : Number(a > b))))
  })

  it('finds by name, by pinyin with and without spaces, by initials and by code', async () => {
    for (const search of ['南关', 'nan guan', 'nanguan', 'NanG', 'ngsq', '370611001']) {
      expect(await names(search), search).toContain('南关社区')
    }
    expect(await names('uan guan')).not.toContain('南关社区')
    expect(await names("'")).toEqual([])
    expect(await names('%')).toEqual([])
  })

  it('narrows by street and kind', async () => {
    const { communities, count } = await list({ street: 370611001, kind: 'urban', limit: 200 })
    expect(count).toBe(communities.length)
    expect(count).toBeGreaterThan(0)
    expect(communities.every(({ street, kind }) => street === 370611001 && kind === 'urban')).toBe(true)
  })

  it('shows a street its own communities only', async () => {
    const { communities, count } = await list({ limit: 200 }, 'qingyang')
    expect(new Set(communities.map(({ street }) => street))).toEqual(new Set([370611001]))
    expect(count).toBe(communities.length)
  })
})

describe('the kind', () => {
  const correct = (input: object, login = 'officer') => world.as(login, 'community.setCommunityKind', input)
  const find = async () => (await list({ search: '南关' })).communities[0] as Community

  it('is corrected once per version', async () => {
    const { id, version, kind } = await find()
    const other = kind === 'urban' ? 'converted' : 'urban'
    await correct({ id, kind: other, version })
    expect(await find()).toMatchObject({ kind: other, version: version + 1 })
    const stale = correct({ id, kind, version })
    await expect(stale).rejects.toMatchObject({ code: 'registry.community-changed' })
    expect(await find()).toMatchObject({ kind: other, version: version + 1 })
  })

  it('of nobody’s community cannot be corrected, and not by a street', async () => {
    const unknown = correct({ id: '01890000-0000-7000-8000-000000000000', kind: 'urban', version: 1 })
    await expect(unknown).rejects.toMatchObject({ code: 'registry.unknown-community' })
    const { id, version } = await find()
    await expect(correct({ id, kind: 'urban', version }, 'qingyang')).rejects.toMatchObject({ entry: { status: 403 } })
  })
})
