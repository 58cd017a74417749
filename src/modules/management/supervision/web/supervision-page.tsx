import { Button } from 'antd'
import { useState } from 'react'
import { WATCH_TOPICS, type WatchTopic } from '#kernel/watch.ts'
import { useParameters } from '#web/address.ts'
import { useDownload, useRead } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { exportWatched, getSupervision, listWatched, stopFiling } from '../contract.ts'
import { StopDialog } from './stop-dialog.tsx'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import { TopicCounts } from './topic-counts.tsx'
import { WatchTable } from './watch-table.tsx'

const MONTH = /^\d{4}-\d\d$/

function wantedBy({ topic, street, from, until }: Readonly<Record<string, string>>) {
  return {
    ...(topic && topic in WATCH_TOPICS ? { topic: topic as WatchTopic } : {}),
    ...(street && /^\d{9}$/.test(street) ? { street: Number(street) } : {}),
    ...(from && MONTH.test(from) ? { from } : {}),
    ...(until && MONTH.test(until) ? { until } : {}),
  }
}

/** `/supervision`: what discipline watches, by topic, with what is still open. */
export function SupervisionPage() {
  const t = useText(SUPERVISION_TEXTS)
  const may = useMay()
  const [asked, change] = useParameters()
  const [isOpen, setOpen] = useState(false)
  const wanted = wantedBy(asked)
  const page = Math.max(Number(asked['page']) || 1, 1)
  const board = useRead(getSupervision, {})
  const { data, error, refetch, isFetching } = useRead(listWatched, { ...wanted, page })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      primary={
        may(stopFiling) && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('stop')}
          </Button>
        )
      }
    >
      {data && (
        <TopicCounts
          counts={data.counts}
          chosen={asked['topic']}
          onChoose={(topic) => change({ topic, page: '' }, { replace: false })}
        />
      )}
      <WatchTable
        listed={data}
        stops={board.data?.stops ?? []}
        page={page}
        toolbar={
          <>
            <Export wanted={wanted} />
            {data && <span className="yz-help">{t('months', { from: data.from, until: data.until })}</span>}
          </>
        }
        state={{ isLoading: isFetching, problem: error, onRetry: () => void refetch() }}
      />
      {isOpen && board.data && (
        <StopDialog cases={board.data.cases} days={board.data.days} onClose={() => setOpen(false)} />
      )}
    </Page>
  )
}

function Export({ wanted }: { readonly wanted: ReturnType<typeof wantedBy> }) {
  const t = useText(SUPERVISION_TEXTS)
  const download = useDownload(exportWatched)
  return (
    <ConfirmButton
      label={t('export')}
      title={t('export')}
      consequence={t('exportWhat')}
      confirm={t('exportDo')}
      reason={{ label: t('purpose'), required: true, phrases: [t('purposeQuarter'), t('purposeMeeting')] }}
      onConfirm={(purpose) => download.mutateAsync({ input: { ...wanted, purpose } })}
    />
  )
}
