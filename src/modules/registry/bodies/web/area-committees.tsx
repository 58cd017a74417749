import { Select } from 'antd'
import { addDays } from '#kernel/clock.ts'
import { useRead, useWrite } from '#web/api.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { listCommunities } from '../../communities/contract.ts'
import {
  addAreaCommittee,
  AREA_COMMITTEE_SIZE,
  type AreaCommittee,
  changeAreaCommittee,
  endAreaCommittee,
  listAreaCommittees,
} from '../contract.ts'
import { BodyActs, BodyDialog, BodyField, isName, namesOf, OpenDialog, useBodyForm } from './body-dialog.tsx'
import { BODY_TEXTS } from './body-texts.ts'

const TOUCHES = ['areaCommittee.listAreaCommittees']
const { least, most } = AREA_COMMITTEE_SIZE

type Member = AreaCommittee['members'][number]
/** The record holds the first day no longer; people read the last one. */
const lastDay = (until: string): string => addDays(until, -1)

/** Who belongs to it today, or did when it was dissolved. */
const presentOf = ({ members, until }: AreaCommittee): readonly Member[] => members.filter((one) => one.until === until)
const formerOf = ({ members, until }: AreaCommittee): readonly Member[] => members.filter((one) => one.until !== until)

/** 片区联合党委: those there are, with who belonged to them before. */
export function AreaCommittees({ mayWrite }: { readonly mayWrite: boolean }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const { data, error, refetch, isFetching } = useRead(listAreaCommittees, {})
  const acts = (committee: AreaCommittee) => committee.until === null && <AreaActs committee={committee} />
  return (
    <RecordTable
      id="registry.area-committees"
      label={t('areas')}
      columns={[
        {
          key: 'name',
          title: t('areas'),
          width: 220,
          cell: (committee: AreaCommittee) => (
            <span className={committee.until ? 'yz-body-name yz-body-past' : 'yz-body-name'}>
              {say(committee)}
              <span className="yz-help">
                {committee.until
                  ? t('ended', { from: committee.from, until: lastDay(committee.until) })
                  : t('since', { from: committee.from })}
              </span>
            </span>
          ),
        },
        { key: 'communities', title: t('communities'), cell: (committee) => <Members committee={committee} /> },
      ]}
      rowKey={({ id }) => id}
      rows={data?.committees}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      toolbar={mayWrite && <OpenDialog label={t('addArea')} dialog={(onClose) => <AreaDialog onClose={onClose} />} />}
      {...(mayWrite ? { actions: acts } : {})}
      empty={{ title: t('noAreas'), next: t('noAreasNext') }}
    />
  )
}

function Members({ committee }: { readonly committee: AreaCommittee }) {
  const t = useText(BODY_TEXTS)
  const present = presentOf(committee)
  return (
    <span className="yz-members">
      <span>
        {present.map(({ community, name, lead }) => (
          <span key={community} className="yz-member">
            {name}
            {lead && <Status tone="info">{t('leads')}</Status>}
          </span>
        ))}
      </span>
      {committee.until === null && present.length < least && (
        <Status tone="warn">{t('short', { count: present.length })}</Status>
      )}
      {formerOf(committee).map(({ community, name, from, until }) => (
        <span key={`${community} ${from}`} className="yz-help">
          {t('former', { name, from, until: lastDay(until ?? from) })}
        </span>
      ))}
    </span>
  )
}

function AreaActs({ committee }: { readonly committee: AreaCommittee }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const end = useWrite(endAreaCommittee, { touches: TOUCHES })
  const { id, version } = committee
  return (
    <BodyActs
      end={t('dissolve')}
      title={t('endArea')}
      consequence={t('endAreaWhat', { name: say(committee) })}
      onEnd={() => end.mutateAsync({ id, version })}
      dialog={(onClose) => <AreaDialog committee={committee} onClose={onClose} />}
    />
  )
}

function useAreaForm(committee: AreaCommittee | undefined, onClose: () => void) {
  const t = useText(BODY_TEXTS)
  const add = useWrite(addAreaCommittee, { touches: TOUCHES })
  const change = useWrite(changeAreaCommittee, { touches: TOUCHES })
  const present = committee ? presentOf(committee) : []
  const first = {
    ...namesOf(committee),
    communities: present.map(({ community }) => community),
    lead: present.find(({ lead }) => lead)?.community ?? '',
  }
  const form = useBodyForm(first, ({ zh, communities: { length: count, ...communities }, lead }) => [
    ...(isName(zh) ? [] : [{ field: 'area-name', sentence: t('missingName') }]),
    ...(count >= least && count <= most ? [] : [{ field: 'area-communities', sentence: t('wrongSize', { count }) }]),
    ...(Object.values(communities).includes(lead) ? [] : [{ field: 'area-lead', sentence: t('missingLead') }]),
  ])
  const submit = () =>
    form.submit((values) => {
      if (committee) {
        change.mutate({ id: committee.id, version: committee.version, ...values }, { onSuccess: onClose })
      } else add.mutate(values, { onSuccess: onClose })
    })
  return { ...form, submit, write: committee ? change : add }
}

/** Urban communities that are in no other committee. */
function useFree(committee: AreaCommittee | undefined) {
  const { data: known } = useRead(listAreaCommittees, {})
  const { data } = useRead(listCommunities, { kind: 'urban', limit: 200 })
  const others = known?.committees.filter(({ id, until }) => until === null && id !== committee?.id) ?? []
  const taken = new Set(others.flatMap(presentOf).map(({ community }) => community))
  const free = data?.communities.filter(({ id }) => !taken.has(id)) ?? []
  return free.map(({ id, shortName, streetName }) => ({ value: id, label: `${shortName} · ${streetName}` }))
}

function AreaDialog({ committee, onClose }: { readonly committee?: AreaCommittee; readonly onClose: () => void }) {
  const t = useText(BODY_TEXTS)
  const { values, change, submit, problems, write } = useAreaForm(committee, onClose)
  const free = useFree(committee)
  return (
    <BodyDialog
      title={t(committee ? 'changeArea' : 'addArea')}
      id="area"
      names={values}
      onNames={change}
      problems={problems}
      failure={write.error}
      isPending={write.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <BodyField
        id="area-communities"
        label={t('communities')}
        help={t('communitiesHelp')}
        problems={problems}
        required
      >
        {(aria) => (
          <Select
            {...aria}
            mode="multiple"
            maxCount={most}
            optionFilterProp="label"
            className="yz-wide"
            value={[...values.communities]}
            options={free}
            onChange={(communities: string[]) => change({ communities })}
          />
        )}
      </BodyField>
      <BodyField id="area-lead" label={t('lead')} problems={problems} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-wide"
            value={values.lead || null}
            options={free.filter(({ value }) => values.communities.includes(value))}
            onChange={(lead: string | null) => change({ lead: lead ?? '' })}
          />
        )}
      </BodyField>
    </BodyDialog>
  )
}
