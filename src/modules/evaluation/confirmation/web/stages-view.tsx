import { Button } from 'antd'
import { useParameters } from '#web/address.ts'
import { useDownload, useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Cycle } from '../../cycle/contract.ts'
import { cycleProcedure } from '../../cycle/procedure.ts'
import { announceStars, getStages, printProposals, type ProposingStreet } from '../contract.ts'
import { Deferrals } from './deferrals.tsx'
import { NoticeCard } from './notice-card.tsx'
import { ProposalSheet } from './proposal-sheet.tsx'
import { STAGES_TOUCHED } from './stages-touched.ts'
import { STAGE_TEXTS } from './stage-texts.ts'
import './confirmation.css'

type Stages = OutputOf<typeof getStages>

/** From the totals to confirmed stars: who still has to propose, what residents read, what they object. */
export function StagesView({ cycle }: { readonly cycle: Cycle }) {
  const { period } = cycle
  const [{ proposal }] = useParameters()
  const { data, error, refetch } = useRead(getStages, { period }, { every: 15 })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const street = data.streets.find((one) => String(one.street) === proposal)
  if (street) return <ProposalSheet key={street.street} period={period} round={data.round} street={street} />
  return (
    <div className="yz-stages">
      {data.notices.map((notice) => (
        <NoticeCard key={notice.id} period={period} notice={notice} streets={data.streets} />
      ))}
      <Streets data={data} cycle={cycle} />
      <Pools data={data} />
      <Deferrals period={period} deferrals={data.deferrals} streets={data.streets} isOpen={cycle.state === 'closed'} />
    </div>
  )
}

function Streets({ data, cycle }: { readonly data: Stages; readonly cycle: Cycle }) {
  const t = useText(STAGE_TEXTS)
  const [, change] = useParameters()
  return (
    <RecordTable
      id="evaluation.proposals"
      label={t('streets')}
      columns={useStreetColumns()}
      rowKey={({ street }) => String(street)}
      rows={data.streets}
      toolbar={
        <>
          <h2>{t('streets')}</h2>
          {data.streets.length > 0 && <PrintSheets period={cycle.period} />}
          {data.mayAnnounce && <Announce cycle={cycle} waiting={data.waiting} />}
        </>
      }
      actions={({ street }) => (
        <Button size="small" onClick={() => change({ proposal: String(street) }, { replace: false })}>
          {t('open')}
        </Button>
      )}
      empty={{ title: t('noStreets'), next: t('noStreetsNext') }}
    />
  )
}

function PrintSheets({ period }: { readonly period: string }) {
  const t = useText(STAGE_TEXTS)
  const print = useDownload(printProposals)
  return (
    <Button loading={print.isPending} onClick={() => print.mutate({ input: { period } })}>
      {t('printSheets')}
    </Button>
  )
}

function useStreetColumns(): readonly Column<ProposingStreet>[] {
  const t = useText(STAGE_TEXTS)
  return [
    { key: 'street', title: t('street'), width: 150, cell: ({ name }) => name },
    { key: 'communities', title: t('communities'), width: 90, align: 'end', cell: ({ communities }) => communities },
    {
      key: 'proposed',
      title: t('proposed'),
      width: 220,
      cell: ({ proposed, due }) =>
        proposed && !due ? (
          <>
            <Status tone="good">{t('proposedBy', { date: proposed.on, by: proposed.by })}</Status>{' '}
            {proposed.onBehalf && t('onBehalf')}
          </>
        ) : (
          <Status tone="warn">{t('notProposed')}</Status>
        ),
    },
    { key: 'document', title: t('document'), width: 220, cell: ({ proposed }) => proposed?.document ?? '—' },
  ]
}

function Announce({ cycle: { period, version, state }, waiting }: { readonly cycle: Cycle; readonly waiting: number }) {
  const t = useText(STAGE_TEXTS)
  const say = useSay()
  const announce = useWrite(announceStars, STAGES_TOUCHED)
  const { consequence } = cycleProcedure.events.announce
  return (
    <ConfirmButton
      isPrimary={state === 'closed'}
      label={t('announce')}
      title={t('announce')}
      confirm={t('announce')}
      consequence={
        <>
          <p>{t('announceWaiting', { count: waiting })}</p>
          {consequence && <p>{say(consequence)}</p>}
        </>
      }
      onConfirm={() => announce.mutateAsync({ period, version })}
    />
  )
}

function Pools({ data }: { readonly data: Stages }) {
  const t = useText(STAGE_TEXTS)
  const say = useSay()
  if (data.pools.length === 0) return null
  const columns: readonly Column<Stages['pools'][number]>[] = [
    {
      key: 'streets',
      title: t('poolStreets'),
      width: 260,
      cell: ({ streets }) => {
        const names = streets.join(say({ zh: '、', en: ', ' }))
        return streets.length > 1 ? t('shared', { streets: names }) : names
      },
    },
    { key: 'places', title: t('places'), width: 90, align: 'end', cell: ({ places }) => places },
    { key: 'proposed', title: t('taken'), width: 140, align: 'end', cell: ({ proposed }) => proposed },
  ]
  return (
    <RecordTable
      id="evaluation.pools"
      label={t('pools')}
      columns={columns}
      rowKey={({ streets }) => streets.join()}
      rows={data.pools}
      toolbar={<h2>{t('pools')}</h2>}
      empty={{ title: t('noStreets') }}
    />
  )
}
