import { Link } from '@tanstack/react-router'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listTemplates, type Template } from '../contract.ts'
import { ChosenPaper } from './chosen-paper.tsx'
import { TEMPLATES_TEXTS } from './templates-texts.ts'
import './templates.css'

/** `/documents/templates`: the papers of the district and what they are printed with. */
export function TemplatesPage() {
  const t = useText(TEMPLATES_TEXTS)
  const [{ paper: asked }] = useParameters()
  const { data, error, refetch } = useRead(listTemplates, {})
  const chosen = data?.templates.find(({ id }) => id === asked) ?? data?.templates[0]
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error && <Failed problem={error} title={t('failed')} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && chosen && (
        <div className="yz-templates">
          <Papers templates={data.templates} chosen={chosen} />
          <ChosenPaper key={chosen.id} template={chosen} />
        </div>
      )}
    </Page>
  )
}

type PapersProps = { readonly templates: readonly Template[]; readonly chosen: Template }

function Papers({ templates, chosen }: PapersProps) {
  const t = useText(TEMPLATES_TEXTS)
  const say = useSay()
  return (
    <nav className="yz-card yz-papers" aria-label={t('papers')}>
      <ul>
        {templates.map((template) => (
          <li key={template.id}>
            <Link
              to="."
              search={{ paper: template.id }}
              activeOptions={{ exact: true }}
              aria-current={template.id === chosen.id ? 'page' : undefined}
            >
              <strong>{say(template)}</strong>
              <span>{template.own ? t('own', template.own) : t('ours')}</span>
              {template.pages !== null && <span>{t('most', { pages: template.pages })}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
