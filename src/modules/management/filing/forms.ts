import { noForms, type SliceForms } from '#kernel/forms.ts'
import {
  answerMotion,
  answerObjection,
  closeNotice,
  fileFiling,
  proposeFiling,
  recordObjection,
  recordVetting,
  recordVote,
  rejectFiling,
  returnFiling,
  withdrawFiling,
} from './contract.ts'

const WHEN = {
  zh: '书记任免时；按每社区每半年一件计',
  en: 'when a secretary changes; counted as one per community and half-year',
}

export const filingForms: SliceForms = {
  slice: { zh: '规范备案', en: 'Filing' },
  forms: [
    {
      endpoint: proposeFiling,
      title: { zh: '动议', en: 'Motion' },
      who: ['street-officer'],
      times: 1,
      when: WHEN,
      typed: {
        kind: { zh: '备案事项', en: 'What is filed' },
        reason: { zh: '动议原因', en: 'Reason' },
        person: { zh: '人选', en: 'Person' },
        plannedOn: { zh: '拟任免日期', en: 'Planned day' },
        document: { zh: '会议纪要或文号', en: 'Minutes or document' },
      },
      filled: ['community', 'postKind', 'leaves.community', 'leaves.postKind', 'reserveSeen', 'disciplinePresent'],
    },
    {
      endpoint: recordVetting,
      title: { zh: '组织考察', en: 'Vetting' },
      who: ['street-officer'],
      times: 1,
      when: WHEN,
      typed: {
        'vetters[]': { zh: '考察组成员', en: 'Who vetted' },
        talks: { zh: '谈话人数', en: 'People talked to' },
        residents: { zh: '其中居民', en: 'of them residents' },
        document: { zh: '考察材料文号', en: 'Vetting report' },
        conclusion: { zh: '考察结论', en: 'Conclusion' },
      },
      filled: ['filing', 'version', 'vetters[].person', 'namesakes'],
    },
    {
      endpoint: recordVote,
      title: { zh: '讨论决定', en: 'Decision' },
      who: ['street-officer'],
      times: 1,
      when: WHEN,
      typed: {
        members: { zh: '应到', en: 'Members' },
        present: { zh: '实到', en: 'Present' },
        favour: { zh: '赞成', en: 'In favour' },
        'recused[]': { zh: '回避人员', en: 'Recused' },
        'attended[]': { zh: '到会成员', en: 'Who was present' },
        document: { zh: '会议纪要或文号', en: 'Minutes or document' },
      },
      filled: ['filing', 'version', 'recused[].person', 'attended[].person', 'namesakes'],
    },
  ],
  others: [
    ...noForms([answerMotion, fileFiling, rejectFiling, returnFiling], {
      zh: '由组织部办理',
      en: 'done by the organization department',
    }),
    ...noForms([closeNotice, withdrawFiling], { zh: '按钮操作，不填表', en: 'a button, no form' }),
    ...noForms([recordObjection, answerObjection], {
      zh: '有异议时才办理，不是定期填报',
      en: 'only where somebody objects; not a regular form',
    }),
  ],
}
