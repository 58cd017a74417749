import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'cycle.unknown': { status: 404, zh: '{period} 还没有开启。', en: '{period} has not been opened.' },
  'cycle.already-open': { status: 409, zh: '{period} 已经开启过。', en: '{period} has been opened already.' },
  'cycle.no-communities': {
    status: 409,
    zh: '名册为空：请先导入区划，再开启半年期。',
    en: 'The roster is empty: import the divisions before opening a half-year.',
  },
  'cycle.duties-missing': {
    status: 409,
    zh: '还有 {count} 个赋分部门没有对应机构({codes})，请先落实。',
    en: '{count} scoring departments have no organisation yet ({codes}). Assign them first.',
  },
  'cycle.due-passed': {
    status: 422,
    zh: '赋分截止日 {due} 早于今天 {today}。',
    en: 'The due date {due} lies before today, {today}.',
  },
  'cycle.due-far': {
    status: 422,
    zh: '赋分截止日 {due} 太晚，最晚为 {latest}。',
    en: 'The due date {due} is too late; {latest} is the last possible day.',
  },
  'cycle.wrong-time': {
    status: 422,
    zh: '现在只能开启 {before} 或 {current}，不能开启 {period}。',
    en: 'Only {before} or {current} can be opened now, not {period}.',
  },
  'cycle.changed': {
    status: 409,
    zh: '{period} 刚被别人操作过，请刷新后再试。',
    en: 'Somebody else has just acted on {period}. Reload and try again.',
  },
  'cycle.not-possible': {
    status: 409,
    zh: '{period} 处于“{state}”，不能进行“{event}”。',
    en: '{period} is in the state “{state}”; “{event}” is not possible now.',
  },
})
