import { refusals, type RefusalTable } from '#kernel/refusal.ts'

/** What a period must be in itself; the form says it at the field. */
export const PERIOD_RULES = {
  'resume.backwards': {
    status: 422,
    zh: '截止月份早于起始月份，请核对。',
    en: 'The last month is before the first. Compare them.',
  },
  'resume.future': { status: 422, zh: '简历不能写到今后的月份。', en: 'A résumé cannot tell of months to come.' },
  'resume.before-birth': {
    status: 422,
    zh: '起始月份早于出生年月，请核对。',
    en: 'The first month is before the birth. Compare them.',
  },
} as const satisfies RefusalTable

export const refuse = refusals({
  ...PERIOD_RULES,
  'resume.unknown': {
    status: 404,
    zh: '没有找到这段简历，它可能已被删除。请刷新。',
    en: 'This period was not found; it may have been removed. Reload.',
  },
  'resume.changed': {
    status: 409,
    zh: '这段简历刚被别人修改过，请刷新后再改。',
    en: 'Somebody else has just changed this period. Reload and try again.',
  },
})
