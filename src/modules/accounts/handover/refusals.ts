import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'accounts.handover-same': {
    status: 422,
    zh: '移交双方是同一个人（{name}），请另选接任人。',
    en: 'Both sides are the same person ({name}). Choose another successor.',
  },
  'accounts.handover-disabled': {
    status: 409,
    zh: '接任人{name}的账号已停用，不能接任。请先恢复启用，或者另选接任人。',
    en: 'The account of the successor, {name}, is disabled. Enable it first, or choose another successor.',
  },
  'accounts.handover-past': {
    status: 422,
    zh: '移交日 {day} 早于今天 {today}。移交不追溯，请填今天或以后的日期。',
    en: 'The day {day} lies before today, {today}. Nothing is handed over for the past: enter today or a later day.',
  },
  'accounts.handover-administrator-today': {
    status: 422,
    zh: '管理员身份（{role}）只能当日移交，以免到期之间无人管理。请把移交日填为 {today}。',
    en: 'An administrator’s role ({role}) is handed over on the same day only, so that no day is without one. Enter {today}.',
  },
  'accounts.handover-not-held': {
    status: 409,
    zh: '要移交的身份中有 {name} 在 {day} 已不担任的，请刷新后重新选择。',
    en: 'Among the roles are some that {name} no longer holds on {day}. Reload and choose again.',
  },
  'accounts.handover-unknown': {
    status: 404,
    zh: '没有找到要签收的移交，它可能已经签收。',
    en: 'What is to be acknowledged was not found; it may have been acknowledged already.',
  },
})
