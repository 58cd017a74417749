import { Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { useSession } from '#web/session.tsx'
import { getSupervision, liftStop, type Stop } from '../contract.ts'
import { StopDialog } from './stop-dialog.tsx'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'

type Board = OutputOf<typeof getSupervision>
type Late = Board['late'][number]

/** `/supervision`: what discipline has stopped, and which departments are late. */
export function SupervisionPage() {
  const t = useText(SUPERVISION_TEXTS)
  const { active } = useSession()
  const { data, error, refetch, isFetching } = useRead(getSupervision, {})
  const [isOpen, setOpen] = useState(false)
  const [stops, late] = [useStopColumns(), useLateColumns()]
  const isDiscipline = active.role === 'discipline-officer'
  const shared = { isLoading: isFetching, problem: error, onRetry: () => void refetch() }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      primary={
        isDiscipline && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('stop')}
          </Button>
        )
      }
    >
      <RecordTable
        id="management.stops"
        label={t('stops')}
        columns={stops}
        rowKey={({ id }) => id}
        rows={data?.stops}
        toolbar={<h2>{t('stops')}</h2>}
        {...(isDiscipline ? { actions: (stop: Stop) => (stop.mayLift ? <Lift stop={stop} /> : null) } : {})}
        empty={{ title: t('none'), next: t('noneNext') }}
        {...shared}
      />
      {active.role !== 'street-officer' && (
        <RecordTable
          id="management.late"
          label={t('late')}
          columns={late}
          rowKey={({ department }) => department}
          rows={data?.late}
          toolbar={<h2>{t('late')}</h2>}
          empty={{ title: t('noLate'), next: t('noLateNext') }}
          {...shared}
        />
      )}
      {isOpen && data && <StopDialog cases={data.cases} days={data.days} onClose={() => setOpen(false)} />}
    </Page>
  )
}

function useStopColumns(): readonly Column<Stop>[] {
  const t = useText(SUPERVISION_TEXTS)
  return [
    { key: 'person', title: t('person'), width: 100, cell: ({ personName }) => personName },
    {
      key: 'place',
      title: t('place'),
      width: 150,
      cell: ({ streetName, communityName }) => `${streetName} ${communityName}`,
    },
    { key: 'reason', title: t('reason'), width: 260, cell: ({ reason }) => reason },
    { key: 'by', title: t('by'), width: 100, cell: ({ by }) => by },
    { key: 'until', title: t('until'), width: 190, cell: ({ from, until }) => `${from} — ${until}` },
    { key: 'state', title: t('state'), width: 220, cell: (stop) => <StopState stop={stop} /> },
  ]
}

function StopState({ stop: { state, lifted } }: { readonly stop: Stop }) {
  const t = useText(SUPERVISION_TEXTS)
  if (lifted) return <Status tone="idle">{t('lifted', lifted)}</Status>
  return state === 'stands' ? <Status tone="bad">{t('stands')}</Status> : <Status tone="idle">{t('lapsed')}</Status>
}

function useLateColumns(): readonly Column<Late>[] {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  return [
    { key: 'department', title: t('department'), width: 240, cell: ({ name }) => say(name) },
    { key: 'people', title: t('people'), align: 'end', width: 90, cell: ({ people }) => people },
    { key: 'since', title: t('since'), width: 150, cell: ({ since }) => since },
  ]
}

function Lift({ stop }: { readonly stop: Stop }) {
  const t = useText(SUPERVISION_TEXTS)
  const lift = useWrite(liftStop)
  return (
    <ConfirmButton
      label={t('lift')}
      title={t('lift')}
      confirm={t('lift')}
      consequence={`${stop.personName} · ${stop.communityName}`}
      reason={{ label: t('reason'), required: true }}
      onConfirm={(reason) => lift.mutateAsync({ stop: stop.id, reason })}
    />
  )
}
