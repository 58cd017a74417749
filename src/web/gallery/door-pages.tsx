import { SetUpForm } from '../pages/set-up.tsx'
import { SignInForm } from '../pages/sign-in.tsx'
import type { Installation } from '#accounts/web'

const DEMO: Installation = {
  needsSetup: false,
  mode: 'demo',
  districtName: '福山区',
  today: '2026-07-06',
  demo: {
    password: 'yanzhen-demo',
    accounts: [
      { login: 'zuzhibu', name: '张敏', zh: '区委组织部经办', en: 'Officer, organization department' },
      { login: 'zuzhibu.head', name: '刘建国', zh: '区委组织部负责人', en: 'Head, organization department' },
      { login: 'minzheng', name: '陈静', zh: '区民政局赋分', en: 'Rater, civil affairs bureau' },
      { login: 'jiwei', name: '赵文', zh: '纪检监督', en: 'Discipline supervision' },
      { login: 'qingyang', name: '王芳', zh: '清洋街道经办', en: 'Officer, Qingyang street' },
      { login: 'audit', name: '孙丽', zh: '审计管理员', en: 'Audit administrator' },
    ],
  },
}

const ignore = () => undefined

export function DoorPage() {
  return <SignInForm installation={DEMO} problem={null} isRunning={false} onSubmit={ignore} />
}

export function FirstDayPage() {
  return <SetUpForm problem={null} isRunning={false} onSubmit={ignore} />
}
