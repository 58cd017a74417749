import { refusals } from '#kernel/refusal.ts'

/** What a seat's rules say; the roster import says the same of a row. */
export const SEAT_SENTENCES = {
  'post.ends-before-begin': {
    status: 422,
    zh: '截止日期 {until} 早于起始日期 {from}。请核对两个日期。',
    en: 'The last day, {until}, is before the first, {from}. Check both dates.',
  },
  'post.acting-open': {
    status: 422,
    zh: '主持工作须写明截止日期，最长六个月（至 {limit}）。',
    en: 'Acting (主持工作) needs a last day, six months after the first at most ({limit}).',
  },
  'post.acting-long': {
    status: 422,
    zh: '主持工作自 {from} 起最长六个月，即至 {limit}，不能到 {until}。请缩短，或办理正式任职。',
    en: 'Acting (主持工作) from {from} lasts six months at most, to {limit}, not to {until}. Shorten it, or appoint somebody.',
  },
  'post.acting-in-a-row': {
    status: 422,
    zh: '这个岗位连续主持工作合计超过六个月（换人也连续计算）。请缩短，或办理正式任职。',
    en: 'People would act (主持工作) in this seat for more than six months in a row, all of them together. Shorten it, or appoint somebody.',
  },
  'post.seat-taken': {
    status: 409,
    zh: '这个岗位 {heldFrom} 至 {heldUntil} 由{name}担任，同一时间只能有一人。请先办理其免职，或核对日期。',
    en: '{name} holds this seat from {heldFrom} to {heldUntil}; one person at a time. End that tenure first, or check the dates.',
  },
  'post.held-already': {
    status: 409,
    zh: '{name}已在 {heldFrom} 至 {heldUntil} 担任这个岗位，时间重叠。请核对日期。',
    en: '{name} holds this post from {heldFrom} to {heldUntil} already, and the times overlap. Check the dates.',
  },
  'post.unknown-community': {
    status: 404,
    zh: '没有找到这个社区，或它不在您的范围内。',
    en: 'This community was not found, or it is not in your area.',
  },
} as const

export const refuse = refusals({
  ...SEAT_SENTENCES,
  'post.unknown-person': {
    status: 404,
    zh: '没有找到这个人，或不在您的范围内。',
    en: 'This person was not found, or is not in your area.',
  },
  'post.no-mandate': {
    status: 422,
    zh: '凡动必备：没有找到备案号“{number}”对此人此岗的{zhAction}备案，不能办理。请先办结备案。',
    en: 'Every change needs a filing (凡动必备): number “{number}” does not cover the {enAction} of this person in this post. File it first.',
  },
  'post.mandate-used': {
    status: 409,
    zh: '备案号“{number}”的这一项已经办理过，不能再用。',
    en: 'This part of filing “{number}” was carried out already and cannot be used again.',
  },
  'post.mandate-twice': {
    status: 409,
    zh: '备案号“{number}”已对此人此岗备过同一事项。请核对备案号。',
    en: 'Filing “{number}” covers the same act for this person and post already. Check the number.',
  },
  'post.no-tenure': {
    status: 409,
    zh: '此人在 {on} 没有担任这个岗位，无从变更或免去。',
    en: 'This person does not hold this post on {on}: there is nothing to change or end.',
  },
  'post.live': {
    status: 409,
    zh: '本区已正式启用，不再接收期初名册。任职变动须凭备案号办理。',
    en: 'The district has gone live and takes no more opening rosters. Tenures change by filing only.',
  },
  'post.confirmed-by-you': {
    status: 409,
    zh: '这份期初名册由您本人提交，须由另一人确认。',
    en: 'You accepted this opening roster yourself; another person has to confirm it.',
  },
  'post.confirmed-twice': {
    status: 409,
    zh: '这份期初名册已由两人确认。',
    en: 'This opening roster was confirmed by two people already.',
  },
  'post.unconfirmed': {
    status: 409,
    zh: '期初名册须由两人确认后才能生效，现在还没有第二人确认。',
    en: 'An opening roster takes effect when two people have confirmed it; the second has not.',
  },
  'post.opening-changed': {
    status: 409,
    zh: '这批期初任职中有 {count} 条之后已有变动，不能整批撤销。',
    en: 'Tenures of this opening roster have changed since (count: {count}); the batch cannot be undone.',
  },
  'post.batches-waiting': {
    status: 409,
    zh: '还有 {count} 份期初名册已提交、尚未生效。启用后它们不能再生效，请先由第二人确认，或作废。',
    en: 'Opening rosters were accepted and have not taken effect (count: {count}). After going live they never could: let the second person confirm them, or discard them.',
  },
})
