import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useDownload } from '#web/api.ts'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { exportBundle } from '../contract.ts'
import { ActsTable } from './acts-table.tsx'
import { AUDIT_TEXTS } from './audit-texts.ts'
import { SignCheckpoint } from './checkpoint.tsx'
import './audit.css'

/** `/audit`: the record, one act in full, the checkpoint to print, the bundle to verify elsewhere. */
export function AuditPage() {
  const t = useText(AUDIT_TEXTS)
  const bundle = useDownload(exportBundle)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      primary={<SignCheckpoint />}
      secondary={
        <Button icon={<DownloadOutlined />} loading={bundle.isPending} onClick={() => bundle.mutate({ input: {} })}>
          {t('exportBundle')}
        </Button>
      }
    >
      {bundle.error && <Failed problem={bundle.error} title={t('exportFailed')} />}
      <ActsTable />
    </Page>
  )
}
