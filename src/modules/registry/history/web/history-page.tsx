import { Link } from '@tanstack/react-router'
import { ListImport } from '#web/kit/list-import.tsx'
import { useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { Page } from '#web/shell/page.tsx'
import { historyEndpoints } from '../contract.ts'

const TEXTS = texts({
  zh: {
    title: '历史导入',
    lead: '系统启用前的星级、述职评议、年度考核、荣誉、培训、后备和第一书记经历。照原样保存，标明“历史导入”，系统不重新计算。',
    wanted: '历史记录(.xlsx)',
    people: '查看人员',
  },
  en: {
    title: 'Past records',
    lead: 'Stars, grades, appraisals, honours, trainings, reserve and first secretaries from before this system. Kept as they were, marked as imported, never recomputed.',
    wanted: 'past records (.xlsx)',
    people: 'See the people',
  },
})

/** `/registry/history`: what was before the system, from a workbook. */
export function HistoryPage() {
  const t = useText(TEXTS)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ListImport
        endpoints={historyEndpoints}
        wanted={t('wanted')}
        next={<Link to="/registry/people">{t('people')}</Link>}
      />
    </Page>
  )
}
