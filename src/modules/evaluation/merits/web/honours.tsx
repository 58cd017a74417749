import type { Column } from '#web/kit/record-columns.ts'
import { useWrite } from '#web/api.ts'
import { useText } from '#web/language/language.tsx'
import { enterHonour, type Merit } from '../contract.ts'
import { type Level, LEVELS } from '../rules.ts'
import { EntryDialog, type EntryField } from './entry-dialog.tsx'
import { MERITS_TOUCH } from './merit-acts.tsx'
import { MERIT_TEXTS } from './merit-texts.ts'
import { Lines, type Listed, MeritTable, useMeritColumns } from './merit-table.tsx'

export function Honours({ listed }: { readonly listed: Listed }) {
  const t = useText(MERIT_TEXTS)
  const { community, document, progress } = useMeritColumns({
    entered: t('entered'),
    confirmed: t('confirming'),
    declined: t('declined'),
  })
  const columns: readonly Column<Merit>[] = [
    community,
    {
      key: 'honour',
      title: t('honour'),
      cell: ({ title, issuer, happenedOn }) => <Lines first={title} under={`${issuer} · ${happenedOn}`} />,
    },
    {
      key: 'points',
      title: t('points'),
      width: 120,
      cell: ({ level, points, state, counts }) => (
        <Lines
          first={level && t('levelPoints', { level: t(level), points: points ?? '' })}
          under={state === 'confirmed' && !counts && t('notCounted')}
        />
      ),
    },
    document,
    progress,
  ]
  const empty = { title: t('noHonours'), next: t('noHonoursNext') }
  return <MeritTable kind="honour" label={t('honours')} listed={listed} columns={columns} empty={empty} />
}

type EnterProps = { readonly period: string; readonly listed: Listed; readonly onClose: () => void }

export function EnterHonour({ period, listed, onClose }: EnterProps) {
  const t = useText(MERIT_TEXTS)
  const enter = useWrite(enterHonour, { touches: MERITS_TOUCH })
  const levels = LEVELS.map((value) => ({ value, label: `${t(value)} · ${listed.frame.levels[value]}` }))
  const fields: readonly EntryField[] = [
    useCommunityField(listed),
    { name: 'title', label: t('honourTitle'), help: t('honourTitleHelp'), kind: 'text' },
    { name: 'level', label: t('level'), kind: 'choice', options: levels, isShort: true },
    { name: 'awardedOn', label: t('awardedOn'), kind: 'date', help: listed.days.join(' – '), isShort: true },
    { name: 'issuer', label: t('issuer'), kind: 'text' },
    ...useDocumentFields(),
  ]
  return (
    <EntryDialog
      title={t('addHonour')}
      lead={t('addHonourLead')}
      fields={fields}
      failure={enter.error}
      isPending={enter.isPending}
      onClose={onClose}
      onSend={({ level, ...values }) =>
        enter.mutate({ period, level: level as Level, ...values } as Parameters<typeof enter.mutate>[0], {
          onSuccess: onClose,
        })
      }
    />
  )
}

/** Which community, named with its street. */
export function useCommunityField({ communities }: Listed): EntryField {
  const t = useText(MERIT_TEXTS)
  const options = communities.map(({ id, name, streetName }) => ({ value: id, label: `${name} · ${streetName}` }))
  return { name: 'community', label: t('community'), kind: 'choice', options }
}

/** The document behind an entry. */
export function useDocumentFields(): readonly EntryField[] {
  const t = useText(MERIT_TEXTS)
  return [
    { name: 'documentNumber', label: t('documentNumber'), kind: 'text', isShort: true },
    { name: 'documentTitle', label: t('documentTitle'), kind: 'text', help: t('documentHelp'), isShort: true },
  ]
}
