import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'confirmation.wrong-stage': {
    status: 409,
    zh: '{period} 现在处于“{state}”，不能进行这一步。',
    en: '{period} is in the state “{state}”; this step is not possible now.',
  },
  'confirmation.changed': {
    status: 409,
    zh: '刚有新的汇总或变动，请刷新后再试。',
    en: 'The totals or stages have just changed. Reload and try again.',
  },
  'confirmation.not-yours': {
    status: 403,
    zh: '只能拟评本街道的社区。',
    en: 'A street proposes for its own communities only.',
  },
  'confirmation.incomplete': {
    status: 422,
    zh: '拟评须包含本街道待拟评的全部 {count} 个社区，每个社区一次；现有 {given} 个。',
    en: 'A proposal names all {count} communities of the street that are open, each once; there are {given}.',
  },
  'confirmation.above': {
    status: 422,
    zh: '{community}：拟评“{proposed}”高于按规则得出的“{given}”。只能相同或更低。',
    en: '{community}: “{proposed}” is above “{given}”, which the rules give. It can be the same or lower.',
  },
  'confirmation.no-total': {
    status: 422,
    zh: '{community} 没有总分，不能拟评，请先暂缓评定。',
    en: '{community} has no total and cannot be proposed; defer it first.',
  },
  'confirmation.reason': {
    status: 422,
    zh: '{community}：拟评低于按规则得出的星级，须写明理由。',
    en: '{community}: a star below what the rules give needs a reason.',
  },
  'confirmation.over-quota': {
    status: 422,
    zh: '{streets}：拟评“{grade}”{given} 个，名额为 {places} 个（并列的由街道集体研究确定）。',
    en: '{streets}: {given} × “{grade}” proposed, but there are {places} places (ties are for the street to decide).',
  },
  'confirmation.streets-missing': {
    status: 409,
    zh: '还有街道没有拟评：{streets}。',
    en: 'Streets have not proposed yet: {streets}.',
  },
  'confirmation.nothing-open': {
    status: 409,
    zh: '本街道的社区都已公示、确认或暂缓，没有可以拟评的。',
    en: 'All communities of the street are announced, confirmed or deferred; there is nothing to propose.',
  },
  'confirmation.not-reproduced': {
    status: 409,
    zh: '{community}：存有的结果（{stored}）与按赋分表重算的（{computed}）不一致，不能公示。请重新开放并重新汇总。',
    en: '{community}: the stored result ({stored}) is not what the sheets give ({computed}). Nothing is announced; reopen and total again.',
  },
  'confirmation.nothing': { status: 409, zh: '没有可以公示的社区。', en: 'There is no community to announce.' },
  'confirmation.too-many-silent': {
    status: 409,
    zh: '有 {count} 个部门没有赋分({codes})，超过政策允许的 {most} 个，不能核定公示。',
    en: '{count} departments have not scored ({codes}); the policy allows {most}. Nothing can be announced.',
  },
  'confirmation.unknown': { status: 404, zh: '没有这一条。', en: 'There is no such record.' },
  'confirmation.ended': { status: 409, zh: '这一公示已经结束。', en: 'This notice has ended.' },
  'confirmation.open-objections': {
    status: 409,
    zh: '还有 {count} 件异议没有办结，公示期暂停计算。',
    en: '{count} objections have no answer yet; the clock of the notice stands.',
  },
  'confirmation.too-early': {
    status: 409,
    zh: '公示期到 {end} 为止，次日起才能确认。',
    en: 'The notice runs until {end}; stars can be confirmed from the day after.',
  },
  'confirmation.date': {
    status: 422,
    zh: '收到异议的日期 {date} 不在公示期内（{from} 至今天）。',
    en: 'The day of receipt {date} is not within the notice ({from} until today).',
  },
  'confirmation.answered': { status: 409, zh: '这一异议已经答复。', en: 'This objection has been answered.' },
  'confirmation.upheld': {
    status: 409,
    zh: '有异议成立：请撤下公示、更正后重新公示，不能确认。',
    en: 'An objection was upheld: take the notice down, correct and announce again; this one cannot be confirmed.',
  },
  'confirmation.deferred-twice': {
    status: 409,
    zh: '{community} 已暂缓 {most} 次，不能再暂缓。',
    en: '{community} has been deferred {most} times and cannot be again.',
  },
  'confirmation.deferred-already': {
    status: 409,
    zh: '{community} 正在暂缓评定，截止 {until}。',
    en: '{community} is deferred until {until} already.',
  },
  'confirmation.noticed': {
    status: 409,
    zh: '{community} 已在公示或已确认，不能暂缓；有异议请登记异议。',
    en: '{community} is announced or confirmed already; register an objection instead.',
  },
})
