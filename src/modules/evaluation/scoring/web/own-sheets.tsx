import { Link } from '@tanstack/react-router'
import { Progress } from 'antd'
import { periodTitle } from '#kernel/period.ts'
import { usePeriod } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { Page } from '#web/shell/page.tsx'
import { listSheets, type Sheet } from '../contract.ts'
import { State } from './sheets-table.tsx'
import './scoring.css'

const TEXTS = texts({
  zh: {
    title: '星级评定赋分',
    none: '本期没有需要本部门赋分的指标',
    noneNext: '组织部开启半年期后，赋分表会出现在这里和工作台。',
    points: '满分 {points} 分 · {filled}/{cells} 格已确认',
    returned: '退回原因：{reason}',
    fill: '填写赋分表',
    view: '查看已提交的赋分表',
    viewMissed: '查看未提交的赋分表',
  },
  en: {
    title: 'Scores for the star rating',
    none: 'Your department has nothing to score in this period',
    noneNext: 'When the organization department opens a half-year, the sheet appears here and in the work queue.',
    points: '{points} points · {filled} of {cells} cells confirmed',
    returned: 'Sent back: {reason}',
    fill: 'Fill in the sheet',
    view: 'View the submitted sheet',
    viewMissed: 'View the sheet that was not submitted',
  },
})

/** The sheets that the reader's department fills. */
export function OwnSheets() {
  const t = useText(TEXTS)
  const say = useSay()
  const [period] = usePeriod()
  const { data, error, refetch } = useRead(listSheets, { period })
  if (error && error.status !== 404) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data && !error) return <Loading />
  const sheets = data?.sheets ?? []
  return (
    <Page title={t('title')} lead={say(periodTitle(period))}>
      {sheets.length === 0 && <Empty title={t('none')} next={t('noneNext')} />}
      <div className="yz-own-sheets">
        {sheets.map((sheet) => (
          <OwnSheet key={sheet.department} sheet={sheet} period={period} />
        ))}
      </div>
    </Page>
  )
}

function OwnSheet({ sheet, period }: { readonly sheet: Sheet; readonly period: string }) {
  const t = useText(TEXTS)
  const say = useSay()
  const { department, name, dimension, points, filled, cells, state, missed, returnReason } = sheet
  return (
    <section className="yz-card yz-own-sheet">
      <h2>
        {say(name)} · {say(dimension)}
      </h2>
      <State sheet={sheet} />
      <Progress percent={Math.floor((filled / Math.max(cells, 1)) * 100)} size="small" aria-label={say(name)} />
      <p>{t('points', { points, filled, cells })}</p>
      {state === 'returned' && <p>{t('returned', { reason: returnReason ?? '' })}</p>}
      <Link to={`/star/sheets/${department}`} search={{ period }}>
        {t(state === 'submitted' ? 'view' : missed ? 'viewMissed' : 'fill')}
      </Link>
    </section>
  )
}
