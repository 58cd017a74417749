import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'review.unknown': {
    status: 404,
    zh: '没有找到这次联审，或它不在您的范围内。',
    en: 'This review was not found, or it lies outside your range.',
  },
  'review.not-in-review': {
    status: 409,
    zh: '{name}的备案不在资格审查，没有发起联审。',
    en: 'The case of {name} is not at the review; the departments were not asked.',
  },
  'review.asked-already': {
    status: 409,
    zh: '{name}的联审正在进行，没有重复发起。',
    en: 'The departments were asked about {name} already.',
  },
  'review.no-holder': {
    status: 409,
    zh: '还没有单位承担 {codes}，不能发起联审。请先在“部门职责”中确定承担单位。',
    en: 'No organisation holds {codes}, so the departments cannot be asked. Assign these duties first.',
  },
  'review.no-id-number': {
    status: 422,
    zh: '{name}没有登记身份证号，不能联审。请先补齐。',
    en: '{name} has no ID number on record and cannot be reviewed. Add it first.',
  },
  'review.not-asked': {
    status: 404,
    zh: '名单中没有这一项，或它已超过可见期。请刷新。',
    en: 'This is not on your list, or it is no longer shown. Reload.',
  },
  'review.replied': {
    status: 409,
    zh: '关于{name}的答复已经提交，没有再次保存。',
    en: 'The reply about {name} was given already; nothing was saved.',
  },
  'review.replied-one': {
    status: 409,
    zh: '{department} 对名单中的人已有答复，没有再次保存。请刷新后再看。',
    en: '{department} has replied about somebody on this list already; nothing was saved. Reload and look again.',
  },
  'review.unknown-item': {
    status: 422,
    zh: '{department} 不答复 {item}，没有保存。',
    en: '{department} is not asked about {item}; nothing was saved.',
  },
  'review.answer-not-allowed': {
    status: 422,
    zh: '{item} 不能答复“{answer}”，没有保存。',
    en: '{item} cannot be answered “{answer}”; nothing was saved.',
  },
  'review.basis-needed': {
    status: 422,
    zh: '{item} 答复“发现”须写明依据文号，没有保存。只写文号，不写案情。',
    en: '{item}: “found” needs the number of the document it rests on; nothing was saved. The number only, no details of the case.',
  },
  'review.too-few-checked': {
    status: 422,
    zh: '核查 {checked} 人，少于答复的 {replied} 人，没有保存。“未发现”须以核查为据。',
    en: '{checked} people were looked up, fewer than the {replied} replied about; nothing was saved. “Nothing found” rests on looking.',
  },
  'review.checked-later': {
    status: 422,
    zh: '核查日期 {date} 晚于今天，没有保存。',
    en: 'The day of looking, {date}, has not come yet; nothing was saved.',
  },
  'review.not-sensitive': {
    status: 422,
    zh: '{department} 的答复不适用密存，没有保存。',
    en: '{department} cannot seal a reply; nothing was saved.',
  },
  'review.no-readers': {
    status: 409,
    zh: '还没有指定密件专人，密存的答复没有保存。请联系区委组织部负责人。',
    en: 'Nobody has been named to read sealed replies, so this one was not saved. Ask the head of the organization department.',
  },
  'review.same-reader': {
    status: 422,
    zh: '密件专人须是两个人，没有保存。',
    en: 'The two readers have to be two persons; nothing was saved.',
  },
  'review.unknown-reader': {
    status: 422,
    zh: '密件专人须是组织部或纪检的在用账号，没有保存。',
    en: 'A reader has to have an account of the organization department or of discipline in use; nothing was saved.',
  },
  'review.not-reader': {
    status: 403,
    zh: '没有由您掌握的密存答复。',
    en: 'There is no sealed reply in your care.',
  },
  'review.released': {
    status: 409,
    zh: '这份答复已经解除密存。',
    en: 'This reply has been released already.',
  },
  'review.no-finding': {
    status: 404,
    zh: '没有需要作出结论的“发现”或“建议暂缓”。',
    en: 'There is no finding or deferral here to decide on.',
  },
  'review.resolved': {
    status: 409,
    zh: '这一项已经作出结论。',
    en: 'This has been decided already.',
  },
  'review.heard-date': {
    status: 422,
    zh: '听取说明的日期 {date} 应在答复之后、今天以前，没有保存。',
    en: 'The hearing, {date}, has to lie between the reply and today; nothing was saved.',
  },
  'review.not-all-replied': {
    status: 409,
    zh: '还有部门没有答复，不能通过。没有答复不等于没有意见。',
    en: 'Not all departments have replied, so the review cannot be concluded. Silence is not consent.',
  },
  'review.unresolved': {
    status: 409,
    zh: '还有 {count} 项“发现”或“建议暂缓”没有排除，不能通过。',
    en: '{count} findings or deferrals have not been cleared, so the review cannot be concluded.',
  },
})
