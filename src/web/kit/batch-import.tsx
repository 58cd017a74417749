import type { BatchView, ImportEndpoints } from '#kernel/sheets/import-contract.ts'
import { useRef, useState } from 'react'
import { useDownload, useRefreshAt, useUpload, useWrite } from '../api.ts'
import { failure } from '../failure.ts'
import { type DryRun, Import } from './import.tsx'
import { useLanguage, useText } from '../language/language.tsx'
import { call } from '../transport.ts'
import { BATCH_TEXTS } from './batch-texts.ts'

/** The guard of the reader refuses more. */
const MOST_BYTES = 10 * 1024 * 1024
const ASK_MS = 700

const pause = () => new Promise((resolve) => setTimeout(resolve, ASK_MS))

type Props = {
  readonly endpoints: ImportEndpoints
  readonly wanted: string
  /** What there is to do once it is written. */
  readonly next?: string
}

/** A list from Excel: template, dry run by a job, problems and the marked workbook, accepting. Undoing stands in the list of batches. */
export function BatchImport({ endpoints, wanted, next }: Props) {
  const t = useText(BATCH_TEXTS)
  const { language } = useLanguage()
  const touches = { touches: [endpoints.listBatches.id] }
  const upload = useUpload(endpoints.uploadWorkbook, touches)
  const accept = useWrite(endpoints.acceptBatch)
  const template = useDownload(endpoints.downloadTemplate)
  const marked = useDownload(endpoints.downloadMarked)
  const checked = useRef<BatchView>(undefined)
  const [stage, setStage] = useState('')
  useRefreshAt(stage)
  /** Asks until a job has done its step. */
  const settled = async (batch: string, running: BatchView['state']): Promise<BatchView> => {
    const view = await call<BatchView>({ endpoint: endpoints.getBatch, input: { batch }, background: true })
    if (view.state === 'failed') throw failure(422, view.failure?.[language])
    if (view.state === running) {
      await pause()
      return settled(batch, running)
    }
    setStage(view.state)
    return view
  }
  return (
    <Import
      wanted={wanted}
      accept=".xlsx"
      maxBytes={MOST_BYTES}
      onTemplate={() => template.mutate({ input: {} })}
      onDryRun={async (file) => {
        const { batch } = await upload.mutateAsync({ input: {}, file })
        checked.current = await settled(batch, 'checking')
        return dryRunOf(checked.current, language)
      }}
      onMarked={() => checked.current && marked.mutate({ input: { batch: checked.current.id } })}
      onAccept={async () => {
        if (!checked.current) return
        const { id, version } = checked.current
        await accept.mutateAsync({ batch: id, version })
        await settled(id, 'writing')
      }}
      {...(stage === 'confirming' ? { next: t('confirmNext') } : next ? { next } : {})}
    />
  )
}

function dryRunOf({ counts, problems }: BatchView, language: 'zh' | 'en'): DryRun {
  return {
    rows: counts?.rows ?? 0,
    good: (counts?.added ?? 0) + (counts?.changed ?? 0),
    unchanged: counts?.same ?? 0,
    refused: counts?.refused ?? 0,
    problems: problems.map(({ code, row, column, ...sentences }) => ({
      code,
      sentence: sentences[language],
      ...(row === null ? {} : { row }),
      ...(column === null ? {} : { column }),
    })),
  }
}
