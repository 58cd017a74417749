import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'star.not-reproduced': {
    status: 409,
    zh: '{community} 存档的总分是 {stored}，按各部门赋分重新计算是 {computed}。两者必须一致，没有公布；请审计管理员核查。',
    en: 'The stored total of {community} is {stored}; its sheets give {computed}. They have to be the same, so nothing was published. Ask the audit administrator.',
  },
  'star.no-result': {
    status: 404,
    zh: '这个社区在 {period} 还没有您能看到的星级结果。',
    en: 'This community has no star result in {period} that you may see yet.',
  },
})
