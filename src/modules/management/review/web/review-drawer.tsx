import { Drawer } from 'antd'
import { Link } from '@tanstack/react-router'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useNarrow } from '#web/narrow.ts'
import { useSession } from '#web/session.tsx'
import { getFiling } from '../../filing/contract.ts'
import { concludeReview, type FoundItem, getReview, type MatrixRow, releaseReply } from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import { MATRIX_TEXTS } from './matrix-texts.ts'
import { ResolveFinding } from './resolve-finding.tsx'

type Props = { readonly row: MatrixRow | undefined; readonly onClose: () => void }

/** What the departments answered about one candidate, and what is decided on it. */
export function ReviewDrawer({ row, onClose }: Props) {
  const t = useText(MATRIX_TEXTS)
  const isNarrow = useNarrow()
  return (
    <Drawer
      open={row !== undefined}
      onClose={onClose}
      size={isNarrow ? '100%' : 680}
      destroyOnHidden
      title={row ? t('open', { person: `${row.streetName} ${row.communityName} ${row.personName}` }) : ''}
    >
      {row && <Opened row={row} />}
    </Drawer>
  )
}

function Opened({ row }: { readonly row: MatrixRow }) {
  const t = useText(MATRIX_TEXTS)
  const { active } = useSession()
  const { data, error, refetch } = useRead(getReview, { request: row.request })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const isOrganization = active.role !== 'discipline-officer'
  return (
    <>
      <p>
        <Link to={`/filing/${row.filing}`}>{t('toCase')}</Link>
      </p>
      <h3>{t('findings')}</h3>
      {data.findings.length === 0 && <p className="yz-help">{t('noFindings')}</p>}
      <ul className="yz-findings">
        {data.findings.map((finding) => (
          <Finding
            key={`${finding.department}${finding.item}`}
            finding={finding}
            request={data.request}
            mayDecide={isOrganization && !data.sealed.some(({ code }) => code === finding.department)}
          />
        ))}
      </ul>
      <Sealed review={data} />
      {isOrganization && row.mayConclude && <Conclude row={row} />}
    </>
  )
}

type FindingProps = { readonly finding: FoundItem; readonly request: string; readonly mayDecide: boolean }

function Finding({ finding, request, mayDecide }: FindingProps) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const { departmentName, item, title, answer, basis, resolution } = finding
  const stops = answer === 'found' || answer === 'defer'
  return (
    <li>
      <Status tone={stops && resolution?.outcome !== 'cleared' ? 'bad' : 'idle'}>{say(ANSWER_WORDS[answer])}</Status>{' '}
      <strong>{say(departmentName)}</strong>
      <p>
        {item} {say(title)}
        {basis && <small> {basis}</small>}
      </p>
      {resolution && <p className="yz-help">{t('resolved', { ...resolution, outcome: t(resolution.outcome) })}</p>}
      {stops && !resolution && mayDecide && <ResolveFinding finding={finding} request={request} />}
    </li>
  )
}

function Sealed({ review: { request, sealed } }: { readonly review: OutputOf<typeof getReview> }) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const release = useWrite(releaseReply)
  if (sealed.length === 0) return null
  return (
    <>
      <h3>{t('sealed')}</h3>
      <ul className="yz-findings">
        {sealed.map(({ code, ...name }) => (
          <li key={code}>
            <strong>{say(name)}</strong>{' '}
            <ConfirmButton
              label={t('release')}
              title={t('release')}
              confirm={t('release')}
              consequence={t('releaseWhat')}
              reason={{ label: t('reason'), required: true }}
              onConfirm={(reason) => release.mutateAsync({ request, department: code, reason })}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function Conclude({ row: { filing } }: { readonly row: MatrixRow }) {
  const t = useText(MATRIX_TEXTS)
  const { data } = useRead(getFiling, { filing })
  const conclude = useWrite(concludeReview)
  if (!data) return null
  return (
    <ConfirmButton
      isPrimary
      label={t('conclude')}
      title={t('conclude')}
      confirm={t('conclude')}
      consequence={t('concludeWhat')}
      onConfirm={() => conclude.mutateAsync({ filing, version: data.filing.version })}
    />
  )
}
