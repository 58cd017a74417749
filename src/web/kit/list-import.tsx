import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Batch, ImportEndpoints } from '#kernel/sheets/import-contract.ts'
import { useParameters } from '../address.ts'
import { useDownload, useRead, useUpload } from '../api.ts'
import { useSay, useText } from '../language/language.tsx'
import { useSession } from '../session.tsx'
import { BatchList } from './batch-list.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'
import { ConfirmButton } from './confirm.tsx'
import { DropFile, Reading } from './drop-file.tsx'
import { IMPORT_TEXTS } from './import-texts.ts'
import { OpenBatch } from './open-batch.tsx'
import { Failed } from './states.tsx'
import './batch.css'

/** The guard of the reader refuses more. */
const MOST_BYTES = 10 * 1024 * 1024
const ASK_AGAIN_S = 5

export type ListImportProps = {
  readonly endpoints: ImportEndpoints
  /** What is dropped here, such as 花名册(.xlsx). */
  readonly wanted: string
  /** Said before accepting, where a second person may be needed. */
  readonly second?: string
  /** False where an export does not come back: the list only adds. */
  readonly hasExport?: boolean
  /** What there is to do once a batch is written. */
  readonly next?: ReactNode
  /** More that may be done with a batch. */
  readonly more?: (batch: Batch) => ReactNode
}

/** A list from Excel, for any list: template and export, dry run, problems and changes, acceptance, undo; all batches below. */
export function ListImport(props: ListImportProps) {
  const { endpoints } = props
  const { active } = useSession()
  const [parameters, change] = useParameters()
  const batches = useRead(endpoints.listBatches, {}, { every: ASK_AGAIN_S })
  const open = parameters['batch'] ?? ''
  const show = (batch: string) => change({ batch }, { replace: false })
  const mayUpload = endpoints.uploadWorkbook.who.includes(active.role)
  return (
    <div className="yz-list-import">
      {open ? (
        <OpenBatch key={open} {...props} batch={open} mayUpload={mayUpload} onClose={() => show('')} />
      ) : (
        mayUpload && <Choose {...props} isFirst={batches.data?.batches.length === 0} onUploaded={show} />
      )}
      {(!mayUpload || batches.error || (batches.data?.batches.length ?? 0) > 0) && (
        <BatchList id={endpoints.listBatches.id} batches={batches} open={open} onOpen={show} />
      )}
    </div>
  )
}

type ChooseProps = ListImportProps & {
  /** Nothing was ever imported: the steps are explained. */
  readonly isFirst: boolean
  readonly onUploaded: (batch: string) => void
}

function Choose({ endpoints, wanted, hasExport = true, isFirst, onUploaded }: ChooseProps) {
  const t = useText(BATCH_TEXTS)
  const words = useText(IMPORT_TEXTS)
  const upload = useUpload(endpoints.uploadWorkbook, { touches: [endpoints.listBatches.id] })
  const template = useDownload(endpoints.downloadTemplate)
  const take = (file: File) => upload.mutate({ input: {}, file }, { onSuccess: ({ batch }) => onUploaded(batch) })
  const problem = upload.error ?? template.error
  return (
    <section className="yz-card yz-card-body yz-import" aria-label={t('import')}>
      {isFirst && <Steps />}
      {problem && <Failed problem={problem} title={words('unreadable')} />}
      {upload.isPending ? (
        <Reading file={upload.variables.file.name} what={t('uploading')} />
      ) : (
        <DropFile wanted={wanted} accept=".xlsx" maxBytes={MOST_BYTES} onFile={take} />
      )}
      <div className="yz-buttons">
        <Button icon={<DownloadOutlined />} onClick={() => template.mutate({ input: {} })}>
          {words('template')}
        </Button>
        {hasExport && <Export endpoints={endpoints} />}
      </div>
    </section>
  )
}

function Export({ endpoints }: Pick<ListImportProps, 'endpoints'>) {
  const t = useText(BATCH_TEXTS)
  const say = useSay()
  const download = useDownload(endpoints.exportList)
  // The list's own declaration names what is exported: targets and past records are no roster.
  const label = say(endpoints.exportList.summary)
  return (
    <ConfirmButton
      label={label}
      title={label}
      consequence={t('exportWhat')}
      confirm={t('exportDo')}
      reason={{ label: t('purpose'), required: true, phrases: [t('purposeCheck'), t('purposeUpdate')] }}
      onConfirm={(purpose) => download.mutateAsync({ input: { purpose } })}
    />
  )
}

function Steps() {
  const t = useText(BATCH_TEXTS)
  return (
    <ol className="yz-import-steps">
      {(['step1', 'step2', 'step3'] as const).map((step) => (
        <li key={step}>
          <strong>{t(step)}</strong>
          <span>{t(`${step}What`)}</span>
        </li>
      ))}
    </ol>
  )
}
