import { Button, Input } from 'antd'
import { useState } from 'react'
import { Confirm } from '../kit/confirm.tsx'
import { ErrorSummary, Field } from '../kit/form.tsx'
import { type DryRun, Import } from '../kit/import.tsx'
import { ImportProblems } from '../kit/import-problems.tsx'
import { ProcedureBar, Timeline } from '../kit/procedure-bar.tsx'
import { Failed, Loading, Status } from '../kit/states.tsx'
import { NotFound } from '../pages/not-found.tsx'
import { Page } from '../shell/page.tsx'
import { ENDED_STEPS, ENTRIES, FAILURES, LATE_STEPS, PROBLEMS, STEPS } from './more-samples.ts'

const RUN: DryRun = { rows: 76, good: 68, unchanged: 4, refused: 4, problems: PROBLEMS }

export function PartsPage() {
  return (
    <Page title="部件" primary={<Asking />}>
      <ProcedureBar steps={STEPS} />
      <ProcedureBar steps={LATE_STEPS} />
      <ProcedureBar steps={ENDED_STEPS} />
      <section className="yz-card yz-card-body" style={{ marginBottom: 16 }}>
        <Timeline entries={ENTRIES} />
      </section>
      <section className="yz-card yz-card-body" style={{ marginBottom: 16 }}>
        <FormSample />
      </section>
      <section style={{ marginBottom: 16 }}>
        <Import
          wanted="本部门赋分表"
          accept=".xlsx,.csv"
          maxBytes={52_428_800}
          onTemplate={() => undefined}
          onDryRun={async () => RUN}
          onMarked={() => undefined}
          onAccept={async () => undefined}
          onUndo={async () => undefined}
        />
      </section>
      <ImportProblems problems={PROBLEMS} />
      <p className="yz-buttons" style={{ gap: 16 }}>
        <Status tone="good">齐全</Status>
        <Status tone="warn">缺依据</Status>
        <Status tone="bad">超期</Status>
        <Status tone="idle">未开始</Status>
        <Status tone="info">已折算</Status>
      </p>
      <Failed problem={FAILURES.server()} onRetry={() => undefined} />
      <Failed problem={FAILURES.offline()} onRetry={() => undefined} />
      <NotFound />
      <Loading />
    </Page>
  )
}

function FormSample() {
  return (
    <>
      <ErrorSummary problems={[{ field: 'sample-date', sentence: '部门赋分截止日期不能早于今天' }]} />
      <Field label="周期名称" required help="显示在各部门的待办中">
        {(aria) => <Input {...aria} defaultValue="2026年上半年" />}
      </Field>
      <Field
        id="sample-date"
        label="部门赋分截止"
        required
        error="截止日期不能早于今天（2026-07-06）。请改为一个以后的工作日。"
      >
        {(aria) => <Input {...aria} defaultValue="2026-07-01" />}
      </Field>
      <Field label="说明" required={false}>
        {(aria) => <Input.TextArea {...aria} rows={2} />}
      </Field>
    </>
  )
}

function Asking() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        退回补正
      </Button>
      <Confirm
        open={isOpen}
        title="退回区信访局的赋分表"
        consequence="退回后该部门可以重新修改，本期汇总须等其再次提交。"
        confirm="退回补正"
        reason={{ required: true, phrases: ['依据文号有误', '扣分原因过于笼统，请写明事实'] }}
        onConfirm={() => Promise.reject(FAILURES.server())}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
