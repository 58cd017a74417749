import { expect, test } from 'vitest'
import { type Entries, FIRST_ENTRIES, problemsOf } from './set-up-rules.ts'

const sentence = (key: string) => key
const account = (login: string) => ({ login, name: '某某', password: 'A-long-passphrase-1' })
const FULL: Entries = {
  district: '370611',
  name: '福山区',
  accounts: {
    'organization-head': account('head'),
    'system-admin': account('system'),
    'security-admin': account('security'),
    'audit-admin': account('audit'),
  },
}
const fieldsOf = (entries: Entries) => problemsOf(entries, sentence).map(({ field }) => field)
const withAudit = (some: object) =>
  fieldsOf({ ...FULL, accounts: { ...FULL.accounts, 'audit-admin': { ...account('audit'), ...some } } })

test('a set-up is complete, or each place that is not is named', () => {
  expect(fieldsOf(FULL)).toEqual([])
  expect(fieldsOf(FIRST_ENTRIES)).toHaveLength(14)
  expect(fieldsOf({ ...FULL, district: '37061' })).toEqual(['district'])
  expect(withAudit({ name: ' ' })).toEqual(['audit-admin-name'])
  expect(withAudit({ login: 'a' })).toEqual(['audit-admin-login'])
  expect(withAudit({ login: 'head' })).toEqual([undefined])
})

test('a password that the server would refuse is named with its account', () => {
  expect(withAudit({ password: 'short' })).toEqual(['audit-admin-password'])
  expect(withAudit({ password: 'longenoughbutplain' })).toEqual(['audit-admin-password'])
})
