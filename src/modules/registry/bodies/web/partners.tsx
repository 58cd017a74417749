import { Input } from 'antd'
import { useRead, useWrite } from '#web/api.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { addPartner, changePartner, endPartner, listPartners, type Partner } from '../contract.ts'
import { BodyActs, BodyDialog, BodyField, isName, namesOf, OpenDialog, useBodyForm } from './body-dialog.tsx'
import { BODY_TEXTS } from './body-texts.ts'

const TOUCHES = ['partner.listPartners']

/** 伙伴区县: where placements go. */
export function Partners({ mayWrite }: { readonly mayWrite: boolean }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const { data, error, refetch, isFetching } = useRead(listPartners, {})
  return (
    <RecordTable
      id="registry.partners"
      label={t('partners')}
      columns={[
        { key: 'name', title: t('partners'), width: 180, cell: (partner: Partner) => say(partner) },
        { key: 'contact', title: t('contact'), width: 260, cell: ({ contact }) => contact },
        { key: 'address', title: t('address'), cell: ({ address }) => address },
      ]}
      rowKey={({ id }) => id}
      rows={data?.partners}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      toolbar={
        mayWrite && <OpenDialog label={t('addPartner')} dialog={(onClose) => <PartnerDialog onClose={onClose} />} />
      }
      {...(mayWrite ? { actions: (partner: Partner) => <PartnerActs partner={partner} /> } : {})}
      empty={{ title: t('noPartners'), next: t('noPartnersNext') }}
    />
  )
}

function PartnerActs({ partner }: { readonly partner: Partner }) {
  const t = useText(BODY_TEXTS)
  const say = useSay()
  const end = useWrite(endPartner, { touches: TOUCHES })
  const { id, version } = partner
  return (
    <BodyActs
      end={t('end')}
      title={t('endPartner')}
      consequence={t('endPartnerWhat', { name: say(partner) })}
      onEnd={() => end.mutateAsync({ id, version })}
      dialog={(onClose) => <PartnerDialog partner={partner} onClose={onClose} />}
    />
  )
}

function usePartnerForm(partner: Partner | undefined, onClose: () => void) {
  const t = useText(BODY_TEXTS)
  const add = useWrite(addPartner, { touches: TOUCHES })
  const change = useWrite(changePartner, { touches: TOUCHES })
  const first = { ...namesOf(partner), contact: partner?.contact ?? '', address: partner?.address ?? '' }
  const form = useBodyForm(first, ({ zh, contact }) => [
    ...(isName(zh) ? [] : [{ field: 'partner-name', sentence: t('missingName') }]),
    ...(contact.trim().length >= 2 ? [] : [{ field: 'partner-contact', sentence: t('missingContact') }]),
  ])
  const submit = () =>
    form.submit((values) => {
      if (partner) change.mutate({ id: partner.id, version: partner.version, ...values }, { onSuccess: onClose })
      else add.mutate(values, { onSuccess: onClose })
    })
  return { ...form, submit, write: partner ? change : add }
}

function PartnerDialog({ partner, onClose }: { readonly partner?: Partner; readonly onClose: () => void }) {
  const t = useText(BODY_TEXTS)
  const { values, change, submit, problems, write } = usePartnerForm(partner, onClose)
  return (
    <BodyDialog
      title={t(partner ? 'changePartner' : 'addPartner')}
      id="partner"
      names={values}
      onNames={change}
      problems={problems}
      failure={write.error}
      isPending={write.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <BodyField id="partner-contact" label={t('contact')} help={t('contactHelp')} problems={problems} required>
        {(aria) => (
          <Input {...aria} value={values.contact} onChange={({ target }) => change({ contact: target.value })} />
        )}
      </BodyField>
      <BodyField id="partner-address" label={t('address')} problems={problems}>
        {(aria) => (
          <Input {...aria} value={values.address} onChange={({ target }) => change({ address: target.value })} />
        )}
      </BodyField>
    </BodyDialog>
  )
}
