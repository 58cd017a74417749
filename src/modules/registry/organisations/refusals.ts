import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.duty-twice': {
    status: 422,
    zh: '职责 {code} 在同一批中出现两次，只能由一个机构承担。',
    en: 'Duty {code} occurs twice in one batch; one organisation holds it.',
  },
  'registry.street-by-divisions': {
    status: 409,
    zh: '街道随区划产生：中文名称、排序和停用在“区划”中导入新的区划，这里只能填写英文名称。',
    en: 'Streets come with the divisions: Chinese name, order and end follow a newer division file; only the English name is given here.',
  },
  'registry.organisation-holds': {
    status: 409,
    zh: '“{name}”还承担职责 {codes}，不能停用。请先在“落实职责”中移交。',
    en: '“{name}” still holds {codes} and cannot end. Give these duties to another organisation first.',
  },
  'registry.organisation-rates': {
    status: 409,
    zh: '“{name}”还在评议组“{group}”中，不能停用。请先把它移出评议组。',
    en: '“{name}” is still in the rater group “{group}” and cannot end. Take it out of the group first.',
  },
})
