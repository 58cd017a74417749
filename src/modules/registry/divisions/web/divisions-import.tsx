import { Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useUpload, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Field } from '#web/kit/form.tsx'
import { Import } from '#web/kit/import.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import type { Decision } from '../../successions/rules.ts'
import { importDivisions, type ImportReport, importShippedDivisions } from '../contract.ts'
import { Decisions, type DecisionsProps } from './decisions.tsx'
import { DivisionChanges } from './division-changes.tsx'
import { DIVISION_TEXTS } from './division-texts.ts'
import { dryRunOf, suggestedFor } from './import-rows.ts'

const MOST_BYTES = 2_000_000

/** The page's button for a newer year: a file, what it would do, and then it is done. */
export function ImportDivisions({ isPrimary }: { readonly isPrimary: boolean }) {
  const t = useText(DIVISION_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('import')}
      </Button>
      {isOpen && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function useImporting() {
  const { today } = useSession()
  const [ask, setAsk] = useState({ validFrom: today, endAbsent: false })
  const [report, setReport] = useState<ImportReport | undefined>(undefined)
  const [decisions, setDecisions] = useState<readonly Decision[]>([])
  const [isConfirmed, setConfirmed] = useState(false)
  const check = useUpload(importDivisions, { touches: [] })
  const write = useUpload(importDivisions)
  const settle = (next?: ImportReport) => {
    setReport(next)
    setDecisions(next ? suggestedFor(next) : [])
    setConfirmed(false)
  }
  const dryRun = async (file: File) => {
    const found = await check.mutateAsync({ input: { ...ask, apply: false }, file })
    settle(found)
    return dryRunOf(found)
  }
  const accept = (file: File) => {
    const decided = decisions.map(({ from, to }) => ({ from, to: [...to] }))
    return write.mutateAsync({ input: { ...ask, apply: true, decisions: decided }, file })
  }
  const change = (some: Partial<typeof ask>) => {
    setAsk({ ...ask, ...some })
    settle()
  }
  // What was confirmed is what stood there: another choice is looked at again.
  const decide = (one: Decision) => {
    setDecisions(decisions.map((known) => (known.from === one.from ? one : known)))
    setConfirmed(false)
  }
  const review = { decisions, onDecide: decide, isConfirmed, onConfirm: setConfirmed }
  return { ask, change, report, review, isConfirmed, dryRun, accept, today }
}

function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(DIVISION_TEXTS)
  const { ask, change, report, review, isConfirmed, dryRun, accept, today } = useImporting()
  return (
    <Modal
      open
      title={t('import')}
      onCancel={onClose}
      width={820}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="yz-divisions-columns yz-help">{t('columns')}</p>
      <Field label={t('validFrom')} help={t('validFromHelp')} required>
        {(aria) => (
          <Input
            {...aria}
            type="date"
            className="yz-divisions-date"
            value={ask.validFrom}
            onChange={({ target }) => change({ validFrom: target.value || today })}
          />
        )}
      </Field>
      <div className="yz-divisions-end">
        <Checkbox checked={ask.endAbsent} onChange={({ target }) => change({ endAbsent: target.checked })}>
          {t('endAbsent')}
        </Checkbox>
        <div className="yz-help">{t('endAbsentHelp')}</div>
      </div>
      {/* A file is checked for one day and one way: another one starts anew. */}
      <Import
        key={`${ask.validFrom} ${ask.endAbsent}`}
        wanted={t('wanted')}
        accept=".csv"
        maxBytes={MOST_BYTES}
        onDryRun={dryRun}
        onAccept={accept}
        isOpen={report !== undefined && report.undecided.length > 0 && !isConfirmed}
        review={report && <Review report={report} {...review} />}
        next={t('importNext')}
      />
    </Modal>
  )
}

function Review(props: DecisionsProps) {
  return (
    <>
      <DivisionChanges report={props.report} decisions={props.decisions} />
      {props.report.undecided.length > 0 && <Decisions {...props} />}
    </>
  )
}

/** Where nothing is there yet: the data that come along. */
export function ImportShipped() {
  const t = useText(DIVISION_TEXTS)
  const say = useSay()
  const { district } = useSession()
  const write = useWrite(importShippedDivisions)
  return (
    <ConfirmButton
      isPrimary
      label={t('shipped', { district: say(district) })}
      title={t('shippedTitle')}
      consequence={t('shippedWhat')}
      confirm={t('shippedDo')}
      onConfirm={() => write.mutateAsync({ apply: true })}
    />
  )
}
