import { useDownload, useRead } from '#web/api.ts'
import { dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { ListImport } from '#web/kit/list-import.tsx'
import { useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { downloadSlips, enrolmentEndpoints, getSlips } from '../contract.ts'
import { ENROLMENT_TEXTS } from './enrolment-texts.ts'

/** `/accounts/enrolment`: accounts from a workbook, and their first-login slips. */
export function EnrolmentPage() {
  const t = useText(ENROLMENT_TEXTS)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ListImport
        endpoints={enrolmentEndpoints}
        wanted={t('wanted')}
        hasExport={false}
        next={<p>{t('next')}</p>}
        more={({ id, state }) => (state === 'written' ? <Slips batch={id} /> : undefined)}
      />
    </Page>
  )
}

function Slips({ batch }: { readonly batch: string }) {
  const t = useText(ENROLMENT_TEXTS)
  const { data, refetch } = useRead(getSlips, { batch })
  const download = useDownload(downloadSlips)
  if (!data || data.state === 'none') return null
  if (data.state !== 'ready') {
    const word = data.state === 'not-yours' ? 'notYours' : data.state
    return <span className="yz-help">{t(word)}</span>
  }
  return (
    <>
      <span className="yz-help">{t('until', { time: dateTime(data.until ?? '') })}</span>
      <ConfirmButton
        label={t('slips')}
        title={t('slipsTitle')}
        consequence={t('slipsWhat')}
        confirm={t('slips')}
        onConfirm={async () => {
          await download.mutateAsync({ input: { batch, address: window.location.origin } })
          await refetch()
        }}
      />
    </>
  )
}
