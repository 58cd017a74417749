import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import { useDownload, useWrite } from '../api.ts'
import { useText } from '../language/language.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'
import { ConfirmButton } from './confirm.tsx'
import { IMPORT_TEXTS } from './import-texts.ts'
import type { ListImportProps } from './list-import.tsx'
import { Failed } from './states.tsx'

type Props = Pick<ListImportProps, 'endpoints' | 'second'> & {
  readonly batch: BatchView
  readonly children: ReactNode
}

/** What this person may do with a batch now; each says before what it will do. */
export function BatchActs({ endpoints, second, batch, children }: Props) {
  const t = useText(BATCH_TEXTS)
  const words = useText(IMPORT_TEXTS)
  const marked = useDownload(endpoints.downloadMarked)
  const accept = useWrite(endpoints.acceptBatch)
  const confirm = useWrite(endpoints.confirmBatch)
  const { id, version, counts, allowed } = batch
  const facts = { added: counts?.added ?? 0, changed: counts?.changed ?? 0, refused: counts?.refused ?? 0 }
  const count = facts.added + facts.changed
  const hasProblems = (counts?.problems ?? 0) > 0
  return (
    <>
      {marked.error && <Failed problem={marked.error} />}
      <div className="yz-buttons">
        {allowed.includes('accept') && (
          <ConfirmButton
            isPrimary
            isDisabled={count === 0}
            label={t('accept', { count })}
            title={t('acceptTitle')}
            consequence={[t('acceptWhat', facts), ...(second ? [second] : [])].join(' ')}
            confirm={t('acceptDo')}
            onConfirm={() => accept.mutateAsync({ batch: id, version })}
          />
        )}
        {allowed.includes('confirm') && (
          <ConfirmButton
            isPrimary
            label={t('confirm')}
            title={t('confirmTitle')}
            consequence={t('confirmWhat', { ...facts, by: batch.by })}
            confirm={t('confirm')}
            onConfirm={() => confirm.mutateAsync({ batch: id, version })}
          />
        )}
        {(hasProblems || allowed.includes('confirm')) && (
          <Button icon={<DownloadOutlined />} onClick={() => marked.mutate({ input: { batch: id } })}>
            {hasProblems ? words('marked') : t('workbook')}
          </Button>
        )}
        <Ending endpoints={endpoints} batch={batch} />
        {children}
      </div>
    </>
  )
}

/** Giving a batch up before it is written, and taking it back after. */
function Ending({ endpoints, batch: { id, version, allowed } }: Pick<Props, 'endpoints' | 'batch'>) {
  const t = useText(BATCH_TEXTS)
  const discard = useWrite(endpoints.discardBatch)
  const undo = useWrite(endpoints.undoBatch)
  return (
    <>
      {allowed.includes('discard') && (
        <ConfirmButton
          label={t('discard')}
          title={t('discardTitle')}
          consequence={t('discardWhat')}
          confirm={t('discard')}
          onConfirm={() => discard.mutateAsync({ batch: id, version })}
        />
      )}
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
