import { InboxOutlined } from '@ant-design/icons'
import { type DragEvent, useId, useState } from 'react'
import { bytes } from '../format.ts'
import { useText } from '../language/language.tsx'
import { IMPORT_TEXTS } from './import-texts.ts'
import './import.css'

type Props = {
  /** What it is that is wanted, such as 本部门赋分表(.xlsx). */
  readonly wanted: string
  /** `.xlsx,.csv` */
  readonly accept: string
  readonly maxBytes: number
  readonly onFile: (file: File) => void
}

/** A place to drop a file, or to choose one; a file that is too large is not read. */
export function DropFile({ wanted, accept, maxBytes, onFile }: Props) {
  const t = useText(IMPORT_TEXTS)
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<number>()
  const isWorkbook = accept.includes('.xlsx')
  const take = (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > maxBytes ? file.size : undefined)
    if (file.size <= maxBytes) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <>
      {tooLarge && (
        <p className="yz-error" role="alert">
          {t(isWorkbook ? 'tooLarge' : 'fileTooLarge', { size: bytes(tooLarge), limit: bytes(maxBytes) })}
        </p>
      )}
      <label
        htmlFor={id}
        className={`yz-drop${isOver ? ' yz-drop-over' : ''}`}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden />
        <strong>{t('drop', { wanted })}</strong>
        <span>
          {t(isWorkbook ? 'limits' : 'fileLimits', { accept: accept.replaceAll(',', ' '), limit: bytes(maxBytes) })}
        </span>
        <input
          id={id}
          type="file"
          accept={accept}
          onChange={({ target }) => {
            take(target.files?.[0])
            // The same file may be chosen again once it was corrected.
            target.value = ''
          }}
        />
      </label>
    </>
  )
}

/** What is being read; `percent` where it is known. */
export function Reading({ file, what, percent }: { file: string; what: string; percent?: number }) {
  return (
    <div className="yz-drop yz-drop-busy" role="status">
      <strong>{what}</strong>
      <span>{file}</span>
      {percent === undefined ? (
        <span className="yz-running" aria-hidden />
      ) : (
        <progress className="yz-percent" value={percent} max={100} aria-label={what} />
      )}
    </div>
  )
}
