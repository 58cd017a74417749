import { Button, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary } from '#web/kit/form.tsx'
import { Failed, Status, type Tone } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { assignDuties } from '../contract.ts'
import { changesOf, type DutyRow, type Fate, fateOf, type Organisation, rowsOf, wrongRows } from './duty-rows.ts'
import { ORGANISATION_TEXTS } from './organisation-texts.ts'
import type { PackDuties } from './pack.ts'

type AssignProps = { readonly pack: PackDuties; readonly organisations: readonly Organisation[] }

/** The page's primary button: every duty of the pack in one dialog. */
export function AssignDuties(props: AssignProps) {
  const t = useText(ORGANISATION_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('assign')}
      </Button>
      {isOpen && <AssignDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

type Typed = { readonly zh?: string; readonly en?: string }

function useAssigning({ pack, organisations, onClose }: AssignProps & { readonly onClose: () => void }) {
  const t = useText(ORGANISATION_TEXTS)
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({})
  const [isTried, setTried] = useState(false)
  const proposed = useMemo(() => rowsOf(pack.duties, organisations), [pack, organisations])
  const rows = proposed.map((row) => {
    const { zh = row.zh, en = row.en } = typed[row.duty.code] ?? {}
    // An organisation that is there has its English name already.
    const known = organisations.find((one) => one.zh === zh.trim())
    return { ...row, zh, en: known?.en ?? en, isKnown: known !== undefined }
  })
  const wrong = isTried ? wrongRows(rows) : []
  const assign = useWrite(assignDuties, { touches: ['organisation.listOrganisations'] })
  const duties = changesOf(rows)
  const submit = () => {
    setTried(true)
    if (wrongRows(rows).length === 0) assign.mutate({ duties: [...duties] }, { onSuccess: onClose })
  }
  const type = (code: string, some: Typed) => setTyped({ ...typed, [code]: { ...typed[code], ...some } })
  const problems = wrong.map(({ duty: { code } }) => ({ field: `duty-${code}`, sentence: t('wrong', { code }) }))
  return { rows, problems, assign, count: duties.length, submit, type }
}

function AssignDialog(props: AssignProps & { readonly onClose: () => void }) {
  const t = useText(ORGANISATION_TEXTS)
  const { rows, problems, assign, count, submit, type } = useAssigning(props)
  return (
    <Modal
      open
      title={t('assignTitle', { version: props.pack.version })}
      okText={count === 0 ? t('nothingToDo') : t('submit', { count })}
      cancelText={t('cancel')}
      okButtonProps={{ loading: assign.isPending, disabled: count === 0 }}
      onOk={submit}
      onCancel={props.onClose}
      width={1040}
    >
      <p className="yz-help">{t('assignLead')}</p>
      {assign.error && <Failed problem={assign.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <div className="yz-duties" tabIndex={0} role="region" aria-label={t('assign')}>
        <table>
          <thead>
            <tr>
              {(['code', 'named', 'local', 'localEn', 'fate'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DutyLine
                key={row.duty.code}
                row={row}
                isWrong={problems.some(({ field }) => field === `duty-${row.duty.code}`)}
                onType={(some) => type(row.duty.code, some)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}

const TONES: Readonly<Record<Fate, Tone>> = { kept: 'idle', moved: 'warn', given: 'good', left: 'idle' }

type DutyLineProps = {
  readonly row: DutyRow & { readonly isKnown: boolean }
  readonly isWrong: boolean
  readonly onType: (some: Typed) => void
}

function DutyLine({ row, isWrong, onType }: DutyLineProps) {
  const t = useText(ORGANISATION_TEXTS)
  const say = useSay()
  const { duty, holder, zh, en, isKnown } = row
  const fate = fateOf(row)
  const status = isWrong ? 'error' : ''
  return (
    <tr>
      <th scope="row">
        <code>{duty.code}</code>
      </th>
      <td>{say(duty)}</td>
      <td>
        <Input
          id={`duty-${duty.code}`}
          aria-label={`${duty.code} ${t('local')}`}
          status={status}
          value={zh}
          onChange={({ target }) => onType({ zh: target.value })}
        />
      </td>
      <td>
        {isKnown || fate === 'left' ? (
          <span className="yz-help">{fate === 'left' ? '' : en}</span>
        ) : (
          <Input
            aria-label={`${duty.code} ${t('localEn')}`}
            status={status}
            value={en}
            onChange={({ target }) => onType({ en: target.value })}
          />
        )}
      </td>
      <td>
        <Status tone={TONES[fate]}>{t(fate, { holder: holder ? say(holder) : '' })}</Status>
      </td>
    </tr>
  )
}
