import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'audit.nothing-yet': {
    status: 409,
    zh: '还没有任何记录可以签出。',
    en: 'There is nothing on record yet that could be signed.',
  },
})
