import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'policy.pack-invalid': {
    status: 422,
    zh: '政策包有 {count} 处不符合要求，没有收录。',
    en: 'The policy pack breaks rules (places: {count}) and was not taken in.',
  },
  'policy.examples-fail': {
    status: 422,
    zh: '规则与包内算例不一致，共 {count} 处，没有收录。请核对规则；确需改变的，同时修改算例。',
    en: 'The rules disagree with the examples of the pack (places: {count}); it was not taken in. Check the rules; where the change is meant, change the example too.',
  },
  'policy.pack-foreign': {
    status: 422,
    zh: '政策包属于区划 {packDistrict}，不是本区 {district}。',
    en: 'The policy pack belongs to district {packDistrict}, not to {district}.',
  },
  'policy.version-taken': {
    status: 409,
    zh: '版本 {version} 已经存在且内容不同。版本一经收录不能更改，请换一个版本号。',
    en: 'Version {version} exists with other contents. A version never changes once taken in; give this one another number.',
  },
  'policy.unknown-version': {
    status: 404,
    zh: '没有找到这个政策包版本。',
    en: 'This version of the policy pack was not found.',
  },
  'policy.outdated': {
    status: 409,
    zh: '政策包版本 {version} 有 {count} 处不符合现在的要求，只能用于已有的半年期。请先收录修改后的新版本。',
    en: 'Version {version} breaks rules of today (places: {count}) and holds for half-years that have it already. Take in a corrected version first.',
  },
  'policy.unreadable': {
    status: 409,
    zh: '本系统已不能读取政策包版本 {version}，没有据它计算。请用能读取它的版本核对，所缺见下。',
    en: 'This house can no longer read version {version}, and computed nothing by it. Check with a release that can; what is missing stands below.',
  },
  'policy.file-missing': { status: 422, zh: '请选择政策包文件（YAML）。', en: 'Choose the policy pack file (YAML).' },
})
