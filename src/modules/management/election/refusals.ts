import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'election.not-recorded': {
    status: 422,
    zh: '{count} 件都没有登记，其中 {refused} 件不合规定。{name}（{community}）：{zhSentence}',
    en: 'None of the {count} cases was recorded; {refused} of them break a rule. {name} ({community}): {enSentence}',
  },
  'election.twice': {
    status: 422,
    zh: '同一件备案列了两次，没有登记。请刷新后重新选择。',
    en: 'One case is listed twice; nothing was recorded. Reload and choose again.',
  },
  'election.several-streets': {
    status: 422,
    zh: '所选事项分属 {streets}，没有登记。一次会议或一个考察组只办理一个街道的人选，请分街道登记。',
    en: 'The chosen cases belong to {streets}; nothing was recorded. A meeting or a vetting group is one street’s: record each street for itself.',
  },
  'election.vetting-dates': {
    status: 422,
    zh: '考察日期 {from} 至 {until} 不对：须在 {since}（进入考察之日）至今天之间，先后有序。',
    en: 'The vetting from {from} until {until} does not fit: it lies between {since}, when the case came to this step, and today.',
  },
})

/** What is said of one case, before its own sentence. */
export const OF_CASE = {
  zh: '{name}（{community}）：{zhSentence}',
  en: '{name} ({community}): {enSentence}',
} as const
