import type { Batch, BatchState, ImportEndpoints } from '#kernel/sheets/import-contract.ts'
import type { useRead } from '../api.ts'
import { dateTime } from '../format.ts'
import { useSay, useText } from '../language/language.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'
import type { Column } from './record-columns.ts'
import { RecordTable } from './record-table.tsx'
import { Status, type Tone } from './states.tsx'

export const BATCH_TONES: Readonly<Record<BatchState, Tone>> = {
  checking: 'info',
  checked: 'warn',
  confirming: 'warn',
  writing: 'info',
  written: 'good',
  failed: 'bad',
  discarded: 'idle',
  undone: 'idle',
}

type Props = {
  readonly id: string
  readonly batches: ReturnType<typeof useRead<ImportEndpoints['listBatches']>>
  readonly open: string
  readonly onOpen: (batch: string) => void
}

/** What was imported of a list, newest first. */
export function BatchList({ id, batches: { data, error, refetch }, open, onOpen }: Props) {
  const t = useText(BATCH_TEXTS)
  return (
    <RecordTable
      id={id}
      label={t('batches')}
      columns={useColumns()}
      rowKey={(batch) => batch.id}
      toolbar={<h2>{t('batches')}</h2>}
      rows={data?.batches}
      problem={error}
      onRetry={() => void refetch()}
      onOpen={(batch) => onOpen(batch.id)}
      openKey={open}
      empty={{ title: t('none') }}
    />
  )
}

function useColumns(): readonly Column<Batch>[] {
  const t = useText(BATCH_TEXTS)
  const say = useSay()
  return [
    { key: 'file', title: t('file'), width: 200, cell: ({ fileName }) => fileName },
    {
      key: 'state',
      title: t('state'),
      width: 150,
      cell: ({ state, progress }) => <Status tone={BATCH_TONES[state]}>{t(state, { progress })}</Status>,
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
