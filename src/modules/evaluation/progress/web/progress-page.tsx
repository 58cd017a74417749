import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { ROLES } from '#kernel/access.ts'
import { periodTitle } from '#kernel/period.ts'
import { useParameters, usePeriod } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { openCycle } from '../../cycle/contract.ts'
import { getProgress, type Unit, URGED } from '../contract.ts'
import { reminderOf } from '../reminder.ts'
import { Calendar } from './calendar.tsx'
import { PROGRESS_TEXTS } from './progress-texts.ts'
import { DistrictParts, Units } from './units.tsx'
import './progress.css'

/** `/star/progress`: the calendar of the half-year, and who must still do what. */
export function ProgressPage() {
  const t = useText(PROGRESS_TEXTS)
  const { periods, active } = useSession()
  const [period] = usePeriod()
  if (periods.length > 0) return <Progress key={period} period={period} />
  const mayOpen = openCycle.who.includes(active.role)
  return (
    <Page title={t('title')}>
      <Empty
        title={t('none')}
        next={t('noneNext')}
        {...(mayOpen ? { action: <Link to="/star">{t('openNext')}</Link> } : {})}
      />
    </Page>
  )
}

function Progress({ period }: { readonly period: string }) {
  const t = useText(PROGRESS_TEXTS)
  const say = useSay()
  const { active, today } = useSession()
  const [{ show }, change] = useParameters()
  const { data, error, refetch } = useRead(getProgress, { period }, { every: 30 })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const isStreet = ROLES[active.role].level === 'street'
  const urge = (units: readonly Unit[]) => {
    const text = reminderOf(period, today, active.organisation, units)
    return text && say(text)
  }
  // The organization department does not urge itself.
  const all = urge(data.units.filter(({ kind }) => kind !== 'district'))
  return (
    <Page
      title={t('title')}
      lead={t(isStreet ? 'leadStreet' : 'lead', { period: say(periodTitle(period)) })}
      secondary={!isStreet && all && <CopyReminder text={all} isLabelled />}
    >
      <Calendar phases={data.phases} />
      <Segmented
        aria-label={t('show')}
        className="yz-show"
        value={show === 'missing' ? 'missing' : 'all'}
        onChange={(next) => change({ show: next === 'missing' ? 'missing' : '' })}
        options={[
          { value: 'all', label: t('all') },
          { value: 'missing', label: t('missing') },
        ]}
      />
      <div className="yz-units">
        {data.units.some(({ kind }) => kind === 'district') && (
          <DistrictParts units={data.units} onlyMissing={show === 'missing'} />
        )}
        {URGED.filter((kind) => !isStreet || kind === 'street').map((kind) => (
          <Units
            key={kind}
            kind={kind}
            units={data.units.filter((unit) => unit.kind === kind)}
            onlyMissing={show === 'missing'}
            reminderOf={(unit) => (isStreet ? undefined : urge([unit]))}
          />
        ))}
      </div>
    </Page>
  )
}
