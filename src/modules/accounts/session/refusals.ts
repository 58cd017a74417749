import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'accounts.sign-in-failed': {
    status: 401,
    keeps: true,
    zh: '登录名或密码不正确，或者账号已锁定。连续输错 {limit} 次即锁定 {minutes} 分钟；急用请找安全管理员解锁。',
    en: 'Sign-in name or password is wrong, or the account is locked: {limit} wrong attempts in a row lock it for {minutes} minutes. The security administrator can unlock it at once.',
  },
  // Not 401: whoever mistypes the own password in a dialog stays signed in.
  'accounts.wrong-password': {
    status: 422,
    keeps: true,
    zh: '密码不正确。连续输错 {limit} 次，账号将锁定 {minutes} 分钟。',
    en: 'The password is wrong. After {limit} wrong attempts in a row the account is locked for {minutes} minutes.',
  },
  'accounts.locked': {
    status: 423,
    zh: '该账号因连续输错密码已锁定，{minutes} 分钟后可再试，或请安全管理员解锁。',
    en: 'This account is locked after wrong passwords. Try again in {minutes} minutes or ask the security administrator.',
  },
  'accounts.slip-expired': {
    status: 403,
    zh: '首次登录凭条已过 14 天有效期，凭条上的密码失效。请联系安全管理员重置密码。',
    en: 'The first-login slip was valid for 14 days, and its password no longer is. Ask the security administrator to reset it.',
  },
  'accounts.no-role': {
    status: 403,
    zh: '该账号今日没有有效的身份，请联系安全管理员。',
    en: 'This account holds no role today. Ask the security administrator.',
  },
  'accounts.not-your-role': {
    status: 404,
    zh: '您没有这一身份，或者它已到期。',
    en: 'You do not hold this role, or it has ended.',
  },
  'accounts.not-your-session': {
    status: 404,
    zh: '没有找到这个会话，可能已经结束。',
    en: 'This session was not found; it may have ended.',
  },
  'accounts.demo-password': {
    status: 422,
    zh: '这是公开的演示密码，正式系统不能使用，请换一个。',
    en: 'This is the published demo password; a real system does not take it. Choose another.',
  },
  'accounts.same-password': {
    status: 422,
    zh: '新密码与现密码相同，请另设一个。',
    en: 'The new password is the present one. Choose another.',
  },
  'accounts.weak-password': {
    status: 422,
    zh: '密码至少 12 个字符，并含大写字母、小写字母、数字、符号中的三类；或者使用至少 20 个字符的口令短语。',
    en: 'A password has at least 12 characters of three kinds (upper case, lower case, digits, signs), or is a passphrase of at least 20.',
  },
})
