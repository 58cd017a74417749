import { useNavigate, useParams } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useParameters } from '#web/address.ts'
import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { PastRecords } from '../../history/web/past-records.tsx'
import { KIN_KEEPERS } from '../../kin/contract.ts'
import { KinTab } from '../../kin/web/kin-tab.tsx'
import { ResumeTab } from '../../resume/web/resume-tab.tsx'
import { getPerson, type Person, withdrawPerson } from '../contract.ts'
import { BasicsTab } from './basics-tab.tsx'
import { EditPerson } from './edit-person.tsx'
import { MergeNotes } from './merge-notes.tsx'
import { PersonHeader } from './person-header.tsx'
import { PERSON_TEXTS } from './person-texts.ts'
import { PostsTab } from './posts-tab.tsx'
import { RenamePerson } from './rename-person.tsx'
import { VersionsTab } from './versions-tab.tsx'
import './people.css'

/** `/registry/people/$id`: one person, one record. */
export function PersonPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRead(getPerson, { id })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data || (data.id !== id && data.askedFor !== id)) return <Loading />
  return <Shown key={id} person={data} />
}

function Shown({ person }: { readonly person: Person }) {
  return (
    <Page
      title={person.name}
      crumbs={[{ title: person.name }]}
      secondary={person.mayChange && <Acts person={person} />}
      primary={person.mayChange && <EditPerson person={person} />}
    >
      <MergeNotes person={person} />
      <PersonHeader person={person} />
      <Tabs person={person} />
    </Page>
  )
}

function Acts({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const { active } = useSession()
  const navigate = useNavigate()
  const withdraw = useWrite(withdrawPerson, { touches: ['people.listPeople'] })
  const { id, version, name } = person
  const onConfirm = async (reason: string) => {
    await withdraw.mutateAsync({ id, version, reason })
    await navigate({ to: '/registry/people' })
  }
  return (
    <>
      {withdrawPerson.who.includes(active.role) && (
        <ConfirmButton
          label={t('withdraw')}
          title={t('withdrawTitle', { name })}
          consequence={t('withdrawWhat')}
          confirm={t('withdraw')}
          isDestructive
          reason={{ required: true }}
          onConfirm={onConfirm}
        />
      )}
      <RenamePerson person={person} />
    </>
  )
}

const VIEWS = ['basics', 'resume', 'posts', 'kin', 'past', 'versions'] as const

function Tabs({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const { active } = useSession()
  const [parameters, change] = useParameters()
  const views = VIEWS.filter((one) => one !== 'kin' || KIN_KEEPERS.some((role) => role === active.role))
  const view = views.find((one) => one === parameters['view']) ?? 'basics'
  return (
    <>
      <div className="yz-person-views">
        <Segmented
          aria-label={t('view')}
          className="yz-views"
          value={view}
          onChange={(next) => change({ view: next }, { replace: false })}
          options={views.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {view === 'basics' && <BasicsTab person={person} />}
      {view === 'resume' && <ResumeTab person={person} />}
      {view === 'posts' && <PostsTab person={person} />}
      {view === 'kin' && <KinTab person={person} />}
      {view === 'past' && <PastRecords of={{ person: person.id }} />}
      {view === 'versions' && <VersionsTab person={person} />}
    </>
  )
}
