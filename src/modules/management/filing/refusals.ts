import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'filing.not-held': {
    status: 422,
    zh: '要免去的职务，此人今天并不担任，请核对社区和职务。',
    en: 'The person does not hold the post that is to be left today. Check community and post.',
  },
  'filing.acting-leaves': {
    status: 422,
    zh: '代理或主持工作不同时免去其他职务；转任时另报任职。',
    en: 'Acting leaves no other post; an appointment is filed for itself.',
  },
  'filing.unknown': {
    status: 404,
    zh: '没有找到这件备案，或它不在您的范围内。',
    en: 'This case was not found, or it lies outside your range.',
  },
  'filing.changed': {
    status: 409,
    zh: '这件备案刚有新的进展，没有保存。请刷新后再办。',
    en: 'This case has just moved on; nothing was saved. Reload and try again.',
  },
  'filing.wrong-step': {
    status: 409,
    zh: '这件备案现在处于“{state}”，不能办理“{event}”。',
    en: 'The case is at “{state}”; “{event}” is not possible now.',
  },
  'filing.stopped': {
    status: 409,
    zh: '这件备案已被纪检叫停，解除或到期后再办；可以退回、不予通过或撤回。',
    en: 'Discipline has stopped this case; it goes on when the stop is lifted or has lapsed. It can be sent back or ended.',
  },
  'filing.unknown-code': {
    status: 422,
    zh: '现行政策中没有“{code}”，没有保存。请刷新后重选。',
    en: 'The policy in force has no “{code}”; nothing was saved. Reload and choose again.',
  },
  'filing.no-policy': {
    status: 409,
    zh: '本区还没有政策版本，不能提出动议。请先导入政策包。',
    en: 'The district has no policy version yet, so no motion can be made. Import a policy pack first.',
  },
  'filing.unknown-community': {
    status: 422,
    zh: '没有找到这个社区，或它不在您的街道。',
    en: 'This community was not found, or it lies outside your street.',
  },
  'filing.unknown-person': {
    status: 422,
    zh: '没有找到这名人选，或不在您的范围内。请先在人员库登记。',
    en: 'This person was not found within your range. Register the person first.',
  },
  'filing.twice': {
    status: 409,
    zh: '{name}在{community}的这一职务已有在办的备案，没有重复提出。',
    en: 'A case about {name} and this post of {community} is open already; no second one was opened.',
  },
  'filing.planned-too-far': {
    status: 422,
    zh: '拟任免日期 {date} 太远，最晚填 {furthest}，请核对年份。',
    en: 'The planned day {date} is too far ahead; {furthest} is the latest. Check the year.',
  },
  'filing.planned-in-past': {
    status: 422,
    zh: '拟任免日期 {date} 早于今天，没有保存。备案在前，任免在后。',
    en: 'The planned day {date} has passed; nothing was saved. Filing comes before the act.',
  },
  'filing.reason-needed': {
    status: 422,
    zh: '不同意动议须写明理由，没有保存。',
    en: 'Declining a motion needs a reason; nothing was saved.',
  },
  'filing.few-vetters': {
    status: 422,
    zh: '考察组 {found} 人，少于政策规定的 {least} 人，没有保存。',
    en: 'The vetting group has {found} members, fewer than the {least} that the policy asks for; nothing was saved.',
  },
  'filing.unknown-member': {
    status: 422,
    zh: '所选人员不在人员库，或不在您的范围内，没有保存。请重新选择，或填写姓名。',
    en: 'Somebody chosen was not found within your range; nothing was saved. Choose again, or type the name.',
  },
  'filing.kin-vets': {
    status: 422,
    zh: '考察组成员{names}须回避（RX-1 任职回避），没有保存。请更换考察组成员。',
    en: '{names} may not vet in this case (RX-1, recusal); nothing was saved. Let others vet.',
  },
  'filing.kin-votes': {
    status: 422,
    zh: '到会人员{names}须回避（RX-1 任职回避），没有保存。请列入回避人员，并核对实到和赞成人数。',
    en: '{names} may not vote in this case (RX-1, recusal); nothing was saved. Enter them as recused, and check the counts.',
  },
  'filing.namesake': {
    status: 422,
    zh: '{names}与须回避的人员同名（RX-1 任职回避），没有保存。请从人员库选出本人；确系另一人的，请勾选“同名的是另一人”。',
    en: '{names} bears the name of somebody to be recused (RX-1); nothing was saved. Choose the person from the register, or confirm that it is another one.',
  },
  'filing.few-talks': {
    status: 422,
    zh: '谈话 {found} 人，少于政策规定的 {least} 人，没有保存。',
    en: '{found} people were talked to, fewer than the {least} that the policy asks for; nothing was saved.',
  },
  'filing.no-residents': {
    status: 422,
    zh: '谈话对象中没有居民，或居民人数多于谈话人数，没有保存。谈话对象须含居民。',
    en: 'No resident is among those talked to, or more residents than people; nothing was saved. Residents have to be among them.',
  },
  'filing.vote-numbers': {
    status: 422,
    zh: '应到 {members} 人、实到 {present} 人、赞成 {favour} 人、回避 {recused} 人不合，没有保存。请核对会议记录。',
    en: 'Members {members}, present {present}, in favour {favour}, recused {recused} do not fit together; nothing was saved. Check the minutes.',
  },
  'filing.no-quorum': {
    status: 422,
    zh: '应到 {members} 人，实到 {present} 人，不足 {share}，表决无效，没有保存。',
    en: '{present} of {members} members were present, less than {share}: the vote does not count and was not saved.',
  },
  'filing.no-majority': {
    status: 422,
    zh: '应到 {members} 人，赞成 {favour} 人，没有超过 {share}，未获通过，没有保存。需要终结的请办理“不予通过”或“撤回”。',
    en: '{favour} of {members} members were in favour, not more than {share}: not carried and not saved. To end the case, reject or withdraw it.',
  },
  'filing.objection-date': {
    status: 422,
    zh: '收到日期 {date} 不在公示期 {from} 至今天之内，没有保存。',
    en: 'The day of receipt {date} lies outside the notice, {from} until today; nothing was saved.',
  },
  'filing.not-on-notice': {
    status: 409,
    zh: '这件备案不在公示期，不能登记异议。',
    en: 'This case is not on public notice; no objection can be entered.',
  },
  'filing.objection-answered': {
    status: 409,
    zh: '这件异议已经办结。',
    en: 'This objection has been answered already.',
  },
  'filing.notice-paused': {
    status: 409,
    zh: '还有 {count} 件异议未办结，公示期暂停计算，不能结束公示。',
    en: '{count} objections are open and the days of the notice stand still; it cannot end yet.',
  },
  'filing.notice-running': {
    status: 409,
    zh: '公示期至 {until}，期满次日才能结束公示。',
    en: 'The notice runs until {until}; it can be ended from the next day on.',
  },
  'filing.upheld': {
    status: 409,
    zh: '有异议经查属实，不能继续。请退回前面的步骤或办理“不予通过”。',
    en: 'An objection was upheld, so the case cannot go on. Send it back or do not pass it.',
  },
  'filing.review-expired': {
    status: 409,
    zh: '联审结果有效期至 {until}，已过期。请退回资格审查，重新联审。',
    en: 'The joint review was valid until {until} and has expired. Send the case back and review it again.',
  },
  'filing.acting-too-long': {
    status: 422,
    zh: '主持工作须写明结束日期，且不超过 {limit}，没有备案。',
    en: 'Acting needs an end, not after {limit}; nothing was filed.',
  },
  'filing.not-back': {
    status: 409,
    zh: '处于“{state}”的备案不能退回“{to}”。',
    en: 'A case at “{state}” cannot be sent back to “{to}”.',
  },
})
