import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

/** What can be wrong with a row beyond its cells. `{cell}` is the place. */
export const ENROLMENT_PROBLEMS = {
  'login-taken': {
    zh: '{cell} 登录名“{value}”已被使用。请换一个；要改动已有账号，请在账号页面办理。',
    en: '{cell} The sign-in name “{value}” is taken. Choose another; an account that exists is changed on the accounts page.',
  },
  'organisation-missing': { zh: '{cell} 此身份须填写单位。', en: '{cell} This role needs an organisation.' },
  'organisation-unknown': {
    zh: '{cell} 机构名单中没有“{value}”。请按“区划与组织”中的名称填写。',
    en: '{cell} There is no organisation “{value}”. Write it as it stands under divisions and organisations.',
  },
  'place-missing': {
    zh: '{cell} 此身份须填写街道或社区（名称或代码）。',
    en: '{cell} This role needs a street or community (its name or code).',
  },
  'street-unknown': {
    zh: '{cell} 本区没有街道“{value}”。可填名称或 9 位代码。',
    en: '{cell} The district has no street “{value}”. Its name or its code of 9 digits will do.',
  },
  'community-unknown': {
    zh: '{cell} 本区没有社区“{value}”。可填简称、全称或 12 位代码。',
    en: '{cell} The district has no community “{value}”. Its short or full name or its code of 12 digits will do.',
  },
  'community-ambiguous': {
    zh: '{cell} 有几个社区叫“{value}”，请填 12 位代码。',
    en: '{cell} Several communities are called “{value}”. Enter the code of 12 digits.',
  },
  'upper-code': {
    zh: '{cell} 上级查看须填管辖本区（{district}）的区划代码：省 2 位或市 4 位。',
    en: '{cell} The level above needs a division code that this district ({district}) lies in: 2 digits or 4.',
  },
  'id-wrong': {
    zh: '{cell} 身份证号不是有效的 18 位号码，请核对证件。',
    en: '{cell} The ID number is not a valid one of 18 characters. Compare the document.',
  },
  'id-unknown': {
    zh: '{cell} 花名册中没有这个身份证号。请先登记人员，或者把这一格留空。',
    en: '{cell} The register has nobody with this ID number. Register the person first, or leave the cell empty.',
  },
  'too-many': {
    zh: '一次最多建立 {limit} 个账号，本表有 {count} 行。请分几次上传。',
    en: 'At most {limit} accounts are created at once; there are {count} rows. Upload them in parts.',
  },
} as const satisfies Readonly<Record<string, Text>>
export type EnrolmentProblemCode = keyof typeof ENROLMENT_PROBLEMS

export const refuse = refusals({
  'accounts.enrolment-in-use': {
    status: 409,
    zh: '这批账号中已有 {count} 个登录过（如“{login}”），不能整批撤销。请在账号页面逐个停用。',
    en: '{count} of these accounts have been signed in with (such as “{login}”), so the import cannot be undone. Disable them one by one on the accounts page.',
  },
  'accounts.slips-unknown': {
    status: 404,
    zh: '这次导入没有首次登录凭条。',
    en: 'This import has no first-login slips.',
  },
  'accounts.slips-not-yours': {
    status: 403,
    zh: '首次登录凭条只能由上传名单的管理员下载。',
    en: 'First-login slips can be downloaded only by the administrator who uploaded the list.',
  },
  'accounts.slips-gone': {
    status: 410,
    zh: '首次登录凭条已下载过或已过一小时，其中的密码已销毁。请重置密码，或撤销这次导入后重新上传。',
    en: 'These first-login slips were downloaded already, or an hour has passed, and their passwords are destroyed. Reset the passwords, or undo the import and upload it again.',
  },
})
