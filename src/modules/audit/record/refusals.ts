import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'audit.nothing-yet': {
    status: 409,
    zh: '还没有任何记录可以签出。',
    en: 'There is nothing on record yet that could be signed.',
  },
  'audit.unknown-act': {
    status: 404,
    zh: '没有找到这条记录。请核对编号。',
    en: 'This act is not on record. Please check its id.',
  },
})
