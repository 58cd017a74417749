import { Modal, Progress } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Many, useMany } from '#web/api.ts'
import type { InputOf, WebEndpoint } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import { askReview, concludeReview } from '../../review/contract.ts'
import { recordVettings, recordVotes } from '../../election/contract.ts'
import { VetMany, VoteOnMany } from '../../election/web/many-forms.tsx'
import { answerMotion, closeNotice, fileFiling, type Filing } from '../contract.ts'
import { ACTING, type FilingState } from '../procedure.ts'
import { ActDialog, type ActField, type ActValues, Opener, typed } from './act-dialog.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { BATCH_TEXTS } from './batch-texts.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'

// Acts on many cases of a list. Each is written for itself (decision 20): what is refused is named and stays as it was. Only what
// one meeting or one vetting group did is recorded together.

type Choice = { readonly cases: readonly Filing[]; readonly onDone: () => void }
type Cases = Choice & { readonly onStart: () => void }

/** What may be done with the chosen cases at once; they have to stand at one step. */
export function BatchActs({ cases, onDone }: Choice) {
  const t = useText(BATCH_TEXTS)
  const may = useMay()
  // What went on leaves the list, or its step: until the report is read, it is about the cases as they were sent.
  const [sent, setSent] = useState<readonly Filing[]>()
  const props: Cases = {
    cases: sent ?? cases,
    onStart: () => setSent(cases),
    onDone: () => {
      setSent(undefined)
      onDone()
    },
  }
  const [state, ...others] = [...new Set(props.cases.map((one) => one.state))]
  if (state === undefined) return null
  if (others.length > 0) return <span className="yz-help">{t('oneStep')}</span>
  const acts = ACTS.filter((act) => act.state === state && may(act.endpoint))
  if (acts.length === 0) return <span className="yz-help">{t('oneByOne')}</span>
  return acts.map(({ key, part: Part }) => <Part key={key} {...props} />)
}

const keyed = ({ id, version }: Filing) => ({ filing: id, version })

type Word = 'accept' | 'ask' | 'conclude' | 'close'

/** A button that does the same to all. */
function alike<E extends WebEndpoint>(endpoint: E, word: Word, inputOf: (one: Filing) => InputOf<E>) {
  return function Alike({ cases, onStart, onDone }: Cases) {
    const t = useText(BATCH_TEXTS)
    const many = useMany(endpoint, FILINGS_TOUCHED)
    const send = () => {
      onStart()
      return many.start(cases.map((one) => ({ key: one.id, input: inputOf(one) })))
    }
    return (
      <>
        <ConfirmButton
          isPrimary
          label={t(word)}
          title={t('title', { act: t(word), count: cases.length })}
          consequence={t(`${word}What`)}
          confirm={t(word)}
          onConfirm={send}
        />
        <Report many={many} cases={cases} onClose={onDone} />
      </>
    )
  }
}

/** A form that records all of them or none: one meeting, one vetting group (decision 20). */
function together(word: 'vote' | 'vet', Form: typeof VoteOnMany) {
  return function Together({ cases, onDone }: Cases) {
    const t = useText(BATCH_TEXTS)
    const dialog = (close: () => void) => {
      const finish = () => {
        close()
        onDone()
      }
      return <Form cases={cases} onClose={close} onDone={finish} />
    }
    return <Opener isPrimary label={t(word)} dialog={dialog} />
  }
}

/** Each gets a number of its own, on the day and by the paper that all have in common. */
function FileAll(props: Cases) {
  const { cases } = props
  const t = useText(ACT_TEXTS)
  const many = useMany(fileFiling)
  const acting = cases.filter(({ kind }) => kind === ACTING)
  const fields: readonly ActField[] = [
    { name: 'effective', label: t('effective'), kind: 'date', isShort: true, first: cases[0]?.plannedOn ?? '' },
    ...(acting.length > 0
      ? [{ name: 'until', label: t('until'), help: t('untilHelp'), kind: 'date', isShort: true } as const]
      : []),
    { name: 'document', label: t('reply'), kind: 'line' },
  ]
  const send = (values: ActValues) =>
    cases.map((one) => ({
      key: one.id,
      input: {
        ...keyed(one),
        effective: typed(values, 'effective') ?? '',
        until: one.kind === ACTING ? typed(values, 'until') : null,
        document: typed(values, 'document') ?? '',
      },
    }))
  return <FormForAll {...props} many={many} fields={fields} onSend={(values) => many.start(send(values))} />
}

type FormProps = Cases & {
  readonly many: Many
  readonly fields: readonly ActField[]
  readonly onSend: (values: ActValues) => Promise<unknown>
}

function FormForAll({ cases, many, fields, onSend, onStart, onDone }: FormProps) {
  const t = useText(BATCH_TEXTS)
  const send = (values: ActValues, close: () => void) => {
    onStart()
    void onSend(values).then(close)
  }
  const dialog = (close: () => void): ReactNode => (
    <ActDialog
      title={t('title', { act: t('file'), count: cases.length })}
      lead={t('fileWhat')}
      confirm={t('file')}
      fields={() => fields}
      failure={null}
      isPending={many.isRunning}
      onClose={close}
      onSend={(values) => send(values, close)}
    />
  )
  return (
    <>
      <Opener isPrimary label={t('file')} dialog={dialog} />
      <Report many={many} cases={cases} onClose={onDone} />
    </>
  )
}

type ReportProps = { readonly many: Many; readonly cases: readonly Filing[]; readonly onClose: () => void }

/** How far it is; afterwards what did not go, and why. */
function Report({ many: { isRunning, done, total, left }, cases, onClose }: ReportProps) {
  const t = useText(BATCH_TEXTS)
  const [isRead, setRead] = useState<ReadonlyMap<string, unknown>>()
  if (total === 0 || isRead === left) return null
  const close = () => {
    setRead(left)
    onClose()
  }
  const names = new Map(cases.map(({ id, personName, communityName }) => [id, `${personName} · ${communityName}`]))
  return (
    <Modal
      open
      title={isRunning ? t('running') : t('result', { done, total })}
      closable={!isRunning}
      mask={{ closable: false }}
      okText={t('understood')}
      okButtonProps={{ disabled: isRunning }}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={close}
      onCancel={close}
    >
      {isRunning && <Progress percent={Math.round((done / total) * 100)} aria-label={t('running')} />}
      {!isRunning && left.size === 0 && <p>{t('allDone')}</p>}
      {!isRunning && left.size > 0 && (
        <>
          <p>{t('someLeft')}</p>
          <ul className="yz-batch-left">
            {[...left].map(([key, problem]) => (
              <li key={key}>
                <strong>{names.get(key) ?? key}</strong> {problem.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}

const ACTS: readonly {
  readonly key: string
  readonly state: FilingState
  readonly endpoint: WebEndpoint & Parameters<ReturnType<typeof useMay>>[0]
  readonly part: (props: Cases) => ReactNode
}[] = [
  {
    key: 'accept',
    state: 'motion',
    endpoint: answerMotion,
    part: alike(answerMotion, 'accept', (one) => ({ ...keyed(one), accept: true, reason: null })),
  },
  { key: 'ask', state: 'review', endpoint: askReview, part: alike(askReview, 'ask', ({ id }) => ({ filings: [id] })) },
  { key: 'conclude', state: 'review', endpoint: concludeReview, part: alike(concludeReview, 'conclude', keyed) },
  { key: 'vet', state: 'vetting', endpoint: recordVettings, part: together('vet', VetMany) },
  { key: 'vote', state: 'decision', endpoint: recordVotes, part: together('vote', VoteOnMany) },
  { key: 'close', state: 'notice', endpoint: closeNotice, part: alike(closeNotice, 'close', keyed) },
  { key: 'file', state: 'filing', endpoint: fileFiling, part: FileAll },
]
