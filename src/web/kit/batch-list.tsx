import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Batch, BatchState, ImportEndpoints } from '#kernel/sheets/import-contract.ts'
import { useDownload, useRead, useWrite } from '../api.ts'
import { dateTime } from '../format.ts'
import { useSay, useText } from '../language/language.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'
import { ConfirmButton } from './confirm.tsx'
import type { Column } from './record-columns.ts'
import { RecordTable } from './record-table.tsx'
import { Status, type Tone } from './states.tsx'
import './batch.css'

const TONES: Readonly<Record<BatchState, Tone>> = {
  checking: 'info',
  checked: 'warn',
  confirming: 'warn',
  writing: 'info',
  written: 'good',
  failed: 'bad',
  discarded: 'idle',
  undone: 'idle',
}
const ASK_AGAIN_S = 5

type Props = {
  readonly endpoints: ImportEndpoints
  /** More that may be done with a batch. */
  readonly more?: (batch: Batch) => ReactNode
}

/** What was imported of a list, newest first, and what may be done with each batch now. */
export function BatchList({ endpoints, more }: Props) {
  const t = useText(BATCH_TEXTS)
  const { data, error, refetch } = useRead(endpoints.listBatches, {}, { every: ASK_AGAIN_S })
  return (
    <RecordTable
      id={endpoints.listBatches.id}
      label={t('batches')}
      columns={useBatchColumns()}
      rowKey={({ id }) => id}
      toolbar={<h2 className="yz-batches">{t('batches')}</h2>}
      rows={data?.batches}
      problem={error}
      onRetry={() => void refetch()}
      actions={(batch) => (
        <span className="yz-batch-acts">
          {more?.(batch)}
          <BatchActs endpoints={endpoints} batch={batch} />
        </span>
      )}
      empty={{ title: t('none') }}
    />
  )
}

function useBatchColumns(): readonly Column<Batch>[] {
  const t = useText(BATCH_TEXTS)
  const say = useSay()
  return [
    { key: 'file', title: t('file'), width: 200, cell: ({ fileName }) => fileName },
    {
      key: 'state',
      title: t('state'),
      width: 150,
      cell: ({ state, progress }) => <Status tone={TONES[state]}>{t(state, { progress })}</Status>,
    },
    {
      key: 'result',
      title: t('result'),
      cell: ({ counts, failure }) => (failure ? say(failure) : counts ? t('counts', counts) : '—'),
    },
    { key: 'by', title: t('by'), width: 120, cell: ({ by }) => by },
    { key: 'at', title: t('at'), width: 160, cell: ({ at }) => dateTime(at) },
  ]
}

function BatchActs({ endpoints, batch }: { readonly endpoints: ImportEndpoints; readonly batch: Batch }) {
  const t = useText(BATCH_TEXTS)
  const marked = useDownload(endpoints.downloadMarked)
  const acts = {
    accept: useWrite(endpoints.acceptBatch),
    confirm: useWrite(endpoints.confirmBatch),
    discard: useWrite(endpoints.discardBatch),
  }
  const undo = useWrite(endpoints.undoBatch)
  const { id, version, counts, allowed } = batch
  const count = (counts?.added ?? 0) + (counts?.changed ?? 0)
  return (
    <>
      {(counts?.problems ?? 0) > 0 && (
        <Button onClick={() => marked.mutate({ input: { batch: id } })}>{t('marked')}</Button>
      )}
      {(['accept', 'confirm', 'discard'] as const)
        .filter((act) => allowed.includes(act))
        .map((act) => (
          <ConfirmButton
            key={act}
            label={t(act)}
            title={t(act)}
            consequence={t(`${act}What`, { count })}
            confirm={t(act)}
            onConfirm={() => acts[act].mutateAsync({ batch: id, version })}
          />
        ))}
      {allowed.includes('undo') && (
        <ConfirmButton
          label={t('undo')}
          title={t('undo')}
          consequence={t('undoWhat')}
          confirm={t('undo')}
          isDestructive
          reason={{ required: true, phrases: [t('reasonFile'), t('reasonData')] }}
          onConfirm={(reason) => undo.mutateAsync({ batch: id, version, reason })}
        />
      )}
    </>
  )
}
