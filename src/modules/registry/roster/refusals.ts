import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

/** What can be wrong with a row of the roster beyond its cells. `{cell}` is the place. */
export const ROSTER_PROBLEMS = {
  'community-unknown': {
    zh: '{cell} 找不到社区“{value}”（只能填本人管辖范围内的社区，可填简称、全称或 12 位代码）。',
    en: '{cell} There is no community “{value}” (only of your own area; its short or full name or its code of 12 digits).',
  },
  'community-ambiguous': {
    zh: '{cell} 有几个社区叫“{value}”，请在“街道”列填写街道。',
    en: '{cell} Several communities are called “{value}”. Fill in the column “Street”.',
  },
  'since-missing': {
    zh: '{cell} 填了职务就要填任职时间，填了任职时间就要填职务。',
    en: '{cell} A post needs the month since when, and a month needs its post.',
  },
  'identity-missing': {
    zh: '{cell} 既没有身份证号也没有出生年月，无法认定是谁。请至少填一项。',
    en: '{cell} There is neither an ID number nor a month of birth, so it is unclear who this is. Fill in one of them.',
  },
  'identity-unclear': {
    zh: '{cell} 本表或系统中有几个同名同出生年月的“{value}”，无法判断是哪一个。请补充身份证号。',
    en: '{cell} Several people called “{value}” were born in that month, here or in the register. Add the ID number.',
  },
  'two-people-one-id': {
    zh: '{cell} 与第 {other} 行的身份证号相同，姓名却不同：同一个号码只能是一个人。请核对两行。',
    en: '{cell} Row {other} has the same ID number and another name: one number is one person. Compare both rows.',
  },
  'rows-contradict': {
    zh: '{cell} 与第 {other} 行是同一个人，“{zhField}”却不同。请改成一致。',
    en: '{cell} Row {other} is the same person with another “{enField}”. Make them the same.',
  },
  'id-of-another': {
    zh: '{cell} 这个身份证号登记在“{value}”名下，与本行姓名不同。更名请在人员页面办理。',
    en: '{cell} This ID number is registered for “{value}”, which is not the name here. A change of name is made on the person’s page.',
  },
  'id-differs': {
    zh: '{cell} 与系统中登记的身份证号不同。请核对证件；确需更正的，在人员页面修改。',
    en: '{cell} differs from the ID number on record. Compare the document; to correct it, use the person’s page.',
  },
  'record-unknown': {
    zh: '{cell} 没有这个系统编号。新增人员请把这一格留空。',
    en: '{cell} There is no such record. Leave the cell empty for new people.',
  },
  'record-name': {
    zh: '{cell} 系统编号对应“{value}”，与本行姓名不同。更名请在人员页面办理，或清空编号作为新人员。',
    en: '{cell} The record belongs to “{value}”, which is not the name here. Change a name on the person’s page, or clear the record for a new person.',
  },
  'outside-area': {
    zh: '{cell} 这个人登记在管辖范围之外，请联系区委组织部调档。',
    en: '{cell} This person is registered outside your area. Ask the organization department to move the record.',
  },
  'field-rule': { zh: '{cell} {zhRule}', en: '{cell} {enRule}' },
  'needs-filing': {
    zh: '{cell} 本区已上线，任职变动须经备案（凡动必备），花名册只能更新个人信息。',
    en: '{cell} The district is live: acts on posts need a filing, a roster only updates personal data.',
  },
  'since-differs': {
    zh: '{cell} 登记的任职起始日是 {value}，与本表不同。请核对；确需更正的，撤销原批次后重新导入。',
    en: '{cell} The post is on record since {value}, not as here. Compare them; to correct it, undo the import it came with.',
  },
  'seat-rule': { zh: '{cell} {zhRule}', en: '{cell} {enRule}' },
  'other-row': {
    zh: '{cell} 同一人的第 {other} 行有问题，本行一并没有导入。',
    en: '{cell} Row {other} about the same person has a problem, so this row is left out with it.',
  },
  'director-alone': {
    zh: '{cell} 只有党组织书记（或主持工作的）才能填一肩挑。',
    en: '{cell} Only a secretary, or who acts as one, can also be director.',
  },
} as const satisfies Readonly<Record<string, Text>>
export type RosterProblemCode = keyof typeof ROSTER_PROBLEMS

export const refuse = refusals({
  'roster.changed-since': {
    status: 409,
    zh: '这一批中有 {count} 人的信息在导入后又被修改过（如 {name}），不能整批撤销。请逐人更正。',
    en: '{count} people of this import have been changed since (such as {name}), so it cannot be undone as a whole. Correct them one by one.',
  },
})
