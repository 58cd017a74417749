import type { Text } from '#kernel/language.ts'
import { texts } from '../language/text.ts'
import type { MenuGroup } from '../module-web.ts'

export const SHELL_TEXTS = texts({
  zh: {
    skip: '跳到正文',
    brand: '雁阵',
    menu: '主菜单',
    openMenu: '打开菜单',
    fold: '收起菜单',
    unfold: '展开菜单',
    period: '评定周期',
    language: '界面语言',
    chinese: '中',
    english: 'EN',
    roles: '切换角色',
    signOut: '退出登录',
    demo: '演示数据，人物均为虚构',
    demoDate: '业务日期 {date}',
    crumbs: '当前位置',
    home: '工作台',
  },
  en: {
    skip: 'Skip to content',
    brand: '雁阵 Yanzhen',
    menu: 'Main menu',
    openMenu: 'Open menu',
    fold: 'Fold menu',
    unfold: 'Unfold menu',
    period: 'Rating period',
    language: 'Language',
    chinese: '中',
    english: 'EN',
    roles: 'Switch role',
    signOut: 'Sign out',
    demo: 'Demo data, all persons are invented',
    demoDate: 'Business date {date}',
    crumbs: 'Where you are',
    home: 'Work queue',
  },
})

/** The menu's headings; `home` and `user` have none. */
export const GROUP_TITLES: Readonly<Record<MenuGroup, Text | undefined>> = {
  home: undefined,
  selection: { zh: '选', en: 'Select' },
  development: { zh: '育', en: 'Develop' },
  management: { zh: '管', en: 'Manage' },
  evaluation: { zh: '评', en: 'Evaluate' },
  placement: { zh: '用', en: 'Place' },
  cockpit: { zh: '驾驶舱', en: 'Cockpit' },
  policy: { zh: '政策', en: 'Policy' },
  registry: { zh: '基础', en: 'Registry' },
  system: { zh: '系统', en: 'System' },
  user: undefined,
}
