import { useNavigate } from '@tanstack/react-router'
import { useRead } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Deadline, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { filingProcedure } from '../../filing/procedure.ts'
import { getRadar, type RadarRow } from '../contract.ts'
import { RADAR_TEXTS } from './radar-texts.ts'

/** `/filing/radar`: which open cases can keep their day, and whom they wait for. */
export function RadarPage() {
  const t = useText(RADAR_TEXTS)
  const navigate = useNavigate()
  const { data, error, refetch, isFetching } = useRead(getRadar, {})
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RecordTable
        id="management.radar"
        label={t('label')}
        columns={useColumns()}
        rowKey={({ filing }) => filing}
        rows={data?.rows}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        onOpen={({ filing }) => void navigate({ to: `/filing/${filing}` })}
        empty={{ title: t('none'), next: t('noneNext') }}
      />
    </Page>
  )
}

function useColumns(): readonly Column<RadarRow>[] {
  const t = useText(RADAR_TEXTS)
  const say = useSay()
  return [
    { key: 'person', title: t('person'), width: 90, cell: ({ personName }) => personName },
    {
      key: 'place',
      title: t('place'),
      width: 150,
      cell: ({ streetName, communityName }) => (
        <>
          {communityName}
          <div className="yz-help">{streetName}</div>
        </>
      ),
    },
    { key: 'step', title: t('step'), width: 110, cell: ({ step }) => say(filingProcedure.states[step]) },
    {
      key: 'latest',
      title: t('latest'),
      width: 150,
      cell: ({ steps, slack }) => <Deadline date={steps[0]?.latest ?? ''} days={slack} />,
    },
    { key: 'waiting', title: t('waiting'), width: 200, cell: (row) => <WaitingFor row={row} /> },
    { key: 'projected', title: t('projected'), width: 130, cell: ({ projected }) => projected },
    { key: 'planned', title: t('planned'), width: 110, cell: ({ plannedOn }) => plannedOn },
    { key: 'outlook', title: t('outlook'), width: 230, cell: (row) => <Outlook row={row} /> },
  ]
}

/** So many units stand in a cell by name. */
const NAMED = 2

function WaitingFor({ row: { waitingFor } }: { readonly row: RadarRow }) {
  const t = useText(RADAR_TEXTS)
  return <>{useNames(waitingFor, t('more', { count: waitingFor.length }))}</>
}

function useNames(units: RadarRow['waitingFor'], more: string): string {
  const say = useSay()
  const comma = say({ zh: '、', en: ', ' })
  const names = units
    .slice(0, NAMED)
    .map((unit) => say(unit))
    .join(comma)
  return units.length > NAMED ? `${names} ${more}` : names
}

const TONES = { kept: 'good', tight: 'warn', breached: 'bad' } as const

/** What will be breached, and what has to happen so that it is not. */
function Outlook({ row: { outlook, steps, slack, waitingFor } }: { readonly row: RadarRow }) {
  const t = useText(RADAR_TEXTS)
  const who = useNames(waitingFor, t('more', { count: waitingFor.length }))
  const [first, last] = [steps[0], steps.at(-1)]
  const detail = {
    kept: '',
    tight: slack >= 0 ? t('unless', { who, latest: first?.latest ?? '' }) : t('passed'),
    breached: t('best', { earliest: last?.earliest ?? '' }),
  }
  return (
    <>
      <Status tone={TONES[outlook]}>{t(outlook)}</Status>
      {detail[outlook] && <div className="yz-help">{detail[outlook]}</div>}
    </>
  )
}
