import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'year.unknown-community': {
    status: 404,
    zh: '没有这个社区的星级评定，或者它不在您的范围内。',
    en: 'This community was in no half-year, or it is not within your range.',
  },
})
