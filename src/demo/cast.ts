import type { Role } from '#kernel/access.ts'

// The invented people of the demo. Names, reasons and document numbers are made up; communities and streets are real.

export const DISTRICT = 370611
export const DISTRICT_NAME = '福山区'

export type CastMember = {
  readonly login: string
  readonly name: string
  readonly grants: readonly {
    readonly role: Role
    readonly orgZh: string
    readonly orgEn: string
    /** Code of the policy pack whose holder the role belongs to. */
    readonly duty?: string
    readonly division?: number
  }[]
}

const ORGANIZATION = { orgZh: '区委组织部', orgEn: 'District Organization Department' }

export const ADMINISTRATORS: readonly CastMember[] = [
  {
    login: 'security',
    name: '安全管理员',
    grants: [{ role: 'security-admin', orgZh: '区大数据中心', orgEn: 'District Data Centre' }],
  },
  {
    login: 'system',
    name: '系统管理员',
    grants: [{ role: 'system-admin', orgZh: '区大数据中心', orgEn: 'District Data Centre' }],
  },
  {
    login: 'audit',
    name: '审计管理员',
    grants: [{ role: 'audit-admin', orgZh: '区纪委监委', orgEn: 'District Commission for Discipline Inspection' }],
  },
]

export const STAFF: readonly CastMember[] = [
  { login: 'head', name: '陈明远', grants: [{ role: 'organization-head', ...ORGANIZATION }] },
  {
    login: 'officer',
    name: '王海宁',
    grants: [
      { role: 'organization-officer', ...ORGANIZATION },
      { role: 'street-officer', orgZh: '福新街道', orgEn: 'Fuxin Subdistrict', division: 370611002 },
    ],
  },
  {
    login: 'discipline',
    name: '李清',
    grants: [
      { role: 'discipline-officer', orgZh: '区纪委监委', orgEn: 'District Commission for Discipline Inspection' },
    ],
  },
  {
    login: 'commission',
    name: '周启航',
    grants: [{ role: 'district-commission', orgZh: '区委', orgEn: 'District Party Committee' }],
  },
  {
    login: 'qingyang',
    name: '赵文静',
    grants: [{ role: 'street-officer', orgZh: '清洋街道', orgEn: 'Qingyang Subdistrict', division: 370611001 }],
  },
  {
    login: 'nanguan',
    name: '孙立平',
    grants: [{ role: 'secretary', orgZh: '南关社区', orgEn: 'Nanguan Community', division: 370611001001 }],
  },
  {
    login: 'yantai',
    name: '市级查看',
    grants: [
      { role: 'upper-viewer', orgZh: '烟台市委组织部', orgEn: 'Yantai City Organization Department', division: 3706 },
    ],
  },
]

/** The account name of a department (SR-01, JR-01) in the cast. */
export const departmentLogin = (department: string): string => department.toLowerCase().replace('-', '')

const RATERS = [
  '周晓岚',
  '吴建国',
  '郑雅文',
  '冯志强',
  '褚佳宁',
  '卫国梁',
  '蒋思远',
  '沈若冰',
  '韩东升',
  '杨柳青',
  '朱启明',
]

const REVIEWERS = [
  '何立新',
  '吕晓明',
  '施建华',
  '张海涛',
  '孔令伟',
  '曹文斌',
  '严春梅',
  '华志刚',
  '金玉兰',
  '魏国庆',
  '陶永强',
  '姜雪梅',
  '戚长河',
  '谢丰收',
  '邹静怡',
  '喻卫东',
  '柏建军',
  '宋明辉',
]

/** One reviewer for each of the eighteen departments of the joint review. */
export function reviewersOf(
  departments: readonly { readonly code: string; readonly zh: string; readonly en: string }[],
): CastMember[] {
  return departments.map(({ code, zh, en }, index) => ({
    login: departmentLogin(code),
    name: REVIEWERS[index] ?? zh,
    grants: [{ role: 'department-reviewer', orgZh: zh, orgEn: en, duty: code }],
  }))
}

/** One rater for each of the eleven scoring departments. */
export function ratersOf(
  departments: readonly { readonly code: string; readonly zh: string; readonly en: string }[],
): CastMember[] {
  return departments.map(({ code, zh, en }, index) => ({
    login: departmentLogin(code),
    name: RATERS[index] ?? zh,
    grants: [{ role: 'department-rater', orgZh: zh, orgEn: en, duty: code }],
  }))
}
