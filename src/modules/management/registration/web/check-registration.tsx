import { App, Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useDownload, useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { DispatchInFull } from '../../dispatch/contract.ts'
import { ANSWER_WORDS } from '../../review/web/answer-words.ts'
import {
  confirmRegistration,
  downloadScan,
  getRegistration,
  type GivenAnswer,
  type Registration,
  rejectRegistration,
} from '../contract.ts'
import { AnswerEntries, entered, type Entry } from './answer-entries.tsx'
import { REGISTRATION_TEXTS } from './registration-texts.ts'

type Props = { readonly registration: string; readonly letter: DispatchInFull; readonly onClose: () => void }

/** The second person: looks at what came back, and enters it again or compares it one by one. */
export function CheckRegistration({ registration, letter, onClose }: Props) {
  const t = useText(REGISTRATION_TEXTS)
  const { data, error } = useRead(getRegistration, { registration })
  if (data?.id === registration) return <Checking row={data} letter={letter} onClose={onClose} />
  return (
    <Modal open title={t('check')} footer={null} onCancel={onClose}>
      {error ? <Failed problem={error} /> : <Loading />}
    </Modal>
  )
}

type CheckingProps = { readonly row: Registration; readonly letter: DispatchInFull; readonly onClose: () => void }

function Checking({ row, letter, onClose }: CheckingProps) {
  const t = useText(REGISTRATION_TEXTS)
  const { form, set, problems, submit, confirm } = useCheck({ row, letter, onClose })
  const reject = useWrite(rejectRegistration)
  const { by, on, answers } = row
  return (
    <Modal
      open
      title={`${t('check')} · ${letter.number}`}
      onCancel={onClose}
      width={840}
      footer={
        <>
          <ConfirmButton
            label={t('reject')}
            title={t('reject')}
            confirm={t('reject')}
            consequence={t('rejectWhat')}
            isDestructive
            reason={{ required: true }}
            onConfirm={async (reason) => {
              await reject.mutateAsync({ registration: row.id, reason })
              onClose()
            }}
          />
          <Button type="primary" loading={confirm.isPending} onClick={() => void submit()}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <p className="yz-help">{t(answers ? 'checkWorkbookWhat' : 'checkWhat', { by, on })}</p>
      {confirm.error && <Failed problem={confirm.error} title={t('notConfirmed')} />}
      <ErrorSummary problems={[...problems, ...(confirm.error?.problems ?? [])]} />
      <Scan row={row} number={letter.number} />
      <Looked people={form.people} on={form.on} onChange={set} />
      {answers ? (
        <Ticks answers={answers} letter={letter} ticked={form.ticked} onChange={(ticked) => set({ ticked })} />
      ) : (
        <AnswerEntries letter={letter} entries={form.entries} onChange={(entries) => set({ entries })} />
      )}
    </Modal>
  )
}

/** A picture is shown; a PDF or a workbook opens in its own program. */
function Scan({
  row: { id: registration, mediaType, answers },
  number,
}: {
  readonly row: Registration
  readonly number: string
}) {
  const t = useText(REGISTRATION_TEXTS)
  const download = useDownload(downloadScan)
  const address = `/api/${downloadScan.id}?input=${encodeURIComponent(JSON.stringify({ registration }))}`
  return (
    <>
      {download.error && <Failed problem={download.error} />}
      {mediaType.startsWith('image/') && <img className="yz-letter-scan" src={address} alt={t('scanOf', { number })} />}
      <p>
        <Button loading={download.isPending} onClick={() => download.mutate({ input: { registration } })}>
          {t(answers ? 'openWorkbook' : 'openScan')}
        </Button>
      </p>
    </>
  )
}

type LookedProps = {
  readonly people: string
  readonly on: string
  readonly onChange: (change: { readonly people?: string; readonly on?: string }) => void
}
const ids = { people: 'second-people', on: 'second-on' } as const

function Looked({ people, on, onChange }: LookedProps) {
  const t = useText(REGISTRATION_TEXTS)
  return (
    <div className="yz-letter-looked">
      <Field id={ids.people} label={t('people')} required>
        {(aria) => (
          <Input
            {...aria}
            inputMode="numeric"
            maxLength={5}
            value={people}
            onChange={({ target }) => onChange({ people: target.value })}
          />
        )}
      </Field>
      <Field id={ids.on} label={t('on')} required>
        {(aria) => <Input {...aria} type="date" value={on} onChange={({ target }) => onChange({ on: target.value })} />}
      </Field>
    </div>
  )
}

type TicksProps = {
  readonly answers: readonly GivenAnswer[]
  readonly letter: DispatchInFull
  readonly ticked: ReadonlySet<string>
  readonly onChange: (ticked: ReadonlySet<string>) => void
}
const keyOf = ({ request, item }: GivenAnswer): string => `${request}/${item}`

function Ticks({ answers, letter, ticked, onChange }: TicksProps) {
  const t = useText(REGISTRATION_TEXTS)
  const say = useSay()
  const names = new Map(letter.questions.map(({ request, personName }) => [request, personName]))
  if (answers.length === 0) return <p>{t('allNone')}</p>
  const toggle = (key: string) => {
    const next = new Set(ticked)
    if (!next.delete(key)) next.add(key)
    onChange(next)
  }
  return (
    <fieldset className="yz-letter-entries">
      <legend>{t('ticked')}</legend>
      <ul className="yz-letter-ticks">
        {answers.map((one) => (
          <li key={keyOf(one)}>
            <Checkbox checked={ticked.has(keyOf(one))} onChange={() => toggle(keyOf(one))}>
              {names.get(one.request)} {one.item} {say(ANSWER_WORDS[one.answer])} {one.basis}
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

const EMPTY = { people: '', on: '', entries: [] as readonly Entry[], ticked: new Set() as ReadonlySet<string> }

function useCheck({ row, onClose }: CheckingProps) {
  const t = useText(REGISTRATION_TEXTS)
  const { message } = App.useApp()
  const [form, setForm] = useState(EMPTY)
  const [isTried, setTried] = useState(false)
  const confirm = useWrite(confirmRegistration)
  const set = (change: Partial<typeof EMPTY>) => setForm((before) => ({ ...before, ...change }))
  const typed = entered(form.entries)
  const untouched = (row.answers ?? []).filter((one) => !form.ticked.has(keyOf(one))).length
  const missing = (['people', 'on'] as const).filter(
    (key) => !form[key].trim() || (key === 'people' && !(Number(form.people) > 0)),
  )
  const problems: readonly FieldProblem[] = [
    ...missing.map((key) => ({ field: ids[key], sentence: t('missing', { field: t(key) }) })),
    ...typed.unfinished.map((line) => ({ sentence: t('unfinished', { row: line }) })),
    ...(untouched > 0 ? [{ sentence: t('untouched', { count: untouched }) }] : []),
  ]
  const submit = async () => {
    setTried(true)
    if (problems.length > 0) return
    const answers = row.answers ?? typed.answers
    const input = { registration: row.id, checkedPeople: Number(form.people), checkedOn: form.on, answers }
    try {
      // What it refreshes takes this dialog away before a callback of its own would be heard.
      const { replied } = await confirm.mutateAsync(input)
      void message.success(t('confirmed', { count: replied }))
      onClose()
    } catch {
      // Shown as `confirm.error`.
    }
  }
  return { form, set, submit, confirm, problems: isTried ? problems : [] }
}
