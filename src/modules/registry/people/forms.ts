import { noForms, type SliceForms } from '#kernel/forms.ts'
import { addPerson, changeName, changePerson, unmask } from './contract.ts'

export const peopleForms: SliceForms = {
  slice: { zh: '人员', en: 'People' },
  forms: [
    {
      endpoint: addPerson,
      title: { zh: '登记人员', en: 'Record of a person' },
      who: ['street-officer'],
      times: 1,
      when: {
        zh: '有新任人员时；按每社区每半年一人计',
        en: 'for a newcomer; counted as one per community and half-year',
      },
      typed: {
        name: { zh: '姓名', en: 'Name' },
        idNumber: { zh: '身份证号', en: 'ID number' },
        phone: { zh: '电话', en: 'Phone' },
        sex: { zh: '性别', en: 'Sex' },
        birth: { zh: '出生年月', en: 'Month of birth' },
        ethnic: { zh: '民族', en: 'Ethnic group' },
        nativePlace: { zh: '籍贯', en: 'Native place' },
        political: { zh: '政治面貌', en: 'Political status' },
        partyJoined: { zh: '入党时间', en: 'Joined the Party' },
        workStarted: { zh: '参加工作时间', en: 'Began to work' },
        communityWorkStarted: { zh: '从事社区工作时间', en: 'Began community work' },
        educationFullTime: { zh: '全日制学历', en: 'Full-time education' },
        educationInService: { zh: '在职学历', en: 'In-service education' },
        school: { zh: '毕业院校', en: 'School' },
        source: { zh: '来源', en: 'Source' },
        qualification: { zh: '职业资格', en: 'Qualification' },
        grade: { zh: '岗位等级', en: 'Grade' },
        note: { zh: '备注', en: 'Note' },
      },
      filled: ['community', 'sameNameConfirmed'],
    },
  ],
  others: [
    ...noForms([changePerson, changeName], {
      zh: '更正已登记的内容，原值已填好',
      en: 'corrects what is there; it opens filled in',
    }),
    ...noForms([unmask], { zh: '查看，不填报', en: 'reading, no report' }),
  ],
}
