import { noForms, type SliceForms } from '#kernel/forms.ts'
import { askReview, concludeReview, nameReaders, releaseReply, replyToReview, resolveFinding } from './contract.ts'

export const reviewForms: SliceForms = {
  slice: { zh: '联审', en: 'Joint review' },
  forms: [
    {
      endpoint: replyToReview,
      title: { zh: '联审答复', en: 'Reply to the review' },
      who: ['department-reviewer'],
      times: 1,
      when: {
        zh: '被征求意见时；一次答复名单上的全部人选',
        en: 'when asked; one reply covers everybody on the list',
      },
      typed: {
        checkedPeople: { zh: '核查人数', en: 'People looked up' },
        checkedIn: { zh: '核查系统', en: 'Looked up in' },
        checkedOn: { zh: '核查日期', en: 'Looked up on' },
        'replies[].answers[].answer': { zh: '“未发现”以外的答复', en: 'Answers other than “nothing found”' },
        'replies[].answers[].basis': { zh: '依据文号', en: 'Document' },
      },
      filled: ['replies[].request', 'replies[].department', 'replies[].sensitive', 'replies[].answers[].item'],
    },
  ],
  others: noForms([askReview, concludeReview, nameReaders, releaseReply, resolveFinding], {
    zh: '由组织部和纪检办理',
    en: 'done by the organization department and discipline',
  }),
}
