import { useWrite } from '#web/api.ts'
import type { Failure } from '#web/failure.ts'
import { useText } from '#web/language/language.tsx'
import type { Filing } from '../../filing/contract.ts'
import { ActDialog, type ActField, type ActValues, typed } from '../../filing/web/act-dialog.tsx'
import { ACT_TEXTS } from '../../filing/web/act-texts.ts'
import { FILINGS_TOUCHED } from '../../filing/web/filings-touched.ts'
import { MembersInput, membersIn } from '../../filing/web/people-input.tsx'
import { recordVettings, recordVotes } from '../contract.ts'
import { ELECTION_TEXTS } from './election-texts.ts'

// One form for many candidates: what they have in common on top, what is each one's own under its name.

type FormProps = { readonly cases: readonly Filing[]; readonly onClose: () => void; readonly onDone: () => void }

const WIDTH = 960
const NUMBER = /^\d{1,5}$/
const text = (values: ActValues, name: string): string => typed(values, name) ?? ''
const count = (values: ActValues, name: string): number => Number(values[name])
/** Which case, as it was read, and whether a name of its kin was said to be another person's. */
const known = (values: ActValues, { id, version }: Filing) => ({
  filing: id,
  version,
  namesakes: values[`namesakes/${id}`] === 'yes',
})
const MEMBERS = { kind: 'search', input: MembersInput, isOptional: true } as const

/** Whether a candidate was refused for a name that a relative bears too; then the form asks about it. */
const asksNamesake = (failure: Failure | null, values: ActValues, { id }: Filing, at: number): boolean =>
  values[`namesakes/${id}`] === 'yes' ||
  (failure?.problems.some(({ code, row }) => code === 'filing.namesake' && row === at + 1) ?? false)

/** The fields of each candidate, under its name. */
function eachOf(
  cases: readonly Filing[],
  words: ReturnType<typeof useWords>,
  fieldsOf: (one: Filing, at: number) => readonly ActField[],
): readonly ActField[] {
  return cases.flatMap((one, at) => {
    const group = { key: one.id, name: words.t('who', { name: one.personName, community: one.communityName }) }
    return fieldsOf(one, at).map((field) => ({ ...field, group, name: `${field.name}/${one.id}` }))
  })
}

function useWords() {
  return { t: useText(ELECTION_TEXTS), act: useText(ACT_TEXTS) }
}

function namesakeField({ act }: ReturnType<typeof useWords>): ActField {
  return { name: 'namesakes', label: act('namesakes'), kind: 'check', isOptional: true }
}

/** How many came and how many of them were for it, less who is recused: true where all voted alike. */
function votesOf(values: ActValues, { id }: Filing): { readonly present: string; readonly favour: string } {
  const came = text(values, 'came')
  if (!NUMBER.test(came)) return { present: '', favour: '' }
  const votes = String(Math.max(0, Number(came) - membersIn(typed(values, `recused/${id}`)).length))
  return { present: votes, favour: typed(values, `present/${id}`) ?? votes }
}

type DialogProps = {
  readonly act: 'vote' | 'vet'
  readonly count: number
  readonly fields: (values: ActValues) => readonly ActField[]
  readonly record: { readonly error: Failure | null; readonly isPending: boolean }
  readonly onClose: () => void
  readonly onSend: (values: ActValues) => void
}

function ManyDialog({ act, count: cases, fields, record, onClose, onSend }: DialogProps) {
  const t = useText(ELECTION_TEXTS)
  return (
    <ActDialog
      title={t('title', { act: t(act), count: cases })}
      lead={t(`${act}What`)}
      confirm={t(act)}
      width={WIDTH}
      fields={fields}
      failure={record.error}
      isPending={record.isPending}
      onClose={onClose}
      onSend={onSend}
    />
  )
}

/** One meeting decides on all of them. */
export function VoteOnMany({ cases, onClose, onDone }: FormProps) {
  const words = useWords()
  const { t, act } = words
  const record = useWrite(recordVotes, FILINGS_TOUCHED)
  const fields = (values: ActValues): readonly ActField[] => [
    { name: 'members', label: act('members'), kind: 'count', isShort: true },
    { name: 'came', label: t('came'), help: t('cameHelp'), kind: 'count', isShort: true },
    { name: 'attended', label: t('attended'), help: t('attendedHelp'), ...MEMBERS },
    { name: 'document', label: act('document'), kind: 'line' },
    ...eachOf(cases, words, (one, at) => {
      const { present, favour } = votesOf(values, one)
      return [
        { name: 'present', label: act('present'), kind: 'count', isShort: true, first: present },
        { name: 'favour', label: act('favour'), kind: 'count', isShort: true, first: favour },
        { name: 'recused', label: act('recused'), ...MEMBERS },
        ...(asksNamesake(record.error, values, one, at) ? [namesakeField(words)] : []),
      ]
    }),
  ]
  const send = (values: ActValues) =>
    record.mutate(
      {
        members: count(values, 'members'),
        attended: membersIn(typed(values, 'attended')),
        document: text(values, 'document'),
        cases: cases.map((one) => ({
          ...known(values, one),
          present: count(values, `present/${one.id}`),
          favour: count(values, `favour/${one.id}`),
          recused: membersIn(typed(values, `recused/${one.id}`)),
        })),
      },
      { onSuccess: onDone },
    )
  return <ManyDialog act="vote" count={cases.length} fields={fields} record={record} onClose={onClose} onSend={send} />
}

/** One group vetted all of them. */
export function VetMany({ cases, onClose, onDone }: FormProps) {
  const words = useWords()
  const { t, act } = words
  const record = useWrite(recordVettings, FILINGS_TOUCHED)
  const fields = (values: ActValues): readonly ActField[] => [
    { name: 'vetters', label: act('vetters'), help: act('membersHelp'), kind: 'search', input: MembersInput },
    { name: 'from', label: t('from'), kind: 'date', isShort: true },
    { name: 'until', label: t('until'), kind: 'date', isShort: true },
    { name: 'document', label: act('report'), kind: 'line' },
    ...eachOf(cases, words, (one, at) => [
      { name: 'talks', label: act('talks'), kind: 'count', isShort: true },
      { name: 'residents', label: act('residents'), kind: 'count', isShort: true },
      { name: 'conclusion', label: act('conclusion'), kind: 'long' },
      ...(asksNamesake(record.error, values, one, at) ? [namesakeField(words)] : []),
    ]),
  ]
  const send = (values: ActValues) =>
    record.mutate(
      {
        vetters: membersIn(typed(values, 'vetters')),
        from: text(values, 'from'),
        until: text(values, 'until'),
        document: text(values, 'document'),
        cases: cases.map((one) => ({
          ...known(values, one),
          talks: count(values, `talks/${one.id}`),
          residents: count(values, `residents/${one.id}`),
          conclusion: text(values, `conclusion/${one.id}`),
        })),
      },
      { onSuccess: onDone },
    )
  return <ManyDialog act="vet" count={cases.length} fields={fields} record={record} onClose={onClose} onSend={send} />
}
