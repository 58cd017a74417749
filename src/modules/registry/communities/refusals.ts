import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.unknown-community': { status: 404, zh: '没有找到这个社区。', en: 'This community was not found.' },
  'registry.community-changed': {
    status: 409,
    zh: '这个社区刚被别人修改过，请刷新后再改。',
    en: 'Somebody else has just changed this community. Reload and try again.',
  },
  'registry.community-in-area-committee': {
    status: 409,
    zh: '这个社区属于“{committee}”，片区联合党委只由城市社区组成。请先把它移出，再更正为村改居。',
    en: 'This community belongs to “{committee}”, and area committees consist of urban communities only. Take it out first.',
  },
})
