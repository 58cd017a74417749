import { Link } from '@tanstack/react-router'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import { getFiling } from '../../filing/contract.ts'
import {
  type Cell,
  concludeReview,
  type FoundItem,
  getReview,
  type MatrixRow,
  releaseReply,
  resolveFinding,
} from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import { type Departments, ReplyState } from './matrix-legend.tsx'
import { MATRIX_TEXTS } from './matrix-texts.ts'
import { ResolveFinding } from './resolve-finding.tsx'

type Props = {
  readonly departments: Departments
  /** Among which one walks without closing it. */
  readonly rows: readonly MatrixRow[]
  readonly row: MatrixRow | undefined
  readonly onOpen: (row: MatrixRow | undefined) => void
}

/** What the departments answered about one candidate, and what is decided on it. */
export function ReviewDrawer({ departments, rows, row, onOpen }: Props) {
  const t = useText(MATRIX_TEXTS)
  const may = useMay()
  const at = rows.findIndex(({ request }) => request === row?.request)
  const walk = (to: number) => (at >= 0 && rows[to] ? () => onOpen(rows[to]) : undefined)
  const isReady = row?.mayConclude && may(concludeReview)
  return (
    <RecordDrawer
      isOpen={row !== undefined}
      title={row ? t('open', { person: row.personName, place: `${row.streetName} ${row.communityName}` }) : ''}
      onClose={() => onOpen(undefined)}
      onPrevious={walk(at - 1)}
      onNext={walk(at + 1)}
      width={680}
      extra={isReady && <Conclude key={row.filing} filing={row.filing} onDone={() => onOpen(undefined)} />}
    >
      {row && <Opened key={row.request} row={row} departments={departments} />}
    </RecordDrawer>
  )
}

type OpenedProps = { readonly row: MatrixRow; readonly departments: Departments }

function Opened({ row: { request, filing }, departments }: OpenedProps) {
  const t = useText(MATRIX_TEXTS)
  const may = useMay()
  const { data, error, refetch } = useRead(getReview, { request })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  // While another one loads, the old answer is still there: nothing may be decided on it.
  if (data?.request !== request) return <Loading />
  const held = new Set(data.sealed.map(({ code }) => code))
  return (
    <>
      <p>
        <Link to={`/filing/${filing}`}>{t('toCase')}</Link>
      </p>
      <Sealed review={data} />
      <h3>{t('findings')}</h3>
      {data.findings.length === 0 && <p className="yz-help">{t('noFindings')}</p>}
      <ul className="yz-findings">
        {data.findings.map((finding) => (
          <Finding
            key={`${finding.department}${finding.item}`}
            finding={finding}
            request={request}
            isHeld={held.has(finding.department)}
            mayDecide={may(resolveFinding) && !held.has(finding.department)}
          />
        ))}
      </ul>
      <h3>{t('replies')}</h3>
      <Replies departments={departments} cells={data.cells} />
    </>
  )
}

function Replies({ departments, cells }: { readonly departments: Departments; readonly cells: readonly Cell[] }) {
  const say = useSay()
  return (
    <dl className="yz-review-replies">
      {cells.map(({ department, state, on }) => (
        <div key={department}>
          <dt>{say(departments.find(({ code }) => code === department) ?? { zh: department, en: department })}</dt>
          <dd>
            <ReplyState state={state}>{on ? ` ${on}` : ''}</ReplyState>
          </dd>
        </div>
      ))}
    </dl>
  )
}

type FindingProps = {
  readonly finding: FoundItem
  readonly request: string
  readonly isHeld: boolean
  readonly mayDecide: boolean
}

function Finding({ finding, request, isHeld, mayDecide }: FindingProps) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const { departmentName, item, title, answer, basis, resolution } = finding
  const stops = answer === 'found' || answer === 'defer'
  return (
    <li>
      <Status tone={stops && resolution?.outcome !== 'cleared' ? 'bad' : 'idle'}>{say(ANSWER_WORDS[answer])}</Status>{' '}
      <strong>{say(departmentName)}</strong> {isHeld && <Status tone="info">{t('held')}</Status>}
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

function Conclude({ filing, onDone }: { readonly filing: string; readonly onDone: () => void }) {
  const t = useText(MATRIX_TEXTS)
  const { data } = useRead(getFiling, { filing })
  const conclude = useWrite(concludeReview)
  if (data?.filing.id !== filing) return null
  const { version } = data.filing
  return (
    <ConfirmButton
      isPrimary
      label={t('conclude')}
      title={t('conclude')}
      confirm={t('conclude')}
      consequence={t('concludeWhat')}
      onConfirm={() => conclude.mutateAsync({ filing, version }).then(onDone)}
    />
  )
}
