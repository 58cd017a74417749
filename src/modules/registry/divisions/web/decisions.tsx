import { Checkbox, Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useText } from '#web/language/language.tsx'
import type { Decision } from '../../successions/rules.ts'
import type { ImportReport } from '../contract.ts'
import { DIVISION_TEXTS } from './division-texts.ts'

export type DecisionsProps = {
  readonly report: ImportReport
  readonly decisions: readonly Decision[]
  readonly onDecide: (decision: Decision) => void
  readonly isConfirmed: boolean
  readonly onConfirm: (isConfirmed: boolean) => void
}

type Row = ImportReport['undecided'][number]

/** What became of each street and community that ends: preset by the names, confirmed by a person. */
export function Decisions(props: DecisionsProps) {
  const t = useText(DIVISION_TEXTS)
  const { undecided, successors } = props.report
  const names = new Map(successors.map(({ code, name }) => [code, name]))
  const isSame = ({ name, suggested }: Row) => suggested.length === 1 && names.get(suggested[0] ?? 0) === name
  const [same, open] = [undecided.filter(isSame), undecided.filter((row) => !isSame(row))]
  return (
    <section className="yz-decisions" aria-label={t('decisions')}>
      <h3>{t('decisions')}</h3>
      <p className="yz-help">{t('decisionsLead')}</p>
      {open.length > 0 && <Table {...props} rows={open} />}
      {same.length > 0 && (
        <Folded summary={t('sameNames', { count: same.length })}>
          <Table {...props} rows={same} />
        </Folded>
      )}
      <Checkbox checked={props.isConfirmed} onChange={({ target }) => props.onConfirm(target.checked)}>
        {t('confirmed', { count: undecided.length })}
      </Checkbox>
    </section>
  )
}

/** Drawn only when it is opened: five hundred lists to choose from take a while. */
function Folded({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children}
    </details>
  )
}

function Table({ rows, report, decisions, onDecide }: DecisionsProps & { readonly rows: readonly Row[] }) {
  const t = useText(DIVISION_TEXTS)
  const chosen = new Map(decisions.map(({ from, to }) => [from, to]))
  const options = useOptions(report)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('ends')}</th>
          <th scope="col">{t('became')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, name, level }) => (
          <tr key={code}>
            <th scope="row">
              {name} <code>{code}</code>
            </th>
            <td>
              <Select
                mode="multiple"
                aria-label={t('becameOf', { name })}
                placeholder={t('gone')}
                optionFilterProp="label"
                value={[...(chosen.get(code) ?? [])]}
                options={level === 'street' ? options.street : options.community}
                onChange={(to: number[]) => onDecide({ from: code, to })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useOptions({ successors, added }: ImportReport) {
  const t = useText(DIVISION_TEXTS)
  return useMemo(() => {
    const begun = new Set(added.map(({ code }) => code))
    const of = (level: string) =>
      successors
        .filter((one) => one.level === level)
        .map(({ code, name }) => ({
          value: code,
          label: `${name} ${code}${begun.has(code) ? ` ${t('begins')}` : ''}`,
        }))
    return { street: of('street'), community: of('community') }
  }, [successors, added, t])
}
