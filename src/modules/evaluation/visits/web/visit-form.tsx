import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { Field, type FieldProblem } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { type CommunityVisits, USES } from '../contract.ts'
import { lastDay } from '../rules.ts'
import { Choices, RequiredMark } from './choices.tsx'
import {
  askedTasks,
  type Entries,
  type EntryField,
  isUse,
  toggled,
  type Visitor,
  withFinding,
} from './visit-entries.ts'
import { FORM_TEXTS, VISIT_TEXTS } from './visit-texts.ts'

type FormProps = {
  readonly period: string
  readonly data: CommunityVisits
  readonly entries: Entries
  readonly problems: readonly FieldProblem[]
  readonly onType: (some: Partial<Entries>) => void
}

/** The fields of a visit in the order of the A4 sheet, in one column. */
export function VisitForm(props: FormProps) {
  const { period, data, entries, problems, onType } = props
  const t = useText(FORM_TEXTS)
  const word = useText(VISIT_TEXTS)
  const say = useSay()
  const { today } = useSession()
  const last = lastDay(period)
  const errorAt = (field: EntryField) => problems.find((one) => one.field === field)?.sentence
  return (
    <>
      <Field id="visit-date" label={word('date')} required help={t('dateHelp')} error={errorAt('visit-date')}>
        {(aria) => (
          <Input
            {...aria}
            size="large"
            type="date"
            max={today < last ? today : last}
            value={entries.date}
            onChange={({ target }) => onType({ date: target.value })}
          />
        )}
      </Field>
      <Choices
        id="visit-uses"
        kind="checkbox"
        required
        legend={word('uses')}
        help={t('usesHelp')}
        error={errorAt('visit-uses')}
        options={USES.map((value) => ({ value, label: word(value) }))}
        chosen={entries.uses}
        onChoose={(value) => isUse(value) && onType({ uses: toggled(entries.uses, value) })}
      />
      <Visitors entries={entries} error={errorAt('visit-visitors')} onType={onType} />
      <Choices
        id="visit-ways"
        kind="checkbox"
        required
        legend={word('ways')}
        error={errorAt('visit-ways')}
        options={data.ways.map((way) => ({ value: way.code, label: say(way) }))}
        chosen={entries.ways}
        onChoose={(value) => onType({ ways: toggled(entries.ways, value) })}
      />
      <Findings {...props} />
      <Words entries={entries} onType={onType} />
    </>
  )
}

function Findings({ data, entries, onType }: FormProps) {
  const t = useText(FORM_TEXTS)
  const word = useText(VISIT_TEXTS)
  const say = useSay()
  const tasks = askedTasks(data, entries)
  const options = [
    { value: '', label: word('unchecked') },
    ...data.findings.map((finding) => ({ value: finding.code, label: say(finding) })),
  ]
  return (
    <section className="yz-visit-findings">
      <h2>{word('findings')}</h2>
      <p className="yz-help">{tasks.length === 0 ? t('noTasks') : t('findingsHelp')}</p>
      {tasks.map((task, place) => (
        <Choices
          key={task.code}
          id={place === 0 ? 'visit-findings' : `visit-findings-${task.code}`}
          kind="radio"
          legend={
            <>
              <small>{task.code}</small> {say(task)}
            </>
          }
          options={options}
          chosen={[entries.findings[task.code] ?? '']}
          onChoose={(finding) => onType({ findings: withFinding(entries.findings, task.code, finding) })}
        />
      ))}
    </section>
  )
}

type PartProps = Pick<FormProps, 'entries' | 'onType'>

function Words({ entries, onType }: PartProps) {
  const t = useText(FORM_TEXTS)
  const word = useText(VISIT_TEXTS)
  const fields = [
    ['seen', 4, t('seenHelp'), 2000],
    ['promised', 2, t('promisedHelp'), 2000],
    ['evidence', 2, t('evidenceHelp'), 1600],
  ] as const
  return fields.map(([key, rows, help, most]) => (
    <Field key={key} label={word(key)} required={false} help={help}>
      {(aria) => (
        <Input.TextArea
          {...aria}
          size="large"
          autoSize={{ minRows: rows }}
          maxLength={most}
          value={entries[key]}
          onChange={({ target }) => onType({ [key]: target.value })}
        />
      )}
    </Field>
  ))
}

const MOST_VISITORS = 12

function Visitors({ entries: { visitors }, error, onType }: PartProps & { readonly error: string | undefined }) {
  const t = useText(FORM_TEXTS)
  const word = useText(VISIT_TEXTS)
  const change = (key: number, some: Partial<Visitor>) =>
    onType({ visitors: visitors.map((one) => (one.key === key ? { ...one, ...some } : one)) })
  const next = Math.max(...visitors.map(({ key }) => key)) + 1
  return (
    <fieldset className="yz-visitors">
      <legend>
        {word('visitors')}
        <RequiredMark />
      </legend>
      {visitors.map((visitor, index) => (
        <VisitorRow
          key={visitor.key}
          visitor={visitor}
          place={index + 1}
          isOnly={visitors.length === 1}
          onType={(some) => change(visitor.key, some)}
          onRemove={() => onType({ visitors: visitors.filter(({ key }) => key !== visitor.key) })}
        />
      ))}
      {visitors.length < MOST_VISITORS && (
        <Button
          size="large"
          icon={<PlusOutlined />}
          onClick={() => onType({ visitors: [...visitors, { key: next, name: '', post: '' }] })}
        >
          {t('add')}
        </Button>
      )}
      {error && <div className="yz-error">{error}</div>}
    </fieldset>
  )
}

type VisitorProps = {
  readonly visitor: Visitor
  readonly place: number
  readonly isOnly: boolean
  readonly onType: (some: Partial<Visitor>) => void
  readonly onRemove: () => void
}

function VisitorRow({ visitor: { name, post }, place, isOnly, onType, onRemove }: VisitorProps) {
  const t = useText(FORM_TEXTS)
  return (
    <div className="yz-visitor">
      <Input
        {...(place === 1 ? { id: 'visit-visitors' } : {})}
        size="large"
        aria-label={t('visitorName', { place })}
        placeholder={t('name')}
        autoComplete="off"
        maxLength={40}
        value={name}
        onChange={({ target }) => onType({ name: target.value })}
      />
      <Input
        size="large"
        aria-label={t('visitorPost', { place })}
        placeholder={t('post')}
        autoComplete="off"
        maxLength={60}
        value={post}
        onChange={({ target }) => onType({ post: target.value })}
      />
      {!isOnly && (
        <Button
          size="large"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('remove', { place })}
          onClick={onRemove}
        />
      )}
    </div>
  )
}
