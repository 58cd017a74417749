import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { join } from '#web/format.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { AreaCommittees } from '../../bodies/web/area-committees.tsx'
import { BODY_TEXTS } from '../../bodies/web/body-texts.ts'
import { GovernanceCommittee } from '../../bodies/web/governance-committee.tsx'
import { Partners } from '../../bodies/web/partners.tsx'
import { assignDuties, listOrganisations, organisationKinds } from '../contract.ts'
import { AssignDuties } from './assign-duties.tsx'
import { openDuties, type Organisation, spansOf } from './duty-rows.ts'
import { AddOrganisation, OrganisationActs } from './organisation-acts.tsx'
import { OrganisationDrawer } from './organisation-drawer.tsx'
import { ORGANISATION_TEXTS } from './organisation-texts.ts'
import { type PackDuties, usePackDuties } from './pack.ts'
import '../../bodies/web/bodies.css'
import './organisations.css'

const SECTIONS = ['departments', 'committee', 'areas', 'partners'] as const
type Section = (typeof SECTIONS)[number]
const isSection = (value: string | undefined): value is Section => SECTIONS.includes(value as Section)

/** `/registry/organisations`: departments and streets with their duties, committees, partners. */
export function OrganisationsPage() {
  const t = useText(ORGANISATION_TEXTS)
  const words = useText(BODY_TEXTS)
  const { active } = useSession()
  const [{ section: asked }, change] = useParameters()
  const section = isSection(asked) ? asked : 'departments'
  const mayWrite = assignDuties.who.includes(active.role)
  const { pack, none } = usePackDuties()
  const { data } = useRead(listOrganisations, {})
  const isDepartments = section === 'departments'
  return (
    <Page
      title={t('title')}
      lead={section === 'departments' ? t('lead') : words(`${section}Lead`)}
      primary={
        mayWrite && isDepartments && pack && data && <AssignDuties pack={pack} organisations={data.organisations} />
      }
    >
      <Segmented
        className="yz-sections"
        aria-label={words('sections')}
        value={section}
        options={SECTIONS.map((value) => ({ value, label: words(value) }))}
        onChange={(next) =>
          change({ section: next === 'departments' ? '' : next, organisation: '' }, { replace: false })
        }
      />
      {isDepartments && mayWrite && data && <Coverage pack={pack} none={none} organisations={data.organisations} />}
      {isDepartments && <OrganisationsTable pack={pack} mayWrite={mayWrite} />}
      {section === 'committee' && <GovernanceCommittee mayWrite={mayWrite} />}
      {section === 'areas' && <AreaCommittees mayWrite={mayWrite} />}
      {section === 'partners' && <Partners mayWrite={mayWrite} />}
    </Page>
  )
}

type CoverageProps = {
  readonly pack: PackDuties | undefined
  readonly none: boolean
  readonly organisations: readonly Organisation[]
}

/** Whether every duty of the pack has somebody. */
function Coverage({ pack, none, organisations }: CoverageProps) {
  const t = useText(ORGANISATION_TEXTS)
  const { language } = useLanguage()
  if (none) {
    return (
      <p className="yz-coverage yz-coverage-open">
        {t('noPack')} <Link to="/policy">{t('toPolicy')}</Link>
      </p>
    )
  }
  if (!pack) return null
  const { version, duties } = pack
  const codes = openDuties(duties, organisations).map(({ code }) => code)
  const facts = { version, all: duties.length, count: codes.length, codes: join(spansOf(codes), language) }
  return (
    <p className={`yz-coverage${codes.length > 0 ? ' yz-coverage-open' : ''}`}>
      {t(codes.length > 0 ? 'open' : 'allHeld', facts)}
    </p>
  )
}

function matching(organisations: readonly Organisation[], search = '', kind = ''): readonly Organisation[] {
  const wanted = search.trim().toLowerCase()
  return organisations.filter(
    ({ zh, en, duties, kind: own }) =>
      [zh, en, ...duties].some((word) => word.toLowerCase().includes(wanted)) && (kind === '' || own === kind),
  )
}

type TableProps = { readonly pack: PackDuties | undefined; readonly mayWrite: boolean }

function OrganisationsTable({ pack, mayWrite }: TableProps) {
  const t = useText(ORGANISATION_TEXTS)
  const [{ search, kind, organisation: open }, change] = useParameters()
  const { data, error, refetch, isFetching } = useRead(listOrganisations, {})
  const found = data && matching(data.organisations, search, kind)
  const isFiltered = Boolean(search) || Boolean(kind)
  const opened = data?.organisations.find(({ id }) => id === open)
  const close = () => change({ organisation: '' })
  const acts = { organisations: data?.organisations ?? [], onEnded: close }
  return (
    <>
      <RecordTable
        id="registry.organisations"
        label={t('list')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rows={found}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        filters={useFilters()}
        filterValues={{ search: search ?? '', kind: kind ?? '' }}
        onFilter={change}
        toolbar={
          found && (
            <>
              {mayWrite && <AddOrganisation />}
              <span className="yz-help">{t('count', { count: found.length })}</span>
            </>
          )
        }
        onOpen={({ id }) => change({ organisation: id })}
        openKey={open}
        empty={isFiltered ? { title: t('none'), next: t('noneNext') } : { title: t('nothing'), next: t('nothingNext') }}
      />
      <OrganisationDrawer
        organisation={opened}
        duties={pack?.duties ?? []}
        acts={mayWrite && opened && <OrganisationActs {...acts} organisation={opened} />}
        onClose={close}
      />
    </>
  )
}

function useFilters(): readonly Filter[] {
  const t = useText(ORGANISATION_TEXTS)
  return [
    { key: 'search', label: t('search'), kind: 'text', placeholder: t('searchHint') },
    {
      key: 'kind',
      label: t('kind'),
      kind: 'choice',
      options: organisationKinds.map((value) => ({ value, label: t(value) })),
    },
  ]
}

function useColumns(): readonly Column<Organisation>[] {
  const t = useText(ORGANISATION_TEXTS)
  const { language } = useLanguage()
  const say = useSay()
  const other = language === 'zh' ? 'en' : 'zh'
  return [
    { key: 'name', title: t(language), width: 220, cell: (row) => say(row) },
    { key: 'kind', title: t('kind'), width: 110, cell: ({ kind }) => t(kind) },
    {
      key: 'duties',
      title: t('duties'),
      width: 180,
      cell: ({ duties }) => (
        <span className="yz-codes">
          {duties.map((code) => (
            <code key={code}>{code}</code>
          ))}
        </span>
      ),
    },
    { key: 'other', title: t(other), cell: (row) => row[other] },
  ]
}
