import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.unknown-body': { status: 404, zh: '没有找到这一条。', en: 'This entry was not found.' },
  'registry.body-changed': {
    status: 409,
    zh: '这一条刚被别人修改过或停用，没有保存。请刷新后再改。',
    en: 'Somebody else has just changed or ended this entry; nothing was saved. Reload and try again.',
  },
  'registry.name-taken': {
    status: 409,
    zh: '已有现行的“{name}”，名称不能重复。',
    en: 'There is another “{name}” in force; names are unique.',
  },
  'registry.own-street-once': {
    status: 409,
    zh: '“所属街道”组只能有一个。',
    en: 'There can be only one group for each community’s own street.',
  },
  'registry.rater-group-members': {
    status: 422,
    zh: '评议组至少有一个成员单位；“所属街道”组不列成员，由每个社区所在的街道评议。',
    en: 'A rater group has at least one organisation; the group of the own street lists none, each community is rated by its street.',
  },
  'registry.unknown-organisation': {
    status: 404,
    zh: '所选机构中有的不存在或已停用，请刷新后重选。',
    en: 'One of the organisations does not exist or has ended. Reload and choose again.',
  },
  'registry.rater-group-taken': {
    status: 409,
    zh: '“{name}”已在评议组“{group}”中，一个单位只在一个组。',
    en: '“{name}” is in the group “{group}” already; an organisation is in one group.',
  },
  'registry.area-committee-size': {
    status: 422,
    zh: '片区联合党委由 3 至 4 个城市社区组成，所选为 {count} 个。',
    en: 'An area committee has three to four urban communities; {count} are chosen.',
  },
  'registry.area-committee-lead': {
    status: 422,
    zh: '牵头社区须是成员社区之一。',
    en: 'The lead community has to be one of its communities.',
  },
  'registry.area-committee-kind': {
    status: 422,
    zh: '“{name}”是村改居，片区联合党委只由城市社区组成。',
    en: '“{name}” is a converted village; area committees consist of urban communities only.',
  },
  'registry.area-committee-taken': {
    status: 409,
    zh: '“{name}”已在“{committee}”中，一个社区只属于一个片区联合党委。',
    en: '“{name}” is in “{committee}” already; a community belongs to one area committee.',
  },
})
