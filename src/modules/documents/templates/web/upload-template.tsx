import { Button, Modal } from 'antd'
import { useUpload } from '#web/api.ts'
import { DropFile, Reading } from '#web/kit/drop-file.tsx'
import { Failed, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import {
  adoptTemplate,
  checkTemplate,
  listTemplates,
  previewTemplate,
  type Template,
  type TemplateReport,
} from '../contract.ts'
import { DrawnPages } from './drawn-pages.tsx'
import { TEMPLATES_TEXTS } from './templates-texts.ts'

/** The server takes no larger one. */
const MOST_BYTES = 5_000_000

type Props = { readonly template: Template; readonly onClose: () => void }

/** An edited template: checked, looked at, put into use; nothing is kept before that. */
export function UploadTemplate({ template, onClose }: Props) {
  const t = useText(TEMPLATES_TEXTS)
  const paper = useSay()(template)
  const check = useUpload(checkTemplate, { touches: [] })
  const adopt = useUpload(adoptTemplate, { touches: [listTemplates.id, previewTemplate.id] })
  const file = check.variables?.file
  const report = check.data
  const input = { paper: template.id }
  const again = () => {
    check.reset()
    adopt.reset()
  }
  const use = () => file && adopt.mutate({ input, file }, { onSuccess: onClose })
  const mayUse = report?.wrong.length === 0
  return (
    <Modal
      open
      className="yz-upload"
      title={t('uploadTitle', { paper })}
      onCancel={onClose}
      width={report?.preview ? 960 : 640}
      footer={
        <>
          {(report || check.error) && <Button onClick={again}>{t('again')}</Button>}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={!mayUse} loading={adopt.isPending} onClick={use}>
            {t('adopt')}
          </Button>
        </>
      }
    >
      {check.error && <Failed problem={check.error} title={t('unreadable')} />}
      {adopt.error && <Failed problem={adopt.error} title={t('adoptFailed')} />}
      {check.isPending && <Reading file={check.variables.file.name} what={t('checking')} />}
      {check.isIdle && (
        <>
          <DropFile
            wanted={t('wanted')}
            accept=".docx"
            maxBytes={MOST_BYTES}
            onFile={(chosen) => check.mutate({ input, file: chosen })}
          />
          <p className="yz-help">{t('nothingKept')}</p>
        </>
      )}
      {report && file && <Report report={report} file={file.name} template={template} />}
    </Modal>
  )
}

type ReportProps = { readonly report: TemplateReport; readonly file: string; readonly template: Template }

function Report({ report: { wrong, notes, preview }, file, template }: ReportProps) {
  const t = useText(TEMPLATES_TEXTS)
  return (
    <div className={preview ? 'yz-report yz-report-drawn' : 'yz-report'}>
      <div role="status">
        <p className="yz-help">{t('file', { file })}</p>
        <Sentences tone="bad" title={t('wrong', { count: wrong.length })} sentences={wrong} />
        <Sentences tone="warn" title={t('notes')} sentences={notes} />
        {wrong.length + notes.length === 0 && <Status tone="good">{t('good')}</Status>}
        {wrong.length === 0 && <p className="yz-help">{t('nothingKept')}</p>}
      </div>
      {preview && (
        <div>
          <p className="yz-help">
            {t('preview')} · {t('pages', { pages: preview.pages })}
          </p>
          <DrawnPages drawing={preview.drawing} template={template} />
        </div>
      )}
    </div>
  )
}

type SentencesProps = {
  readonly tone: 'bad' | 'warn'
  readonly title: string
  readonly sentences: TemplateReport['wrong']
}

function Sentences({ tone, title, sentences }: SentencesProps) {
  const say = useSay()
  if (sentences.length === 0) return null
  return (
    <div className={`yz-sentences yz-sentences-${tone}`}>
      <Status tone={tone}>{title}</Status>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence.zh}>{say(sentence)}</li>
        ))}
      </ul>
    </div>
  )
}
