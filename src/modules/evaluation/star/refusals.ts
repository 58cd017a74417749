import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'star.no-result': {
    status: 404,
    zh: '这个社区在 {period} 还没有您能看到的星级结果。',
    en: 'This community has no star result in {period} that you may see yet.',
  },
})
