import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'accounts.already-set-up': {
    status: 409,
    zh: '系统已经初始化，请直接登录。',
    en: 'The system has been set up already. Sign in.',
  },
  'accounts.being-set-up': {
    status: 409,
    zh: '另一个页面正在初始化本系统，请稍候刷新。',
    en: 'Another page is setting up this system at the moment. Reload in a moment.',
  },
  'accounts.login-taken': {
    status: 409,
    zh: '登录名“{login}”已被使用，请换一个。',
    en: 'The sign-in name “{login}” is taken. Choose another.',
  },
  'accounts.administrators-apart': {
    status: 422,
    zh: '系统、安全、审计三个管理员须由三个账号分别担任，也不兼业务身份。',
    en: 'The system, security and audit administrators are three separate accounts and hold no other role.',
  },
  'accounts.unknown-account': { status: 404, zh: '没有找到这个账号。', en: 'This account was not found.' },
  'accounts.last-administrator': {
    status: 409,
    zh: '这是最后一个{role}，不能停用。',
    en: 'This is the last {role}; it cannot be disabled.',
  },
  'accounts.division-outside': {
    status: 422,
    zh: '区划代码 {division} 不在本区 {district} 之内。',
    en: 'Division {division} is not inside district {district}.',
  },
  'accounts.role-needs': {
    status: 422,
    zh: '身份“{role}”须指明{needs}。',
    en: 'The role “{role}” needs its {needs}.',
  },
})
