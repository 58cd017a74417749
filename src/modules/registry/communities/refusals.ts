import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.unknown-community': { status: 404, zh: '没有找到这个社区。', en: 'This community was not found.' },
  'registry.community-changed': {
    status: 409,
    zh: '这个社区刚被别人修改过，请刷新后再改。',
    en: 'Somebody else has just changed this community. Reload and try again.',
  },
})
