import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'paper.unknown': {
    status: 404,
    zh: '有的备案事项没有找到，没有打印。',
    en: 'One of the cases was not found; nothing was printed.',
  },
  'paper.none': { status: 422, zh: '没有选择备案事项。', en: 'No case was chosen.' },
  'paper.one-at-a-time': {
    status: 422,
    zh: 'Word 版一次只能下载一份；多份请打印 PDF。',
    en: 'Word files are taken one at a time; print several as PDF.',
  },
  'paper.not-filed': {
    status: 409,
    zh: '备案函在备案之后才能打印：这件事项还没有备案编号。',
    en: 'The reply is printed after the filing: this case has no number yet.',
  },
  'paper.notice-paused': {
    status: 409,
    zh: '异议还没有办结，公示截止日未定，暂不能打印公示稿。',
    en: 'An objection is not answered yet, so the notice has no last day and is not printed.',
  },
  'paper.not-noticed': {
    status: 409,
    zh: '公示稿在公示期间打印：这件事项现在不在公示步骤。',
    en: 'The notice is printed while it runs: this case is not on public notice.',
  },
})
