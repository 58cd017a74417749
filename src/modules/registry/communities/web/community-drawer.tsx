import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { type AreaCommittee, listAreaCommittees } from '../../bodies/contract.ts'
import { Lineage } from '../../successions/web/lineage.tsx'
import { getCommunityTimeline } from '../../posts/contract.ts'
import { type Community, setCommunityKind } from '../contract.ts'
import { COMMUNITY_TEXTS } from './community-texts.ts'

type CommunityDrawerProps = {
  readonly community: Community | undefined
  readonly onClose: () => void
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
}

/** One community, and the correction of its kind for those who may. */
export function CommunityDrawer({ community, ...drawer }: CommunityDrawerProps) {
  return (
    <RecordDrawer isOpen={community !== undefined} title={community?.shortName ?? ''} {...drawer}>
      {community && <Details community={community} />}
    </RecordDrawer>
  )
}

function Details({ community }: { readonly community: Community }) {
  const t = useText(COMMUNITY_TEXTS)
  const { active } = useSession()
  const { id, name, code, pinyin, streetName, kind, validUntil } = community
  const mayCorrect = !validUntil && setCommunityKind.who.includes(active.role)
  return (
    <div className="yz-community">
      <dl>
        <Part title={t('official')}>{name}</Part>
        <Part title={t('street')}>{streetName}</Part>
        <Part title={t('code')}>
          <code>{code}</code>
        </Part>
        <Part title={t('pinyin')}>{pinyin}</Part>
        <Part title={t('kind')}>{t(kind)}</Part>
        {validUntil && <Part title={t('until')}>{validUntil}</Part>}
        <AreaCommitteeOf community={id} />
      </dl>
      <Lineage community={community} />
      {getCommunityTimeline.who.includes(active.role) && (
        <p>
          <Link to={`/registry/communities/${id}`}>{t('posts')}</Link>
        </p>
      )}
      <p className="yz-help">{t('kindHelp')}</p>
      {!validUntil && <p className="yz-help">{t(mayCorrect ? 'kindHere' : 'kindElsewhere')}</p>}
      {mayCorrect && <CorrectKind community={community} />}
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}

function AreaCommitteeOf({ community }: { readonly community: string }) {
  const t = useText(COMMUNITY_TEXTS)
  const say = useSay()
  const { data } = useRead(listAreaCommittees, {})
  const isPresent = (member: AreaCommittee['members'][number]) =>
    member.community === community && member.until === null
  const committee = data?.committees.find(({ members }) => members.some(isPresent))
  const isLead = committee?.members.find(isPresent)?.lead
  if (!committee) return null
  return (
    <Part title={t('areaCommittee')}>
      {say(committee)}
      {isLead && ` ${t('isLead')}`}
    </Part>
  )
}

function CorrectKind({ community: { id, shortName, kind, version } }: { readonly community: Community }) {
  const t = useText(COMMUNITY_TEXTS)
  const correct = useWrite(setCommunityKind, { touches: ['community.listCommunities'] })
  const other = kind === 'urban' ? 'converted' : 'urban'
  const label = t('correct', { kind: t(other) })
  return (
    <ConfirmButton
      label={label}
      title={t('correctTitle')}
      consequence={t('correctWhat', { name: shortName, from: t(kind), to: t(other) })}
      confirm={label}
      onConfirm={() => correct.mutateAsync({ id, kind: other, version })}
    />
  )
}
