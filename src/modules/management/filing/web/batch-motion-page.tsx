import { listDivisions } from '#registry/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { ROLES } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useMany, useRead } from '#web/api.ts'
import { ListImport } from '#web/kit/list-import.tsx'
import { ErrorSummary, Field, type FieldAria } from '#web/kit/form.tsx'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { motionEndpoints } from '../../election/contract.ts'
import { FILED_POSTS, listFilings, proposeFiling } from '../contract.ts'
import { type ActField, ActLine, type ActValues, typed } from './act-dialog.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { BATCH_TEXTS } from './batch-texts.ts'
import { FILING_TEXTS } from './filing-texts.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'
import { findCommunities, findPeople } from './neighbours.ts'
import { PersonInput } from './people-input.tsx'
import './filing.css'

/** More communities than a street has. */
const MOST = 200

const VIEWS = ['rows', 'excel'] as const

/** `/filing/batch`: one motion for many posts of a street, chosen here or from a workbook; each becomes a case of its own. */
export function BatchMotionPage() {
  const t = useText(BATCH_TEXTS)
  const [asked, change] = useParameters()
  const view = VIEWS.find((one) => one === asked['view']) ?? 'rows'
  return (
    <Page title={t('motion')} lead={t('motionLead')} crumbs={[{ title: t('motion') }]}>
      <Segmented
        aria-label={t('view')}
        className="yz-batch-views"
        value={view}
        onChange={(next) => change({ view: next, batch: '' }, { replace: false })}
        options={VIEWS.map((value) => ({ value, label: t(value === 'rows' ? 'byCommunity' : 'byExcel') }))}
      />
      {view === 'rows' ? (
        <ByCommunity />
      ) : (
        <ListImport endpoints={motionEndpoints} wanted={t('wanted')} next={<Link to="/filing">{t('toList')}</Link>} />
      )}
    </Page>
  )
}

/** A street has its own communities; others choose a street. */
function ByCommunity() {
  const t = useText(BATCH_TEXTS)
  const [asked, change] = useParameters()
  const { active } = useSession()
  const isStreet = ROLES[active.role].level === 'street'
  const { data } = useRead(listDivisions, { level: 'street', state: 'now' })
  const streets = data?.divisions.map(({ code, name }) => ({ value: String(code), label: name })) ?? []
  const street = isStreet ? streets[0]?.value : asked['street']
  return (
    <>
      {!isStreet && (
        <Field id="batch-street" label={t('street')}>
          {(aria) => (
            <Select
              {...aria}
              className="yz-batch-street"
              options={streets}
              value={street ?? null}
              placeholder={t('chooseStreet')}
              onChange={(value) => change({ street: value })}
            />
          )}
        </Field>
      )}
      {street && <Motion key={street} street={Number(street)} />}
    </>
  )
}

type Chosen = Readonly<Record<string, string>>

function useCommon(): readonly ActField[] {
  const t = useText(ACT_TEXTS)
  const words = useText(FILING_TEXTS)
  const say = useSay()
  const { data } = useRead(listFilings, {})
  const titled = (items: readonly { code: string; zh: string; en: string }[] = []) =>
    items.map((item) => ({ value: item.code, label: say(item) }))
  const posts = FILED_POSTS.map((value) => ({ value, label: words(value) }))
  return [
    { name: 'post', label: t('post'), kind: 'choice', options: posts, first: 'secretary' },
    { name: 'kind', label: t('kind'), kind: 'choice', options: titled(data?.kinds), first: 'FK-2' },
    { name: 'reason', label: t('reason'), kind: 'choice', options: titled(data?.reasons), first: 'FR-2' },
    { name: 'planned', label: t('planned'), kind: 'date' },
    { name: 'document', label: t('document'), kind: 'line' },
    { name: 'reserve', label: t('reserve'), kind: 'check' },
    { name: 'discipline', label: t('discipline'), kind: 'check' },
  ]
}

function useMotion() {
  const t = useText(BATCH_TEXTS)
  const navigate = useNavigate()
  const common = useCommon()
  const [changed, setChanged] = useState<ActValues>({})
  const values = { ...Object.fromEntries(common.map(({ name, first = '' }) => [name, first])), ...changed }
  const [chosen, setChosen] = useState<Chosen>({})
  const [isTried, setTried] = useState(false)
  const many = useMany(proposeFiling, FILINGS_TOUCHED)
  const set = (name: string, value: string) => setChanged((before) => ({ ...before, [name]: value }))
  const count = Object.values(chosen).filter(Boolean).length
  const missing = common.filter(({ name }) => typed(values, name) === null)
  const problems = [
    ...(missing.length > 0
      ? [
          {
            field: `filing-${missing[0]?.name}`,
            sentence: t('missing', { fields: missing.map(({ label }) => label).join('、') }),
          },
        ]
      : []),
    ...(count === 0 ? [{ field: 'batch-rows', sentence: t('nobody') }] : []),
  ]
  const send = async () => {
    setTried(true)
    if (problems.length > 0) return
    const left = await many.start(wishesOf(values, chosen))
    setChosen((before) => Object.fromEntries(Object.entries(before).filter(([community]) => left.has(community))))
    const search = { document: typed(values, 'document') ?? '' }
    if (left.size === 0) void navigate({ to: '/filing', search })
  }
  return { common, values, set, chosen, setChosen, count, problems: isTried ? problems : [], many, send }
}

function Motion({ street }: { readonly street: number }) {
  const t = useText(BATCH_TEXTS)
  const { common, values, set, chosen, setChosen, count, problems, many, send } = useMotion()
  return (
    <>
      <ErrorSummary problems={problems} />
      <section className="yz-card yz-batch-common" aria-label={t('motion')}>
        {common.map((field) => (
          <ActLine
            key={field.name}
            field={{ ...field, isShort: true }}
            value={values[field.name] ?? ''}
            error={undefined}
            onChange={(value) => set(field.name, value)}
          />
        ))}
      </section>
      <Candidates street={street} post={values['post'] ?? ''} chosen={chosen} onChoose={setChosen} left={many.left} />
      <div className="yz-batch-send">
        <span>{t('chosen', { count })}</span>
        {many.isRunning && <Status tone="info">{t('running')}</Status>}
        <Button type="primary" loading={many.isRunning} onClick={() => void send()}>
          {t('send', { count })}
        </Button>
      </div>
    </>
  )
}

function wishesOf(values: ActValues, chosen: Chosen) {
  const text = (name: string) => typed(values, name) ?? ''
  const post = FILED_POSTS.find((one) => one === values['post']) ?? 'secretary'
  return Object.entries(chosen)
    .filter(([, person]) => person !== '')
    .map(([community, person]) => ({
      key: community,
      input: {
        community,
        person,
        postKind: post,
        kind: text('kind'),
        reason: text('reason'),
        plannedOn: text('planned'),
        document: text('document'),
        leaves: null,
        reserveSeen: true as const,
        disciplinePresent: true as const,
      },
    }))
}

const ariaOf = (community: string): FieldAria => ({
  id: `batch-person-${community}`,
  'aria-describedby': undefined,
  'aria-invalid': undefined,
  'aria-required': undefined,
  status: '',
})

type CandidatesProps = {
  readonly street: number
  readonly post: string
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
  readonly left: ReturnType<typeof useMany>['left']
}

/** The communities of the street, who holds the post now, and who is meant for it. */
function Candidates({ street, post, chosen, onChoose, left }: CandidatesProps) {
  const t = useText(BATCH_TEXTS)
  const { data, error, refetch } = useRead(findCommunities, { street, limit: MOST })
  const { data: people } = useRead(findPeople, { street, post, limit: MOST }, { enabled: post !== '' })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.communities.length === 0) return <Empty title={t('rows')} />
  const holders = new Map(
    (people?.people ?? []).flatMap((one) =>
      one.posts.flatMap(({ kind, community }) => (kind === post ? [[community, one] as const] : [])),
    ),
  )
  const again = () =>
    onChoose({ ...chosen, ...Object.fromEntries([...holders].map(([community, { id }]) => [community, id])) })
  return (
    <section className="yz-card" id="batch-rows" aria-label={t('rows')}>
      <div className="yz-batch-head">
        <h2>{t('rows')}</h2>
        <Button onClick={again} disabled={holders.size === 0}>
          {t('same')}
        </Button>
      </div>
      <ul className="yz-batch-rows">
        {data.communities.map(({ id, shortName }) => {
          const holder = holders.get(id)
          const problem = left.get(id)
          return (
            <li key={id}>
              <span className="yz-batch-place">
                <label htmlFor={`batch-person-${id}`}>{shortName}</label>
                <span className="yz-help">{holder ? t('standing', { name: holder.name }) : t('vacant')}</span>
              </span>
              <span className="yz-batch-person">
                <PersonInput
                  aria={ariaOf(id)}
                  value={chosen[id] ?? ''}
                  onChange={(person) => onChoose({ ...chosen, [id]: person })}
                  known={holder ? [{ value: holder.id, label: `${holder.name} · ${shortName}` }] : []}
                />
                {problem && <span className="yz-error">{t('failed', { sentence: problem.message })}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
