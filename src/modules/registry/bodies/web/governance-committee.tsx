import { Checkbox, Select } from 'antd'
import { useRead, useWrite } from '#web/api.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { listOrganisations } from '../../organisations/contract.ts'
import { addRaterGroup, changeRaterGroup, endRaterGroup, getGovernanceCommittee, type RaterGroup } from '../contract.ts'
import { BodyActs, BodyDialog, BodyField, isName, namesOf, OpenDialog, useBodyForm } from './body-dialog.tsx'
import { BODY_TEXTS } from './body-texts.ts'

const TOUCHES = ['committee.getGovernanceCommittee']

/** 治理委员会: its rater groups with their members. */
export function GovernanceCommittee({ mayWrite }: { readonly mayWrite: boolean }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const { data, error, refetch, isFetching } = useRead(getGovernanceCommittee, {})
  return (
    <RecordTable
      id="registry.committee"
      label={t('committee')}
      columns={[
        { key: 'group', title: t('group'), width: 180, cell: (group: RaterGroup) => say(group) },
        {
          key: 'members',
          title: t('members'),
          cell: ({ ownStreet, members }) => (
            <span className="yz-members">
              {ownStreet ? t('ownStreetWhat') : members.map((one) => say(one)).join(' · ')}
            </span>
          ),
        },
      ]}
      rowKey={({ id }) => id}
      rows={data?.groups}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      toolbar={mayWrite && <OpenDialog label={t('addGroup')} dialog={(onClose) => <GroupDialog onClose={onClose} />} />}
      {...(mayWrite ? { actions: (group: RaterGroup) => <GroupActs group={group} /> } : {})}
      empty={{ title: t('noGroups'), next: t('noGroupsNext') }}
    />
  )
}

function GroupActs({ group }: { readonly group: RaterGroup }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const end = useWrite(endRaterGroup, { touches: TOUCHES })
  const { id, version } = group
  return (
    <BodyActs
      end={t('end')}
      title={t('endGroup')}
      consequence={t('endGroupWhat', { name: say(group) })}
      onEnd={() => end.mutateAsync({ id, version })}
      dialog={(onClose) => <GroupDialog group={group} onClose={onClose} />}
    />
  )
}

function useGroupForm(group: RaterGroup | undefined, onClose: () => void) {
  const t = useText(BODY_TEXTS)
  const add = useWrite(addRaterGroup, { touches: TOUCHES })
  const change = useWrite(changeRaterGroup, { touches: TOUCHES })
  const first = {
    ...namesOf(group),
    ownStreet: group?.ownStreet ?? false,
    members: group && !group.ownStreet ? group.members.map(({ org }) => org) : [],
  }
  const form = useBodyForm(first, ({ zh, ownStreet, members }) => [
    ...(isName(zh) ? [] : [{ field: 'group-name', sentence: t('missingName') }]),
    ...(ownStreet || members.length > 0 ? [] : [{ field: 'group-members', sentence: t('missingMembers') }]),
  ])
  const submit = () =>
    form.submit(({ ownStreet, ...names }) => {
      const values = { ...names, members: ownStreet ? [] : names.members }
      if (group) change.mutate({ id: group.id, version: group.version, ...values }, { onSuccess: onClose })
      else add.mutate({ ownStreet, ...values }, { onSuccess: onClose })
    })
  return { ...form, submit, write: group ? change : add }
}

function GroupDialog({ group, onClose }: { readonly group?: RaterGroup; readonly onClose: () => void }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const { data } = useRead(listOrganisations, {})
  const { values, change, submit, problems, write } = useGroupForm(group, onClose)
  const organisations = data?.organisations.filter(({ kind }) => kind !== 'street') ?? []
  return (
    <BodyDialog
      title={t(group ? 'changeGroup' : 'addGroup')}
      id="group"
      names={values}
      onNames={change}
      problems={problems}
      failure={write.error}
      isPending={write.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {!group && (
        <div className="yz-field">
          <Checkbox checked={values.ownStreet} onChange={({ target }) => change({ ownStreet: target.checked })}>
            {t('ownStreet')}
          </Checkbox>
          <div className="yz-help">{t('ownStreetHelp')}</div>
        </div>
      )}
      {!values.ownStreet && (
        <BodyField id="group-members" label={t('members')} problems={problems} required>
          {(aria) => (
            <Select
              {...aria}
              mode="multiple"
              optionFilterProp="label"
              className="yz-wide"
              value={[...values.members]}
              options={organisations.map((one) => ({ value: one.id, label: say(one) }))}
              onChange={(members: string[]) => change({ members })}
            />
          )}
        </BodyField>
      )}
    </BodyDialog>
  )
}
