import { useWrite } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { enterCase, type Merit } from '../contract.ts'
import { EntryDialog, type EntryField } from './entry-dialog.tsx'
import { useCommunityField, useDocumentFields } from './honours.tsx'
import { MERITS_TOUCH } from './merit-acts.tsx'
import { MERIT_TEXTS } from './merit-texts.ts'
import { Lines, type Listed, MeritTable, useMeritColumns } from './merit-table.tsx'

export function Cases({ listed }: { readonly listed: Listed }) {
  const t = useText(MERIT_TEXTS)
  const { community, document, progress } = useMeritColumns({
    entered: t('found'),
    confirmed: t('reviewed'),
    declined: t('notReviewed'),
  })
  const columns: readonly Column<Merit>[] = [
    community,
    {
      key: 'case',
      title: t('case'),
      cell: ({ title, happenedOn, statement }) => (
        <Lines first={title} under={t('heard', { on: happenedOn ?? '', statement: statement ?? '' })} />
      ),
    },
    document,
    progress,
  ]
  const empty = { title: t('noCases'), next: t('noCasesNext') }
  return <MeritTable kind="serious-case" label={t('caps')} listed={listed} columns={columns} empty={empty} />
}

type EnterProps = { readonly period: string; readonly listed: Listed; readonly onClose: () => void }

export function EnterCase({ period, listed, onClose }: EnterProps) {
  const t = useText(MERIT_TEXTS)
  const { today } = useSession()
  const enter = useWrite(enterCase, { touches: MERITS_TOUCH })
  const fields: readonly EntryField[] = [
    useCommunityField(listed),
    { name: 'reason', label: t('reason'), kind: 'long' },
    { name: 'heardOn', label: t('heardOn'), kind: 'date', first: today },
    { name: 'statement', label: t('statement'), kind: 'long' },
    ...useDocumentFields(),
  ]
  return (
    <EntryDialog
      title={t('addCase')}
      lead={t('addCaseLead')}
      fields={fields}
      failure={enter.error}
      isPending={enter.isPending}
      onClose={onClose}
      onSend={(values) =>
        enter.mutate({ period, ...values } as Parameters<typeof enter.mutate>[0], { onSuccess: onClose })
      }
    />
  )
}
