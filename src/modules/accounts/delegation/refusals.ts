import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'delegation.unknown-login': {
    status: 404,
    zh: '没有登录名为“{login}”的可用账号，请核对后再填。',
    en: 'There is no account in use with the sign-in name “{login}”. Check the name.',
  },
  'delegation.oneself': { status: 422, zh: '不能授权给自己。', en: 'Nobody acts for oneself.' },
  'delegation.administrator': {
    status: 422,
    zh: '{name}是管理员账号，三个管理员不兼业务身份，请另选他人。',
    en: '{name} is an administrator; administrators hold no other role. Choose somebody else.',
  },
  'delegation.days': {
    status: 422,
    zh: '代办从今天或以后开始，最多 {most} 天；更长的请办理岗位移交。',
    en: 'It begins today or later and lasts {most} days at most; a longer absence is a hand-over.',
  },
  'delegation.outlasts': {
    status: 422,
    zh: '您的这一身份到 {until} 为止，代办不能更久。',
    en: 'Your own role ends on {until}; nobody acts for you after it.',
  },
  'delegation.lent': {
    status: 403,
    zh: '您正在代他人办理，不能再转授权。',
    en: 'You act for somebody yourself and cannot pass that on.',
  },
  'delegation.twice': {
    status: 409,
    zh: '这一身份在 {from} 至 {until} 已授权{name}代办，请先收回。',
    en: 'From {from} until {until} {name} acts in this role already. End that first.',
  },
  'delegation.not-yours': {
    status: 404,
    zh: '没有找到您作出的这项授权，它可能已经收回或到期。',
    en: 'No delegation of yours was found; it may have been ended or be over.',
  },
})
