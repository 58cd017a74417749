import { Link } from '@tanstack/react-router'
import { useRead } from '#web/api.ts'
import { ListImport } from '#web/kit/list-import.tsx'
import { useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { getGoingLive } from '../../posts/contract.ts'
import { rosterEndpoints } from '../contract.ts'

const TEXTS = texts({
  zh: {
    title: '花名册',
    opening: '从 Excel 导入社区党组织书记花名册：登记人员，并写入现任职务。正式启用前，职务以两人确认的花名册为准。',
    live: '从 Excel 更新人员信息。本区已正式启用，任职变动须经备案，花名册不再写入职务。',
    update: '从 Excel 登记人员、更新信息。',
    wanted: '花名册(.xlsx)',
    second: '正式启用前还须由组织部另一个人确认，确认后才写入。',
    people: '查看人员',
  },
  en: {
    title: 'Roster',
    opening:
      'The roster of community secretaries from Excel: people, and the posts they hold. Before going live, posts stand on a roster that two people confirmed.',
    live: 'Personal data from Excel. The district is live: acts on posts need a filing, a roster opens none.',
    update: 'People and their data from Excel.',
    wanted: 'the roster (.xlsx)',
    second:
      'Before going live somebody else of the organization department has to confirm it; only then it is written.',
    people: 'See the people',
  },
})

/** `/registry/roster`: people and their posts from a workbook. */
export function RosterPage() {
  const t = useText(TEXTS)
  const { active } = useSession()
  const maySee = getGoingLive.who.includes(active.role)
  const { data } = useRead(getGoingLive, {}, { enabled: maySee })
  const isLive = Boolean(data?.live)
  return (
    <Page title={t('title')} lead={data ? t(isLive ? 'live' : 'opening') : t('update')}>
      <ListImport
        endpoints={rosterEndpoints}
        wanted={t('wanted')}
        {...(isLive ? {} : { second: t('second') })}
        next={<Link to="/registry/people">{t('people')}</Link>}
      />
    </Page>
  )
}
