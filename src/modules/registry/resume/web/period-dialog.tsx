import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { say } from '#kernel/language.ts'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useLanguage, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { dotted, readDate } from '../../people/web/person-values.ts'
import { addPeriod, changePeriod, type Period, PERIOD_KINDS, type PeriodFields } from '../contract.ts'
import { PERIOD_RULES } from '../refusals.ts'
import { periodProblem } from '../rules.ts'
import { RESUME_TEXTS } from './resume-texts.ts'

type DialogProps = {
  readonly person: string
  readonly birth: string | null
  /** Undefined: a new one. */
  readonly period: Period | undefined
  readonly onClose: () => void
}

type Entries = Readonly<Record<keyof PeriodFields, string>>
const ORDER = ['from', 'until', 'organisation', 'post', 'kind', 'note'] as const
const NO_HELP = { organisation: undefined, post: undefined, kind: undefined }

function entriesOf(period: Period | undefined): Entries {
  if (!period) return { from: '', until: '', kind: 'work', organisation: '', post: '', note: '' }
  const { from, until, kind, organisation, post, note } = period
  return { from: dotted(from), until: dotted(until ?? ''), kind, organisation, post, note: note ?? '' }
}

function useReading(birth: string | null) {
  const t = useText(RESUME_TEXTS)
  const { language } = useLanguage()
  const { today } = useSession()
  return (entries: Entries): { fields: PeriodFields; problems: FieldProblem[] } => {
    const problems: FieldProblem[] = []
    const wrong = (field: keyof Entries, sentence: string) => problems.push({ field: `period-${field}`, sentence })
    const [from, until] = [readDate(entries.from, false), entries.until && readDate(entries.until, false)]
    if (from === undefined) wrong('from', t('unreadable'))
    if (until === undefined) wrong('until', t('unreadable'))
    for (const field of ['organisation', 'post'] as const) {
      if (entries[field].trim() === '') wrong(field, t('missing', { field: t(field) }))
    }
    const span = { from: from ?? '', until: until || null }
    const problem = from && until !== undefined ? periodProblem(span, birth, today.slice(0, 7)) : undefined
    if (problem) wrong(problem === 'resume.before-birth' ? 'from' : 'until', say(PERIOD_RULES[problem], language))
    const { organisation, post, note, kind } = entries
    const fields = { organisation: organisation.trim(), post: post.trim(), note: note.trim() || null }
    return { fields: { ...span, ...fields, kind: kind as PeriodFields['kind'] }, problems }
  }
}

function useSaving({ person, birth, period, onClose }: DialogProps) {
  const [entries, setEntries] = useState(() => entriesOf(period))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const read = useReading(birth)
  const touches = { touches: ['resume.getResume', 'people.getPerson'] }
  const [add, change] = [useWrite(addPeriod, touches), useWrite(changePeriod, touches)]
  const submit = () => {
    const { fields, problems: found } = read(entries)
    setProblems(found)
    if (found.length > 0) return
    if (period) change.mutate({ ...fields, id: period.id, version: period.version }, { onSuccess: onClose })
    else add.mutate({ ...fields, person }, { onSuccess: onClose })
  }
  const type = (some: Partial<Entries>) => setEntries((before) => ({ ...before, ...some }))
  return { entries, type, problems, submit, write: period ? change : add }
}

/** One period: added or changed. */
export function PeriodDialog(props: DialogProps) {
  const t = useText(RESUME_TEXTS)
  const { entries, type, problems, submit, write } = useSaving(props)
  const help = { ...NO_HELP, from: t('fromHelp'), until: t('untilHelp'), note: t('noteHelp') }
  return (
    <Modal
      open
      title={t(props.period ? 'change' : 'add')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: write.isPending }}
      onOk={submit}
      onCancel={props.onClose}
      width={560}
    >
      {write.error && <Failed problem={write.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <div className="yz-resume-form">
        {ORDER.map((key) => (
          <Field
            key={key}
            id={`period-${key}`}
            label={t(key)}
            required={key !== 'until' && key !== 'note'}
            help={help[key]}
            error={problems.find(({ field }) => field === `period-${key}`)?.sentence}
          >
            {(aria) => (
              <PeriodInput aria={aria} field={key} value={entries[key]} onChange={(value) => type({ [key]: value })} />
            )}
          </Field>
        ))}
      </div>
    </Modal>
  )
}

type InputProps = {
  readonly aria: FieldAria
  readonly field: keyof Entries
  readonly value: string
  readonly onChange: (value: string) => void
}

function PeriodInput({ aria, field, value, onChange }: InputProps) {
  const t = useText(RESUME_TEXTS)
  if (field !== 'kind') {
    return <Input {...aria} autoComplete="off" value={value} onChange={({ target }) => onChange(target.value)} />
  }
  const options = PERIOD_KINDS.map((kind) => ({ value: kind, label: t(kind) }))
  return <Select {...aria} className="yz-fill" value={value} onChange={onChange} options={options} />
}
