import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { asFailure, type Failure, type ProblemPlace } from '../failure.ts'
import { bytes } from '../format.ts'
import { useText } from '../language/language.tsx'
import { DropFile, Reading } from './drop-file.tsx'
import { ImportCounts } from './import-counts.tsx'
import { ImportProblems } from './import-problems.tsx'
import { IMPORT_TEXTS } from './import-texts.ts'
import { Failed } from './states.tsx'
import './import.css'

/** What a dry run found; nothing is changed yet. */
export type DryRun = {
  readonly rows: number
  readonly good: number
  readonly unchanged: number
  readonly refused: number
  readonly problems: readonly ProblemPlace[]
}

type ImportProps = {
  /** 把文件拖到这里: what it is that is wanted, such as 本部门赋分表(.xlsx). */
  readonly wanted: string
  /** `.xlsx,.csv` */
  readonly accept: string
  readonly maxBytes: number
  readonly onTemplate?: () => void
  readonly onDryRun: (file: File) => Promise<DryRun>
  /** The same workbook with an error column and cell comments. */
  readonly onMarked?: (file: File) => void
  /** Writes the good rows of the file that was checked. */
  readonly onAccept: (file: File) => Promise<unknown>
  readonly onUndo?: () => Promise<unknown>
  /** What a person looks at, or decides, between the counts and the acceptance. */
  readonly review?: ReactNode
  /** Something of the review is still open. */
  readonly isOpen?: boolean
  /** What there is to do once it is written. */
  readonly next?: string
}

type Step =
  | { readonly at: 'choose'; readonly problem?: Failure }
  | { readonly at: 'checking'; readonly file: File }
  | { readonly at: 'checked'; readonly file: File; readonly run: DryRun; readonly problem?: Failure }
  | { readonly at: 'accepted'; readonly run: DryRun }
  | { readonly at: 'undone' }

/** Drop a file → what it would do → its problems and the marked workbook → accept → undo. */
export function Import(props: ImportProps) {
  const { step, check, accept, undo, again } = useImport(props)
  if (step.at === 'choose') return <Choose {...props} problem={step.problem} onFile={(file) => void check(file)} />
  if (step.at === 'checking') return <Checking file={step.file} />
  if (step.at === 'checked')
    return (
      <Checked
        {...props}
        file={step.file}
        run={step.run}
        problem={step.problem}
        onAccepted={() => void accept(step.file, step.run)}
        onAgain={again}
      />
    )
  const run = step.at === 'accepted' ? step.run : undefined
  return (
    <Done run={run} next={props.next} onUndo={run && props.onUndo ? () => void undo() : undefined} onAgain={again} />
  )
}

function useImport({ onDryRun, onAccept, onUndo }: ImportProps) {
  const [step, setStep] = useState<Step>({ at: 'choose' })
  const check = async (file: File) => {
    setStep({ at: 'checking', file })
    await onDryRun(file).then(
      (run) => setStep({ at: 'checked', file, run }),
      (thrown) => setStep({ at: 'choose', problem: asFailure(thrown) }),
    )
  }
  const accept = async (file: File, run: DryRun) => {
    await onAccept(file).then(
      () => setStep({ at: 'accepted', run }),
      (thrown) => setStep({ at: 'checked', file, run, problem: asFailure(thrown) }),
    )
  }
  const undo = async () => {
    await onUndo?.().then(
      () => setStep({ at: 'undone' }),
      (thrown) => setStep({ at: 'choose', problem: asFailure(thrown) }),
    )
  }
  return { step, check, accept, undo, again: () => setStep({ at: 'choose' }) }
}

type ChooseProps = ImportProps & {
  readonly problem: Failure | undefined
  readonly onFile: (file: File) => void
}

function Choose({ wanted, accept, maxBytes, onTemplate, problem, onFile }: ChooseProps) {
  const t = useText(IMPORT_TEXTS)
  return (
    <div className="yz-import">
      {problem && <Failed problem={problem} title={t('unreadable')} />}
      {problem && <ImportProblems problems={problem.problems} />}
      <DropFile wanted={wanted} accept={accept} maxBytes={maxBytes} onFile={onFile} />
      {onTemplate && (
        <Button icon={<DownloadOutlined />} onClick={onTemplate}>
          {t('template')}
        </Button>
      )}
    </div>
  )
}

function Checking({ file }: { readonly file: File }) {
  const t = useText(IMPORT_TEXTS)
  return <Reading file={`${file.name} · ${bytes(file.size)}`} what={t('checking')} />
}

type CheckedProps = ImportProps & {
  readonly file: File
  readonly run: DryRun
  readonly problem: Failure | undefined
  readonly onAccepted: () => void
  readonly onAgain: () => void
}

function Checked({ file, run, problem, review, isOpen, onMarked, onAccepted, onAgain }: CheckedProps) {
  const t = useText(IMPORT_TEXTS)
  const figures = (['rows', 'good', 'unchanged', 'refused'] as const).map((key) => [key, t(key), run[key]] as const)
  return (
    <div className="yz-import">
      <p className="yz-import-file">{t('checked', { name: file.name })}</p>
      <ImportCounts figures={figures} />
      {review}
      {problem && <Failed problem={problem} />}
      {problem && <ImportProblems problems={problem.problems} />}
      <ImportProblems problems={run.problems} />
      <div className="yz-buttons">
        <Button type="primary" disabled={run.good === 0 || isOpen === true} onClick={onAccepted}>
          {t('accept', { count: run.good })}
        </Button>
        {onMarked && run.problems.length > 0 && (
          <Button icon={<DownloadOutlined />} onClick={() => onMarked(file)}>
            {t('marked')}
          </Button>
        )}
        <Button onClick={onAgain}>{t('other')}</Button>
      </div>
    </div>
  )
}

type DoneProps = {
  readonly run: DryRun | undefined
  readonly next: string | undefined
  readonly onUndo: (() => void) | undefined
  readonly onAgain: () => void
}

function Done({ run, next, onUndo, onAgain }: DoneProps) {
  const t = useText(IMPORT_TEXTS)
  return (
    <div className="yz-drop yz-drop-done" role="status">
      <strong>{run ? t('accepted', { count: run.good }) : t('undone')}</strong>
      {run && run.refused > 0 && <span>{t('left', { count: run.refused })}</span>}
      {run && next && <span>{next}</span>}
      <div className="yz-buttons">
        {onUndo && <Button onClick={onUndo}>{t('undo')}</Button>}
        <Button onClick={onAgain}>{t('other')}</Button>
      </div>
    </div>
  )
}
