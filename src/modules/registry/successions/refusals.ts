import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.unknown-succession': {
    status: 404,
    zh: '没有找到这项去向认定。',
    en: 'This decision was not found.',
  },
  'registry.succession-undone': {
    status: 409,
    zh: '这项去向认定已经撤销，请刷新。',
    en: 'This decision has been taken back already. Reload the page.',
  },
  'registry.succession-superseded': {
    status: 409,
    zh: '“{name}”此后又变更或停用，这项去向认定不能再撤销；如有错误，请用新的区划文件更正。',
    en: '“{name}” has changed or ended since, so this decision can no longer be taken back; correct it with a newer division file.',
  },
  'registry.succession-used': {
    status: 409,
    zh: '“{name}”名下在认定之后又有了记录，这项去向认定不能再撤销；如有错误，请用新的区划文件更正。',
    en: 'Records were made of “{name}” since it was decided, so this decision can no longer be taken back; correct it with a newer division file.',
  },
})
