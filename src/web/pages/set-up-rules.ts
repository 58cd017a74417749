import { isStrong, type SetUpInput } from '#accounts/web'
import { FIRST_ROLES, type FirstRole } from '../front.ts'
import type { FieldProblem } from '../kit/form.tsx'
import type { Words } from '../language/language.tsx'
import type { SET_UP_TEXTS } from './set-up-texts.ts'

export type Entries = Omit<SetUpInput, 'district'> & { readonly district: string }

const NOBODY = { login: '', name: '', password: '' }
export const FIRST_ENTRIES: Entries = {
  district: '',
  name: '',
  accounts: { 'organization-head': NOBODY, 'system-admin': NOBODY, 'security-admin': NOBODY, 'audit-admin': NOBODY },
}

type SetUpWords = Words<keyof (typeof SET_UP_TEXTS)['zh']>

/** What is still missing; the server has the last word on passwords and codes. */
export function problemsOf(entries: Entries, t: SetUpWords): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!/^\d{6}$/.test(entries.district)) problems.push({ field: 'district', sentence: t('missing-district') })
  if (entries.name.trim().length < 2) problems.push({ field: 'name', sentence: t('missing-name') })
  for (const role of FIRST_ROLES) problems.push(...accountProblems(entries, role, t))
  const logins = FIRST_ROLES.map((role) => entries.accounts[role].login.trim()).filter(Boolean)
  if (new Set(logins).size < logins.length) problems.push({ sentence: t('same') })
  return problems
}

function accountProblems({ accounts }: Entries, role: FirstRole, t: SetUpWords): readonly FieldProblem[] {
  const { name, login, password } = accounts[role]
  const facts = { role: t(role) }
  return [
    ...(name.trim() === '' ? [{ field: `${role}-name`, sentence: t('missing-person', facts) }] : []),
    ...(/^[a-z0-9][a-z0-9._-]+$/.test(login.trim())
      ? []
      : [{ field: `${role}-login`, sentence: t('missing-login', facts) }]),
    ...(isStrong(password) ? [] : [{ field: `${role}-password`, sentence: t('missing-password', facts) }]),
  ]
}
