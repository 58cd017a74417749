import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useDownload, useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { downloadTemplate, listTemplates, previewTemplate, restoreTemplate, type Template } from '../contract.ts'
import { DrawnPages } from './drawn-pages.tsx'
import { TemplateFields } from './template-fields.tsx'
import { TEMPLATES_TEXTS } from './templates-texts.ts'
import { UploadTemplate } from './upload-template.tsx'

type Props = { readonly template: Template }

/** One paper: what it looks like filled, what its template may name, and what staff do with it. */
export function ChosenPaper({ template }: Props) {
  const t = useText(TEMPLATES_TEXTS)
  const say = useSay()
  const { own } = template
  return (
    <section className="yz-template" aria-labelledby="template">
      <div className="yz-template-head">
        <div>
          <h2 id="template">{say(template)}</h2>
          <p className="yz-help">{own ? t('ownFile', own) : t('oursInUse')}</p>
        </div>
        <Acts template={template} />
      </div>
      <div className="yz-template-body">
        <Preview template={template} />
        <TemplateFields fields={template.fields} />
      </div>
    </section>
  )
}

function Acts({ template }: Props) {
  const t = useText(TEMPLATES_TEXTS)
  const say = useSay()
  const { id: paper, own } = template
  const [isOpen, setOpen] = useState(false)
  const download = useDownload(downloadTemplate)
  const restore = useWrite(restoreTemplate, { touches: [listTemplates.id, previewTemplate.id] })
  const fetchFile = (original: boolean) => download.mutate({ input: { paper, original } })
  return (
    <div className="yz-buttons">
      {own && (
        <>
          <ConfirmButton
            label={t('restore')}
            title={t('restore')}
            confirm={t('restore')}
            isDestructive
            consequence={t('restoreWhat', { paper: say(template) })}
            onConfirm={() => restore.mutateAsync({ paper })}
          />
          <Button onClick={() => fetchFile(true)}>{t('downloadOriginal')}</Button>
        </>
      )}
      <Button icon={<DownloadOutlined />} loading={download.isPending} onClick={() => fetchFile(false)}>
        {t('download')}
      </Button>
      <Button type="primary" icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t('upload')}
      </Button>
      {download.error && <Failed problem={download.error} title={t('downloadFailed')} />}
      {isOpen && <UploadTemplate template={template} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Preview({ template }: Props) {
  const t = useText(TEMPLATES_TEXTS)
  const { id: paper } = template
  const { data, error, refetch, isPlaceholderData } = useRead(previewTemplate, { paper })
  return (
    <section className="yz-card yz-template-preview" aria-labelledby="preview">
      <h3 id="preview">
        {t('preview')} {data && !isPlaceholderData && <small>{t('pages', { pages: data.pages })}</small>}
      </h3>
      {error && <Failed problem={error} title={t('previewFailed')} onRetry={() => void refetch()} />}
      {data && !isPlaceholderData ? <DrawnPages drawing={data.drawing} template={template} /> : !error && <Loading />}
    </section>
  )
}
