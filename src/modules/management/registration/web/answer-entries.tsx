import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { Field } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { DispatchInFull } from '../../dispatch/contract.ts'
import { ANSWER_WORDS } from '../../review/web/answer-words.ts'
import type { GivenAnswer } from '../contract.ts'
import { REGISTRATION_TEXTS } from './registration-texts.ts'

/** As it is being entered. */
export type Entry = { readonly key: number } & { readonly [K in keyof GivenAnswer]?: GivenAnswer[K] }

/** What was entered, when nothing is left out; else the lines that are not complete, from 1. */
export function entered(entries: readonly Entry[]): { readonly answers: GivenAnswer[]; readonly unfinished: number[] } {
  const answers: GivenAnswer[] = []
  const unfinished: number[] = []
  for (const [index, { request, item, answer, basis }] of entries.entries()) {
    const document = basis?.trim() || null
    if (request && item && answer && (answer !== 'found' || document))
      answers.push({ request, item, answer, basis: document })
    else unfinished.push(index + 1)
  }
  return { answers, unfinished }
}

type Props = {
  readonly letter: DispatchInFull
  readonly entries: readonly Entry[]
  readonly onChange: (entries: readonly Entry[]) => void
}

/** Only what is not “nothing found” is entered, however many people the letter is about. */
export function AnswerEntries({ letter, entries, onChange }: Props) {
  const t = useText(REGISTRATION_TEXTS)
  const add = () => {
    const open = letter.questions.filter(({ replied }) => !replied)
    const [only] = open
    const request = open.length === 1 && only ? { request: only.request } : {}
    onChange([...entries, { key: Math.max(0, ...entries.map(({ key }) => key)) + 1, ...request }])
  }
  return (
    <fieldset className="yz-letter-entries">
      <legend>{t('deviations')}</legend>
      {entries.length === 0 && <p className="yz-help">{t('noDeviations')}</p>}
      {entries.map((entry, index) => (
        <EntryLine
          key={entry.key}
          row={index + 1}
          letter={letter}
          entry={entry}
          onChange={(changed) => onChange(entries.map((one) => (one.key === changed.key ? changed : one)))}
          onRemove={() => onChange(entries.filter((one) => one.key !== entry.key))}
        />
      ))}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('add')}
      </Button>
    </fieldset>
  )
}

type LineProps = {
  readonly row: number
  readonly letter: DispatchInFull
  readonly entry: Entry
  readonly onChange: (entry: Entry) => void
  readonly onRemove: () => void
}

function EntryLine({ row, letter, entry, onChange, onRemove }: LineProps) {
  const t = useText(REGISTRATION_TEXTS)
  const say = useSay()
  const question = letter.questions.find(({ request }) => request === entry.request)
  const item = letter.items.find(({ code }) => code === entry.item)
  const people = letter.questions
    .filter(({ replied }) => !replied)
    .map(({ request, personName, idNumber }) => ({ value: request, label: `${personName} ${idNumber.slice(-4)}` }))
  const items = letter.items
    .filter(({ code }) => question?.items.includes(code))
    .map(({ code, ...name }) => ({ value: code, label: `${code} ${say(name)}` }))
  const answers = (item?.answers ?? [])
    .filter((answer) => answer !== 'none-found')
    .map((answer) => ({ value: answer, label: say(ANSWER_WORDS[answer]) }))
  const set = (change: Partial<Entry>) => onChange({ ...entry, ...change })
  return (
    <div className="yz-letter-entry">
      <Choice
        label={t('person')}
        value={entry.request}
        options={people}
        onChange={(request) => onChange({ key: entry.key, request })}
      />
      <Choice
        label={t('item')}
        value={entry.item}
        options={items}
        onChange={(code) => onChange({ ...without(entry), item: code })}
      />
      <Choice label={t('answer')} value={entry.answer} options={answers} onChange={(answer) => set({ answer })} />
      <Field label={t('basis')}>
        {(aria) => (
          <Input
            {...aria}
            maxLength={160}
            value={entry.basis ?? ''}
            onChange={({ target }) => set({ basis: target.value })}
          />
        )}
      </Field>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('remove', { row })} onClick={onRemove} />
    </div>
  )
}

type ChoiceProps<V extends string> = {
  readonly label: string
  readonly value: V | undefined
  readonly options: { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
}

function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <Field label={label}>
      {(aria) => (
        <Select
          {...aria}
          className="yz-fill"
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          value={value ?? null}
          options={options}
          onChange={(chosen: V | null) => chosen && onChange(chosen)}
        />
      )}
    </Field>
  )
}

/** Another item takes other answers. */
function without({ answer: _answer, ...entry }: Entry): Entry {
  return entry
}
