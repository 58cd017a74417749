import { useWrite } from '#web/api.ts'
import type { Failure } from '#web/failure.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { answerMotion, fileFiling, recordVetting, recordVote, rejectFiling, returnFiling } from '../contract.ts'
import { ACTING, filingProcedure } from '../procedure.ts'
import { ActDialog, type ActField, type ActValues, typed } from './act-dialog.tsx'
import type { FullCase } from './case-acts.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'
import { MembersInput, membersIn } from './people-input.tsx'

// The forms of the steps. A refusal is shown in its form, and what was typed stays.

type FormProps = { readonly data: FullCase; readonly onClose: () => void }

/** The case as the caller read it. */
export const stepOf = ({ filing: { id, version } }: FullCase) => ({ filing: id, version })
const text = (values: ActValues, name: string): string => typed(values, name) ?? ''
const count = (values: ActValues, name: string): number => Number(values[name])

export function AnswerMotion({ data, onClose }: FormProps) {
  const t = useText(ACT_TEXTS)
  const answer = useWrite(answerMotion, FILINGS_TOUCHED)
  const options = (['accept', 'decline'] as const).map((value) => ({ value, label: t(value) }))
  const fields = ({ verdict }: ActValues): readonly ActField[] => [
    { name: 'verdict', label: t('verdict'), kind: 'choice', options },
    { name: 'why', label: t('why'), kind: 'long', isOptional: verdict !== 'decline' },
  ]
  return (
    <ActDialog
      title={t('answer')}
      lead={t('answerWhat')}
      confirm={t('save')}
      fields={fields}
      failure={answer.error}
      isPending={answer.isPending}
      onClose={onClose}
      onSend={(values) =>
        answer.mutate(
          { ...stepOf(data), accept: values['verdict'] === 'accept', reason: typed(values, 'why') },
          { onSuccess: onClose },
        )
      }
    />
  )
}

const MEMBERS = { kind: 'search', input: MembersInput, isOptional: true } as const

/** Asked only after a name was refused that a relative bears too. */
function namesakeField(values: ActValues, failure: Failure | null, label: string): readonly ActField[] {
  const isAsked = values['namesakes'] === 'yes' || failure?.code === 'filing.namesake'
  return isAsked ? [{ name: 'namesakes', label, kind: 'check', isOptional: true }] : []
}

export function RecordVetting({ data, onClose }: FormProps) {
  const t = useText(ACT_TEXTS)
  const record = useWrite(recordVetting, FILINGS_TOUCHED)
  const fields = (values: ActValues): readonly ActField[] => [
    { name: 'vetters', label: t('vetters'), help: t('membersHelp'), kind: 'search', input: MembersInput },
    ...namesakeField(values, record.error, t('namesakes')),
    { name: 'talks', label: t('talks'), kind: 'count', isShort: true },
    { name: 'residents', label: t('residents'), kind: 'count', isShort: true },
    { name: 'document', label: t('report'), kind: 'line' },
    { name: 'conclusion', label: t('conclusion'), kind: 'long' },
  ]
  return (
    <ActDialog
      title={t('vet')}
      lead={t('vetWhat', data.limits)}
      confirm={t('save')}
      fields={fields}
      failure={record.error}
      isPending={record.isPending}
      onClose={onClose}
      onSend={(values) =>
        record.mutate(
          {
            ...stepOf(data),
            vetters: membersIn(typed(values, 'vetters')),
            namesakes: values['namesakes'] === 'yes',
            talks: count(values, 'talks'),
            residents: count(values, 'residents'),
            document: text(values, 'document'),
            conclusion: text(values, 'conclusion'),
          },
          { onSuccess: onClose },
        )
      }
    />
  )
}

export function RecordVote({ data, onClose }: FormProps) {
  const t = useText(ACT_TEXTS)
  const record = useWrite(recordVote, FILINGS_TOUCHED)
  const fields = (values: ActValues): readonly ActField[] => [
    { name: 'members', label: t('members'), kind: 'count', isShort: true },
    { name: 'present', label: t('present'), kind: 'count', isShort: true },
    { name: 'favour', label: t('favour'), kind: 'count', isShort: true },
    { name: 'recused', label: t('recused'), help: t('membersHelp'), ...MEMBERS },
    { name: 'attended', label: t('attended'), help: t('attendedHelp'), ...MEMBERS },
    ...namesakeField(values, record.error, t('namesakes')),
    { name: 'document', label: t('document'), kind: 'line' },
  ]
  return (
    <ActDialog
      title={t('decide')}
      lead={t('decideWhat')}
      confirm={t('save')}
      fields={fields}
      failure={record.error}
      isPending={record.isPending}
      onClose={onClose}
      onSend={(values) =>
        record.mutate(
          {
            ...stepOf(data),
            members: count(values, 'members'),
            present: count(values, 'present'),
            favour: count(values, 'favour'),
            recused: membersIn(typed(values, 'recused')),
            attended: membersIn(typed(values, 'attended')),
            namesakes: values['namesakes'] === 'yes',
            document: text(values, 'document'),
          },
          { onSuccess: onClose },
        )
      }
    />
  )
}

export function FileCase({ data, onClose }: FormProps) {
  const t = useText(ACT_TEXTS)
  const say = useSay()
  // It writes a tenure, which many pages show.
  const file = useWrite(fileFiling)
  const { consequence } = filingProcedure.events.file
  const fields: readonly ActField[] = [
    { name: 'effective', label: t('effective'), kind: 'date', isShort: true, first: data.filing.plannedOn },
    ...(data.filing.kind === ACTING
      ? [{ name: 'until', label: t('until'), help: t('untilHelp'), kind: 'date', isShort: true } as const]
      : []),
    { name: 'document', label: t('reply'), kind: 'line' },
  ]
  return (
    <ActDialog
      title={`${t('file')} · ${data.filing.personName}`}
      lead={consequence && say(consequence)}
      confirm={t('file')}
      fields={() => fields}
      failure={file.error}
      isPending={file.isPending}
      onClose={onClose}
      onSend={(values) =>
        file.mutate(
          {
            ...stepOf(data),
            effective: text(values, 'effective'),
            until: typed(values, 'until'),
            document: text(values, 'document'),
          },
          { onSuccess: onClose },
        )
      }
    />
  )
}

export function ReturnCase({ data, onClose }: FormProps) {
  const t = useText(ACT_TEXTS)
  const say = useSay()
  const back = useWrite(returnFiling, FILINGS_TOUCHED)
  const options = data.backTo.map((value) => ({ value, label: say(filingProcedure.states[value]) }))
  const fields: readonly ActField[] = [
    { name: 'to', label: t('to'), kind: 'choice', options, first: options.at(-1)?.value ?? '' },
    { name: 'why', label: t('why'), kind: 'long' },
  ]
  const send = (values: ActValues) => {
    const to = (['motion', 'review', 'decision'] as const).find((one) => one === values['to'])
    if (to) back.mutate({ ...stepOf(data), to, reason: text(values, 'why') }, { onSuccess: onClose })
  }
  return (
    <ActDialog
      title={`${t('return')} · ${data.filing.personName}`}
      lead={t('returnWhat')}
      confirm={t('return')}
      fields={() => fields}
      failure={back.error}
      isPending={back.isPending}
      onClose={onClose}
      onSend={send}
    />
  )
}

type RejectProps = FormProps & { readonly clauses: readonly { readonly value: string; readonly label: string }[] }

export function RejectCase({ data, clauses, onClose }: RejectProps) {
  const t = useText(ACT_TEXTS)
  const say = useSay()
  const reject = useWrite(rejectFiling, FILINGS_TOUCHED)
  const { consequence } = filingProcedure.events.reject
  const options = [{ value: NO_CLAUSE, label: t('noClause') }, ...clauses]
  const fields: readonly ActField[] = [
    { name: 'clause', label: t('clause'), help: t('clauseHelp'), kind: 'choice', options },
    { name: 'why', label: t('why'), kind: 'long' },
  ]
  return (
    <ActDialog
      title={`${t('reject')} · ${data.filing.personName}`}
      lead={consequence && say(consequence)}
      confirm={t('reject')}
      isDestructive
      fields={() => fields}
      failure={reject.error}
      isPending={reject.isPending}
      onClose={onClose}
      onSend={(values) =>
        reject.mutate(
          {
            ...stepOf(data),
            clause: values['clause'] === NO_CLAUSE ? null : typed(values, 'clause'),
            reason: text(values, 'why'),
          },
          { onSuccess: onClose },
        )
      }
    />
  )
}

/** A choice of its own, so that nobody ends a case without having thought of a clause. */
const NO_CLAUSE = 'none'
