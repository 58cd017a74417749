import { texts } from '../language/text.ts'

export const SIGN_IN_TEXTS = texts({
  zh: {
    title: '登录',
    name: '登录名',
    password: '密码',
    enter: '登录',
    failed: '没有登录成功',
    forgotten: '忘记密码请找安全管理员重置；系统不会通过短信或电话索要密码。',
    demo: '演示账号',
    demoHelp: '点一下即以该角色登录。数据和人物均为虚构。',
    demoPassword: '密码都是',
    line: '社区党组织书记全周期管理',
    foot: '选 · 育 · 管 · 评 · 用，每个数字都能说明来由',
  },
  en: {
    title: 'Sign in',
    name: 'Sign-in name',
    password: 'Password',
    enter: 'Sign in',
    failed: 'You are not signed in',
    forgotten:
      'If you forgot your password, the security administrator sets a new one. Nobody will ever ask for it by phone or message.',
    demo: 'Demo accounts',
    demoHelp: 'One click signs you in with that role. Data and persons are invented.',
    demoPassword: 'The password is always',
    line: 'The working life of community Party secretaries (社区党组织书记)',
    foot: 'Select · develop · manage · evaluate · place. Every figure explains itself.',
  },
})
