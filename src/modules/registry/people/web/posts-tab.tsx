import { useRead } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { getPersonTimeline } from '../../posts/contract.ts'
import { Timeline } from '../../posts/web/timeline.tsx'
import type { Person } from '../contract.ts'
import { PERSON_TEXTS } from './person-texts.ts'

/** 任职: what the person held where. */
export function PostsTab({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const { data, error, refetch } = useRead(getPersonTimeline, { person: person.id })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <section className="yz-card yz-person-section">
      {data.tracks.length === 0 ? (
        <Empty title={t('noTenures')} next={t('noTenuresNext')} />
      ) : (
        <Timeline label={t('timeline')} tracks={data.tracks} today={data.today} of="person" />
      )}
    </section>
  )
}
