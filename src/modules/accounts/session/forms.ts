import { noForms, type SliceForms } from '#kernel/forms.ts'
import * as session from './contract.ts'

export const sessionForms: SliceForms = {
  slice: { zh: '登录', en: 'Sign-in' },
  forms: [],
  others: noForms(
    [session.signOut, session.switchRole, session.confirmPassword, session.changePassword, session.revokeSession],
    { zh: '登录和签名，不是填报', en: 'signing in and signing, no report' },
  ),
}
