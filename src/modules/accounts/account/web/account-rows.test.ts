import { expect, it } from 'vitest'
import { type Account, withoutRater } from './account-rows.ts'
import type { Organisation } from './grant-entries.ts'

const organisation = (id: string, ...duties: string[]): Organisation => ({
  id,
  kind: 'department',
  zh: id,
  en: id,
  area: 370611000000,
  duties,
})
const account = (org: string | null, some: Partial<Account['roles'][number]> = {}, disabled = false) => ({
  disabled,
  roles: [
    {
      id: 'role',
      role: 'department-rater' as const,
      org,
      orgZh: '',
      orgEn: '',
      from: '2026-01-01',
      until: null,
      isHeldToday: true,
      ...some,
    },
  ],
})

it('a department with a star sheet is without a rater until somebody may score there today', () => {
  const civil = organisation('civil', 'JR-10', 'SR-04')
  const of = (...accounts: ReturnType<typeof account>[]) => withoutRater([civil], accounts)
  expect(of()).toEqual([civil])
  expect(of(account('civil'))).toEqual([])
  expect(of(account('other'))).toEqual([civil])
  expect(of(account('civil', {}, true))).toEqual([civil])
  expect(of(account('civil', { isHeldToday: false }))).toEqual([civil])
  expect(of(account('civil', { role: 'organization-officer' }))).toEqual([civil])
})

it('an organisation without a star sheet needs nobody', () => {
  expect(withoutRater([organisation('court', 'JR-02'), organisation('street')], [])).toEqual([])
})
