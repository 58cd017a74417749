import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { Text } from '#kernel/language.ts'
import { useLanguage, useText } from '#web/language/language.tsx'
import type { Template } from '../contract.ts'
import { TEMPLATES_TEXTS } from './templates-texts.ts'

type Field = Template['fields'][number]
type Copying = { readonly copied: string | undefined; readonly copy: ((tag: string) => void) | undefined }

const tagOf = ({ zh }: Text): string => `{${zh}}`

/** What a template may name: each tag to be copied into Word. */
export function TemplateFields({ fields }: { readonly fields: readonly Field[] }) {
  const t = useText(TEMPLATES_TEXTS)
  const copying = useCopying()
  const plain = fields.filter(({ kind }) => kind !== 'list')
  const lists = fields.filter(({ kind }) => kind === 'list')
  return (
    <section className="yz-card yz-template-fields" aria-labelledby="fields">
      <h3 id="fields">{t('fields')}</h3>
      <p className="yz-help">{t('fieldsHelp')}</p>
      <ul className="yz-tags">
        {plain.map((field) => (
          <li key={field.zh}>
            <Tag field={field} tag={tagOf(field)} {...copying} />
            {field.kind === 'picture' && <small> {t('picture')}</small>}
          </li>
        ))}
      </ul>
      {lists.map((field) => (
        <List key={field.zh} field={field} {...copying} />
      ))}
      <p className="yz-help">{t('sections')}</p>
      <p className="yz-hidden" role="status">
        {copying.copied && t('copied', { tag: copying.copied })}
      </p>
    </section>
  )
}

function List({ field, ...copying }: Copying & { readonly field: Field }) {
  const t = useText(TEMPLATES_TEXTS)
  return (
    <div className="yz-tag-list">
      <p>
        <Tag field={field} tag={`{#${field.zh}} … {/${field.zh}}`} {...copying} />
      </p>
      <p className="yz-help">{t('list')}</p>
      <ul className="yz-tags">
        {field.fields.map((inner) => (
          <li key={inner.zh}>
            <Tag field={inner} tag={tagOf(inner)} {...copying} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Tag({ field, tag, copied, copy }: Copying & { readonly field: Text; readonly tag: string }) {
  const t = useText(TEMPLATES_TEXTS)
  const { language } = useLanguage()
  // A tag is Chinese in either language: the template is.
  const meaning = language === 'zh' ? null : <small> {field.en}</small>
  if (!copy) {
    return (
      <>
        <code className="yz-tag">{tag}</code>
        {meaning}
      </>
    )
  }
  return (
    <>
      <button type="button" className="yz-tag" aria-label={t('copy', { tag })} onClick={() => copy(tag)}>
        {tag} {copied === tag ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      </button>
      {meaning}
    </>
  )
}

/** Browsers lend the clipboard to secure addresses only; elsewhere one selects the text. */
function useCopying(): Copying {
  const [copied, setCopied] = useState<string>()
  if (!window.isSecureContext) return { copied, copy: undefined }
  const copy = (tag: string) =>
    void navigator.clipboard.writeText(tag).then(
      () => setCopied(tag),
      () => setCopied(undefined),
    )
  return { copied, copy }
}
