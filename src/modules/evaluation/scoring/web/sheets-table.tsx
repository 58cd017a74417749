import { Link } from '@tanstack/react-router'
import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { Status, type Tone } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { useSession } from '#web/session.tsx'
import type { Cycle } from '../../cycle/contract.ts'
import { getOverview, returnSheet, type Sheet } from '../contract.ts'
import './scoring.css'

const TEXTS = texts({
  zh: {
    label: '各部门赋分进度',
    department: '部门',
    dimension: '重点任务',
    points: '满分',
    state: '状态',
    progress: '已确认',
    deductions: '扣分项',
    submitted: '提交',
    draft: '填写中',
    empty: '未开始',
    returned: '已退回',
    done: '已提交',
    missed: '未提交',
    view: '查看',
    sendBack: '退回',
    consequence: '退回后该部门可以修改并重新签名提交，原提交版本留存。',
    reason: '退回原因（部门可见）',
    document: '依据文号有误',
    missing: '扣分依据不充分',
    none: '本期没有赋分部门',
    count: '{submitted}/{all} 个部门已提交',
    version: '第 {version} 版',
  },
  en: {
    label: 'Progress of the departments',
    department: 'Department',
    dimension: 'Key task',
    points: 'Points',
    state: 'State',
    progress: 'Confirmed',
    deductions: 'Deductions',
    submitted: 'Submitted',
    draft: 'Being filled in',
    empty: 'Not begun',
    returned: 'Sent back',
    done: 'Submitted',
    missed: 'Not submitted',
    view: 'View',
    sendBack: 'Send back',
    consequence: 'The department may then change and sign its sheet again; the submitted version stays on record.',
    reason: 'Why it is sent back (the department reads it)',
    document: 'The document number is wrong',
    missing: 'A deduction is not sufficiently founded',
    none: 'No department scores in this period',
    count: '{submitted} of {all} departments have submitted',
    version: 'version {version}',
  },
})

/** Who has submitted, who is still at it. */
export function SheetsTable({ cycle }: { readonly cycle: Cycle }) {
  const t = useText(TEXTS)
  const { data, error, refetch, isFetching } = useRead(getOverview, { period: cycle.period }, { every: 20 })
  const { active } = useSession()
  const mayReturn = cycle.state === 'open' && ['organization-head', 'organization-officer'].includes(active.role)
  const columns = useColumns()
  return (
    <RecordTable
      id="evaluation.sheets"
      label={t('label')}
      columns={columns}
      rowKey={({ department }) => department}
      rows={data?.sheets}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      toolbar={data && <span className="yz-help">{t('count', countsOf(data.sheets))}</span>}
      actions={(sheet) => <Acts sheet={sheet} period={cycle.period} mayReturn={mayReturn} />}
      empty={{ title: t('none') }}
    />
  )
}

function countsOf(sheets: readonly Sheet[]) {
  return { all: sheets.length, submitted: sheets.filter(({ state }) => state === 'submitted').length }
}

function useColumns(): readonly Column<Sheet>[] {
  const t = useText(TEXTS)
  const say = useSay()
  return [
    {
      key: 'name',
      title: t('department'),
      width: 230,
      cell: ({ department, name }) => <Name code={department} name={say(name)} />,
    },
    { key: 'dimension', title: t('dimension'), width: 110, cell: ({ dimension }) => say(dimension) },
    { key: 'points', title: t('points'), align: 'end', width: 80, cell: ({ points }) => points },
    { key: 'state', title: t('state'), width: 130, cell: (sheet) => <State sheet={sheet} /> },
    {
      key: 'progress',
      title: t('progress'),
      align: 'end',
      width: 120,
      cell: ({ filled, cells }) => `${filled}/${cells}`,
    },
    { key: 'deductions', title: t('deductions'), align: 'end', width: 90, cell: ({ deductions }) => deductions },
    {
      key: 'submitted',
      title: t('submitted'),
      width: 200,
      cell: ({ submittedBy, submittedOn, version }) =>
        submittedOn ? `${submittedOn} ${submittedBy} · ${t('version', { version })}` : '—',
    },
  ]
}

function Name({ code, name }: { readonly code: string; readonly name: string }) {
  return (
    <span className="yz-department">
      <small>{code}</small> {name}
    </span>
  )
}

const TONES = {
  done: 'good',
  returned: 'warn',
  missed: 'warn',
  draft: 'info',
  empty: 'idle',
} as const satisfies Readonly<Record<string, Tone>>

function wordOf({ state, missed, filled }: Sheet): keyof typeof TONES {
  if (state === 'submitted') return 'done'
  if (state === 'returned') return 'returned'
  if (missed) return 'missed'
  return filled > 0 ? 'draft' : 'empty'
}

/** The state of a sheet, in a word and a tone. */
export function State({ sheet }: { readonly sheet: Sheet }) {
  const t = useText(TEXTS)
  const word = wordOf(sheet)
  return <Status tone={TONES[word]}>{t(word)}</Status>
}

type ActsProps = { readonly sheet: Sheet; readonly period: string; readonly mayReturn: boolean }

function Acts({ sheet, period, mayReturn }: ActsProps) {
  const t = useText(TEXTS)
  const say = useSay()
  const sendBack = useWrite(returnSheet)
  const { department, name, state } = sheet
  return (
    <span className="yz-row-acts">
      <Link to={`/star/sheets/${department}`} search={{ period }}>
        {t('view')}
      </Link>
      {mayReturn && state === 'submitted' && (
        <ConfirmButton
          label={t('sendBack')}
          title={`${t('sendBack')}：${say(name)}`}
          confirm={t('sendBack')}
          consequence={t('consequence')}
          reason={{ label: t('reason'), required: true, phrases: [t('document'), t('missing')] }}
          onConfirm={(reason) => sendBack.mutateAsync({ period, department, reason })}
        />
      )}
    </span>
  )
}
