import { refusals, type RefusalTable } from '#kernel/refusal.ts'

/** What a record must be in itself; a list of many says it per row. */
export const RECORD_RULES = {
  'people.id-number': {
    status: 422,
    zh: '身份证号不正确：{zhProblem}。请对照证件核对后重新填写。',
    en: 'The ID number is not right: {enProblem}. Check it against the document and enter it again.',
  },
  'people.phone': {
    status: 422,
    zh: '联系电话不正确：应为 11 位手机号，或带区号的固定电话。',
    en: 'The telephone number is not right: 11 digits of a mobile number, or a fixed number with its area code.',
  },
  'people.id-contradicts': {
    status: 422,
    zh: '{zhField}与身份证号不一致：证件上是 {value}。请核对。',
    en: '{enField} contradicts the ID number, which says {value}. Compare them.',
  },
  'people.date-order': {
    status: 422,
    zh: '{zhLater}早于{zhEarlier}，请核对。',
    en: '{enLater} is before {enEarlier}. Compare them.',
  },
  'people.future': {
    status: 422,
    zh: '{zhField}在今天之后，请核对。',
    en: '{enField} lies in the future. Check it.',
  },
} as const satisfies RefusalTable

export const refuse = refusals({
  ...RECORD_RULES,
  'people.unknown': { status: 404, zh: '没有找到这个人。', en: 'This person was not found.' },
  'people.changed': {
    status: 409,
    zh: '这条人员信息刚被别人修改过，请刷新后再改。',
    en: 'Somebody else has just changed this record. Reload and try again.',
  },
  'people.merged': {
    status: 409,
    zh: '这条登记已并入另一条登记，不能单独办理。请在合并后的人员名下办理；如系误并，请先撤销合并。',
    en: 'This record was merged into another and no longer stands alone. Act on that one; if the merging was wrong, undo it first.',
  },
  'people.stands-for-others': {
    status: 409,
    zh: '有其他登记已并入这个人，不能撤销登记。请先撤销合并。',
    en: 'Other records were merged into this person, so the record cannot be withdrawn. Undo the merging first.',
  },
  'people.id-taken': {
    status: 409,
    zh: '这个身份证号已登记在“{name}”名下，一人一档，不能重复登记。请打开该人员核对。',
    en: 'This ID number is registered for {name} already: one person, one record. Open that record and compare.',
  },
  'people.id-taken-elsewhere': {
    status: 409,
    zh: '这个身份证号已在本区其他街道登记，请联系区委组织部调档。',
    en: 'This ID number is registered in another street of the district. Ask the organization department to move the record.',
  },
  'people.same-name': {
    status: 409,
    zh: '已有同名同出生年月的“{name}”。请确认不是同一个人后再登记，或补充身份证号。',
    en: 'A {name} born in the same month is registered already. Confirm that this is another person, or give the ID number.',
  },
  'people.unknown-community': {
    status: 422,
    zh: '所选社区不存在、已撤销，或不在您的管辖范围内。',
    en: 'The community does not exist, has ended, or is outside your area.',
  },
  'people.nothing-to-show': { status: 404, zh: '这一项没有登记。', en: 'Nothing is registered there.' },
  'people.same-as-before': {
    status: 422,
    zh: '新姓名与现姓名相同。',
    en: 'The new name is the same as the present one.',
  },
  'people.in-use': {
    status: 409,
    zh: '这个人已有任职记录，不能撤销登记；如系重复登记，请合并。',
    en: 'This person holds or held a post, so the record cannot be withdrawn. If it is a duplicate, merge it.',
  },
})

/** What is wrong with an ID number, in words. */
export const ID_PROBLEMS = {
  'id-fifteen': { zh: '是 15 位旧号码，需要 18 位', en: 'it is an old one of 15 digits; 18 are needed' },
  'id-form': { zh: '应为 17 位数字加一位数字或 X', en: 'it has to be 17 digits and a digit or X' },
  'id-exponent': {
    zh: '表格把它变成了科学计数，末几位已经丢失',
    en: 'the spreadsheet turned it into an exponent, and its last digits are lost',
  },
  'id-birth': { zh: '其中的出生日期不存在', en: 'the date of birth in it does not exist' },
  'id-checksum': { zh: '校验码不符，有一位或几位写错', en: 'its check digit does not fit, a digit is wrong' },
} as const
