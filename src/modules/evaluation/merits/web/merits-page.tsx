import { Button, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Role } from '#kernel/access.ts'
import { periodTitle } from '#kernel/period.ts'
import { useParameters, usePeriod } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { awardPoints, enterCase, enterHonour, enterMethod, listMerits } from '../contract.ts'
import { Cases, EnterCase } from './cases.tsx'
import { EnterHonour, Honours } from './honours.tsx'
import { MERIT_TEXTS } from './merit-texts.ts'
import type { Listed } from './merit-table.tsx'
import { AwardPoints, EnterMethod, methodInForce, StreetMethods } from './street-methods.tsx'
import './merits.css'

const SECTIONS = ['honours', 'caps', 'method'] as const
type Section = (typeof SECTIONS)[number]
const isSection = (value: string | undefined): value is Section => SECTIONS.includes(value as Section)

/** `/star/merits`: what counts in a star beside the departments' points. */
export function MeritsPage() {
  const t = useText(MERIT_TEXTS)
  const { periods } = useSession()
  const [period] = usePeriod()
  if (periods.length > 0) return <OfPeriod key={period} period={period} />
  return (
    <Page title={t('title')}>
      <Empty title={t('notOpen')} next={t('notOpenNext')} />
    </Page>
  )
}

function OfPeriod({ period }: { readonly period: string }) {
  const t = useText(MERIT_TEXTS)
  const say = useSay()
  const { active } = useSession()
  const [{ section: asked }, change] = useParameters()
  const section = isSection(asked) ? asked : 'honours'
  const { data, error, refetch } = useRead(listMerits, { period })
  if (!data) {
    return (
      <Page title={t('title')}>{error ? <Failed problem={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  }
  const { levels, shift, bonus, most } = data.frame
  const facts = { period: say(periodTitle(period)), ...levels, shift, bonus, most: most ?? '—' }
  // A street's method is a matter between street and district.
  const shown = SECTIONS.filter((one) => one !== 'method' || active.role !== 'secretary')
  return (
    <Page
      title={t('title')}
      lead={t(`${section}Lead`, facts)}
      primary={data.open && <Entries section={section} period={period} listed={data} role={active.role} />}
    >
      <Segmented
        className="yz-merit-sections"
        aria-label={t('sections')}
        value={section}
        options={shown.map((value) => ({ value, label: t(value) }))}
        onChange={(next) =>
          change({ section: next === 'honours' ? '' : next, state: '', street: '', search: '' }, { replace: false })
        }
      />
      {!data.open && <p className="yz-merit-closed">{t('closed')}</p>}
      {section === 'honours' && <Honours listed={data} />}
      {section === 'caps' && <Cases listed={data} />}
      {section === 'method' && <StreetMethods listed={data} />}
    </Page>
  )
}

type EntriesProps = {
  readonly section: Section
  readonly period: string
  readonly listed: Listed
  readonly role: Role
}

/** What the reader may enter in this section. */
function Entries({ section, role, ...form }: EntriesProps) {
  const t = useText(MERIT_TEXTS)
  const may = ({ who }: { readonly who: readonly Role[] | string }) => who.includes(role)
  if (section === 'honours') {
    return (
      may(enterHonour) && (
        <Opener isPrimary label={t('addHonour')} dialog={(close) => <EnterHonour {...form} onClose={close} />} />
      )
    )
  }
  if (section === 'caps') {
    return (
      may(enterCase) && (
        <Opener isPrimary label={t('addCase')} dialog={(close) => <EnterCase {...form} onClose={close} />} />
      )
    )
  }
  const method = methodInForce(form.listed)
  const isAwarding = may(awardPoints) && (method?.rules?.items.length ?? 0) > 0
  return (
    <>
      {may(enterMethod) && (
        <Opener
          isPrimary={!isAwarding}
          label={t('addMethod')}
          dialog={(close) => <EnterMethod {...form} onClose={close} />}
        />
      )}
      {isAwarding && (
        <Opener isPrimary label={t('addAward')} dialog={(close) => <AwardPoints {...form} onClose={close} />} />
      )}
    </>
  )
}

type OpenerProps = {
  readonly label: string
  readonly isPrimary: boolean
  readonly dialog: (onClose: () => void) => ReactNode
}

function Opener({ label, isPrimary, dialog }: OpenerProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && dialog(() => setOpen(false))}
    </>
  )
}
