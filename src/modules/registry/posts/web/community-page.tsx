import { Link, useParams } from '@tanstack/react-router'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { PastRecords } from '../../history/web/past-records.tsx'
import { getCommunityTimeline, type Track } from '../contract.ts'
import { daysOf } from '../rules.ts'
import { COMMUNITY_PAGE_TEXTS } from './community-texts.ts'
import { CommunityNotes } from './community-notes.tsx'
import { POST_TEXTS } from './post-texts.ts'
import { Timeline } from './timeline.tsx'
import './posts.css'

export type CommunityTimeline = OutputOf<typeof getCommunityTimeline>

/** `/registry/communities/$id`: who held which post of a community. */
export function CommunityPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRead(getCommunityTimeline, { community: id })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data || data.community.id !== id) return <Loading />
  return <Community key={id} timeline={data} />
}

function Community({ timeline }: { readonly timeline: CommunityTimeline }) {
  const t = useText(COMMUNITY_PAGE_TEXTS)
  const { community, tracks, today } = timeline
  return (
    <Page
      title={community.shortName}
      lead={t('lead', { street: community.streetName, kind: t(community.kind), code: community.code })}
      crumbs={[{ title: community.shortName }]}
    >
      <CommunityNotes timeline={timeline} />
      <section className="yz-card yz-posts">
        <h2>{t('timeline')}</h2>
        <Timeline label={t('timeline')} tracks={tracks} today={today} of="community" />
      </section>
      <Tenures tracks={tracks} today={today} />
      <div className="yz-posts-past">
        <PastRecords of={{ community: community.id }} />
      </div>
    </Page>
  )
}

type Line = Track['tenures'][number] & Pick<Track, 'kind'>

function Tenures({ tracks, today }: { readonly tracks: readonly Track[]; readonly today: string }) {
  const t = useText(COMMUNITY_PAGE_TEXTS)
  const rows = tracks.flatMap(({ kind, tenures }) => tenures.map((one) => ({ ...one, kind })).toReversed())
  return (
    <RecordTable
      id="registry.tenures"
      label={t('list')}
      columns={useColumns(today)}
      rowKey={({ id }) => id}
      rows={rows}
      toolbar={<h2>{t('list')}</h2>}
      empty={{ title: t('none'), next: t('noneNext') }}
    />
  )
}

function useColumns(today: string): readonly Column<Line>[] {
  const t = useText(COMMUNITY_PAGE_TEXTS)
  const post = useText(POST_TEXTS)
  return [
    { key: 'post', title: t('post'), width: 150, cell: ({ kind }) => post(kind) },
    {
      key: 'name',
      title: t('name'),
      width: 120,
      cell: ({ name, person }) =>
        name === null ? post('hidden') : <Link to={`/registry/people/${person}`}>{name}</Link>,
    },
    {
      key: 'capacity',
      title: t('capacity'),
      width: 130,
      cell: ({ capacity }) => <Status tone={capacity === 'acting' ? 'warn' : 'good'}>{post(capacity)}</Status>,
    },
    { key: 'from', title: t('from'), width: 110, cell: ({ from }) => from },
    { key: 'until', title: t('until'), width: 110, cell: ({ until }) => until ?? post('open') },
    {
      key: 'length',
      title: t('length'),
      width: 80,
      align: 'end',
      cell: (row) => (row.from > today ? '' : daysOf(row, today)),
    },
    { key: 'basis', title: t('basis'), cell: ({ acts }) => <Basis acts={acts} /> },
  ]
}

function Basis({ acts }: Pick<Line, 'acts'>) {
  const post = useText(POST_TEXTS)
  const texts = acts.map(({ action, number }) => `${post(action)} ${number ?? post('opening')}`)
  return <>{texts.join('；')}</>
}
