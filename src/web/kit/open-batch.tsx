import { Button } from 'antd'
import { useState } from 'react'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import { useRead, useRefreshAt } from '../api.ts'
import { failure, type ProblemPlace } from '../failure.ts'
import { dateTime } from '../format.ts'
import { useLanguage, useSay, useText } from '../language/language.tsx'
import { BatchActs } from './batch-acts.tsx'
import { BatchChanges } from './batch-changes.tsx'
import { BATCH_TONES } from './batch-list.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'
import { Reading } from './drop-file.tsx'
import { ImportCounts } from './import-counts.tsx'
import { ImportProblems } from './import-problems.tsx'
import type { ListImportProps } from './list-import.tsx'
import { Failed, Loading, Status } from './states.tsx'

/** A job is at work, or not seen yet. */
const RUNNING = ['', 'checking', 'writing']
const RUNNING_S = 1
const WAITING_S = 5

type Props = ListImportProps & {
  readonly batch: string
  readonly mayUpload: boolean
  readonly onClose: () => void
}

/** One batch from the dry run to its end; it is asked for again while a job works on it or somebody else has to act. */
export function OpenBatch(props: Props) {
  const { endpoints, batch, onClose, mayUpload } = props
  const t = useText(BATCH_TEXTS)
  const { data, error, refetch } = useBatch(endpoints, batch)
  if (error && !data)
    return (
      <section className="yz-card yz-card-body yz-import">
        <Failed problem={error} onRetry={() => void refetch()} />
        <Button onClick={onClose}>{t('back')}</Button>
      </section>
    )
  if (!data) return <Loading />
  return (
    <section className="yz-card yz-card-body yz-import" aria-label={data.fileName}>
      <Heading batch={data} />
      <Body {...props} view={data} />
      <BatchActs {...props} batch={data}>
        <Button onClick={onClose}>{t(mayUpload ? 'other' : 'back')}</Button>
      </BatchActs>
    </section>
  )
}

function useBatch(endpoints: Props['endpoints'], batch: string) {
  const [every, setEvery] = useState(RUNNING_S)
  const answer = useRead(endpoints.getBatch, { batch }, { every })
  const state = answer.data?.state ?? ''
  useRefreshAt(state)
  const wanted = RUNNING.includes(state) ? RUNNING_S : WAITING_S
  if (wanted !== every) setEvery(wanted)
  return answer
}

function Heading({ batch: { fileName, state, progress, by, at } }: { readonly batch: BatchView }) {
  const t = useText(BATCH_TEXTS)
  return (
    <div className="yz-batch-head">
      <h2>{fileName}</h2>
      <Status tone={BATCH_TONES[state]}>{t(state, { progress })}</Status>
      <span>{t('uploaded', { by, at: dateTime(at) })}</span>
    </div>
  )
}

function Body({ view, next, more }: Props & { readonly view: BatchView }) {
  const t = useText(BATCH_TEXTS)
  const say = useSay()
  const { state, fileName, progress, failure: why, allowed } = view
  if (state === 'checking' || state === 'writing')
    return <Reading file={fileName} what={t(`${state}Now`)} percent={progress} />
  if (state === 'failed') return <Failed problem={failure(422, why ? say(why) : undefined)} title={t('failed')} />
  return (
    <>
      <Counts view={view} />
      {state !== 'checked' && <p role="status">{t(`${state}What`)}</p>}
      {allowed.includes('undo') && <p className="yz-help">{t('mayUndo')}</p>}
      {state === 'written' && next}
      {more?.(view)}
      <Problems view={view} />
      <BatchChanges changes={view.changes} count={(view.counts?.added ?? 0) + (view.counts?.changed ?? 0)} />
    </>
  )
}

const COUNTED = ['rows', 'added', 'changed', 'same', 'refused'] as const

function Counts({ view: { counts } }: { readonly view: BatchView }) {
  const t = useText(BATCH_TEXTS)
  return counts && <ImportCounts figures={COUNTED.map((key) => [key, t(key), counts[key]] as const)} />
}

function Problems({ view: { problems, counts } }: { readonly view: BatchView }) {
  const { language } = useLanguage()
  const places = problems.map(({ code, row, column, ...sentences }): ProblemPlace => ({
    code,
    sentence: sentences[language],
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
  }))
  return <ImportProblems problems={places} count={counts?.problems ?? 0} />
}
