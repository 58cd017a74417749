import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'kin.self': { status: 422, zh: '亲属应是另一个人。', en: 'The relative has to be another person.' },
  'kin.declared': {
    status: 409,
    zh: '这两个人的亲属关系已登记。如需更正，请先解除原登记。',
    en: 'A kinship of these two people is entered already. To correct it, end that one first.',
  },
  'kin.unknown': {
    status: 404,
    zh: '没有找到这条亲属关系，它可能已被解除。请刷新。',
    en: 'This kinship was not found; it may have been ended. Reload.',
  },
})
