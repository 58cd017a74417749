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
  'accounts.unknown-grant': {
    status: 404,
    zh: '没有找到这一身份，它可能已经收回或到期。',
    en: 'This role was not found; it may have been taken back or have ended.',
  },
  'accounts.last-administrator': {
    status: 409,
    zh: '这是最后一个{role}，不能停用，也不能收回身份。请先另设一名{role}。',
    en: 'This is the last {role}; it cannot be disabled and keeps its role. Create another {role} first.',
  },
  'accounts.administrators-open': {
    status: 422,
    zh: '管理员身份不设截止日，需要时由安全管理员收回，以免到期后无人管理。',
    en: 'An administrator’s role has no last day: the security administrator ends it, so that nobody is missing when a date passes.',
  },
  'accounts.period-backwards': {
    status: 422,
    zh: '截止日早于起始日，请改正。',
    en: 'The last day lies before the first. Please correct it.',
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
  'accounts.id-wrong': {
    status: 422,
    zh: '身份证号不是有效的 18 位号码，请核对证件。',
    en: 'The ID number is not a valid one of 18 characters. Compare the document.',
  },
  'accounts.id-unknown': {
    status: 404,
    zh: '花名册中没有这个身份证号。请先登记人员。',
    en: 'The register has nobody with this ID number. Register the person first.',
  },
})
