import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { periodTitle } from '#kernel/period.ts'
import { usePeriod } from '#web/address.ts'
import { useDownload, useRead } from '#web/api.ts'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { type CommunityVisits, listVisits, printForms, USES } from '../contract.ts'
import { VisitCard } from './visit-card.tsx'
import { COMMUNITY_TEXTS, VISIT_TEXTS } from './visit-texts.ts'
import './visits.css'

/** `/visits/$community`: the visits of a half-year to one community. */
export function CommunityVisitsPage() {
  const { community = '' } = useParams({ strict: false })
  const [period] = usePeriod()
  const { data, error, refetch } = useRead(listVisits, { period, community })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data || data.place.community !== community) return <Loading />
  return <Visits period={period} data={data} />
}

type Props = { readonly period: string; readonly data: CommunityVisits }

function Visits({ period, data }: Props) {
  const t = useText(COMMUNITY_TEXTS)
  const say = useSay()
  const { place, visits, mayRecord } = data
  const empty = mayRecord ? { title: t('empty'), next: t('emptyNext') } : { title: t('sealed'), next: t('sealedNext') }
  return (
    <Page
      title={place.name}
      lead={t('lead', { street: place.streetName, period: say(periodTitle(period)) })}
      crumbs={[{ title: place.name }]}
      secondary={<PrintForm period={period} community={place.community} />}
      primary={mayRecord && <Record period={period} community={place.community} />}
    >
      {visits.length > 0 ? <Lacking data={data} /> : <Empty {...empty} />}
      <ol className="yz-visits">
        {visits.map((visit) => (
          <VisitCard key={visit.id} visit={visit} period={period} data={data} />
        ))}
      </ol>
    </Page>
  )
}

type Address = { readonly period: string; readonly community: string }

function Record({ period, community }: Address) {
  const t = useText(COMMUNITY_TEXTS)
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      onClick={() => void navigate({ to: `/visits/${community}/record`, search: { period } } as never)}
    >
      {t('record')}
    </Button>
  )
}

function PrintForm({ period, community }: Address) {
  const t = useText(COMMUNITY_TEXTS)
  const form = useDownload(printForms)
  return (
    <Button loading={form.isPending} onClick={() => form.mutate({ input: { period, communities: [community] } })}>
      {t('form')}
    </Button>
  )
}

/** What the half-year still lacks here. */
function Lacking({ data: { visits, tasks } }: { readonly data: CommunityVisits }) {
  const t = useText(COMMUNITY_TEXTS)
  const word = useText(VISIT_TEXTS)
  const uses = USES.filter((use) => !visits.some((visit) => visit.uses.includes(use)))
  const open = tasks.filter(({ code, ended }) => !ended && !visits.some(({ findings }) => findings[code]))
  const lacks = [
    ...uses.map((use) => word(use)),
    ...(open.length > 0 ? [word('tasksOpen', { count: open.length })] : []),
  ]
  return (
    <p className="yz-visit-lacking">
      {lacks.length === 0 ? (
        <Status tone="good">{t('complete')}</Status>
      ) : (
        <>
          <Status tone="warn">{t('lacking')}</Status> {lacks.join(word('listComma'))}
        </>
      )}
    </p>
  )
}
