import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'duplicate.two-id-numbers': {
    status: 422,
    zh: '两条登记的身份证号不同，是两个人，不能合并。如有一个号码填错，请先更正。',
    en: 'The two records have different ID numbers: they are two people and cannot be merged. If one number is wrong, correct it first.',
  },
  'duplicate.id-number-stays': {
    status: 422,
    zh: '有身份证号的登记应当保留。请把没有身份证号的一条并入有身份证号的一条。',
    en: 'The record with an ID number is the one to keep. Merge the one without into the one with the number.',
  },
  'duplicate.chain': {
    status: 409,
    zh: '已有其他登记并入这一条，它不能再并入别人。请先撤销那次合并，再逐条并入要保留的一条。',
    en: 'Other records were merged into this one, so it cannot be merged itself. Undo that first, then merge each into the one to keep.',
  },
  'duplicate.birth-differs': {
    status: 422,
    zh: '两条登记的出生年月不同（{alias}、{person}）。请核对证件，确认是同一人后再合并。',
    en: 'The months of birth differ ({alias} and {person}). Compare the documents and confirm that this is one person, then merge.',
  },
  'duplicate.same-record': { status: 422, zh: '两条登记是同一条。', en: 'Both records are the same one.' },
  'duplicate.not-lacking': {
    status: 422,
    zh: '只能带入被合并登记有、而保留登记没有的内容；“{zhField}”不属于这种情况。',
    en: 'Only what the merged record knows and the other lacks can be taken over; “{enField}” is not of that kind.',
  },
  'duplicate.not-merged': {
    status: 409,
    zh: '这次合并不存在，或已被撤销。请刷新后再看。',
    en: 'There is no such merging, or it has been undone already. Reload and look again.',
  },
  'duplicate.kept-apart': {
    status: 409,
    zh: '已有人确认这两条登记不是同一人。',
    en: 'Somebody has said already that these two records are two people.',
  },
})
