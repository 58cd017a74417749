import { texts } from '#web/language/text.ts'

/** One meeting, one vetting group, for many candidates. */
export const ELECTION_TEXTS = texts({
  zh: {
    title: '{act} · {count} 件',
    who: '{name} · {community}',
    vote: '批量登记表决',
    voteWhat:
      '一次会议、一份纪要：到会成员填一次，逐人核对任职回避；各人票数分别填写。有一件不合规定的，整次会议都不登记。',
    came: '到会人数',
    cameHelp: '各人实到、赞成先按此填好，有回避的相应减少，可改',
    attended: '到会成员',
    attendedHelp: '选填；填一次，对每名人选核对任职回避',
    vet: '批量登记考察',
    vetWhat:
      '一个考察组考察同一街道的多名人选：成员、日期、文号填一次，谈话和结论逐人填写。有一件不合规定的，全部不登记。',
    from: '考察开始',
    until: '考察结束',
  },
  en: {
    title: '{act} · {count} cases',
    who: '{name} · {community}',
    vote: 'Record the votes of a meeting',
    voteWhat:
      'One meeting, one minute: who came is entered once and checked for recusal with each candidate; each has numbers of its own. If one breaks a rule, nothing of the meeting is recorded.',
    came: 'Came to the meeting',
    cameHelp: 'Present and in favour follow from it, less who is recused; change them where they differ',
    attended: 'Members who came',
    attendedHelp: 'Optional; entered once and checked for recusal with each candidate',
    vet: 'Record the vettings of a group',
    vetWhat:
      'One group vetted several candidates of a street: members, days and report are entered once, talks and conclusion for each. If one breaks a rule, nothing is recorded.',
    from: 'Vetted from',
    until: 'Vetted until',
  },
})
