import { Drawer } from 'antd'
import { useDownload, useUpload } from '#web/api.ts'
import { type DryRun, Import } from '#web/kit/import.tsx'
import { useLanguage, useText } from '#web/language/language.tsx'
import { downloadSheet, type Grid, markSheet, type UploadReport, uploadSheet } from '../contract.ts'
import { SHEET_TEXTS } from './sheet-texts.ts'

/** The guard of the reader refuses more; a sheet of 352 communities is about 60 kB. */
const MOST_BYTES = 10 * 1024 * 1024

type Props = {
  readonly grid: Grid
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onApplied: () => void
}

/** Excel in: dry run, problems, the same workbook back with marks, into the draft. */
export function SheetUpload({ grid, isOpen, onClose, onApplied }: Props) {
  const t = useText(SHEET_TEXTS)
  const { language } = useLanguage()
  const { period, department } = grid
  const upload = useUpload(uploadSheet)
  const template = useDownload(downloadSheet)
  const marked = useDownload(markSheet)
  const run = (file: File, apply: boolean) => upload.mutateAsync({ input: { period, department, apply }, file })
  return (
    <Drawer open={isOpen} onClose={onClose} size={560} title={t('uploadTitle')} destroyOnHidden>
      <Import
        wanted={t('wanted')}
        accept=".xlsx"
        maxBytes={MOST_BYTES}
        onTemplate={() => template.mutate({ input: { period, department } })}
        onDryRun={async (file) => dryRunOf(await run(file, false), language)}
        onMarked={(file) => marked.mutate({ input: { period, department }, file })}
        onAccept={async (file) => {
          await run(file, true)
          onApplied()
        }}
        next={t('uploadNext')}
      />
    </Drawer>
  )
}

function dryRunOf(report: UploadReport, language: 'zh' | 'en'): DryRun {
  return {
    rows: report.rows,
    good: report.changed,
    unchanged: report.unchanged,
    refused: report.problems.length,
    problems: report.problems.map(({ code, row, column, ...sentences }) => ({
      code,
      sentence: sentences[language],
      ...(row === null ? {} : { row }),
      ...(column === null ? {} : { column }),
    })),
  }
}
