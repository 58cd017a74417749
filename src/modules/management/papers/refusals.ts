import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'paper.not-filed': {
    status: 409,
    zh: '备案函在备案之后才能打印：这件事项还没有备案编号。',
    en: 'The reply is printed after the filing: this case has no number yet.',
  },
  'paper.not-noticed': {
    status: 409,
    zh: '公示稿在公示期间打印：这件事项现在不在公示步骤。',
    en: 'The notice is printed while it runs: this case is not on public notice.',
  },
})
