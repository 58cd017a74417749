import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.duty-twice': {
    status: 422,
    zh: '职责 {code} 在同一批中出现两次，只能由一个机构承担。',
    en: 'Duty {code} occurs twice in one batch; one organisation holds it.',
  },
})
