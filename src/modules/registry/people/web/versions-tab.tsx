import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { dateTime } from '#web/format.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { type FieldChange, listVersions, type Person } from '../contract.ts'
import { FIELD_NAMES } from '../rules.ts'
import { HISTORY_TEXTS } from './person-texts.ts'
import { shownValue } from './person-values.ts'

type Version = OutputOf<typeof listVersions>['versions'][number]

/** 变更记录: how the record came to say what it says. */
export function VersionsTab({ person }: { readonly person: Person }) {
  const t = useText(HISTORY_TEXTS)
  const { data, error, refetch, isFetching } = useRead(listVersions, { id: person.id })
  return (
    <RecordTable
      id="registry.person-versions"
      label={t('versions')}
      columns={useColumns(person.id)}
      rowKey={({ record, version }) => `${record}/${version}`}
      rows={data?.versions}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      empty={{ title: t('empty') }}
    />
  )
}

function useColumns(person: string): readonly Column<Version>[] {
  const t = useText(HISTORY_TEXTS)
  const textOf = useVersionText()
  return [
    { key: 'at', title: t('at'), width: 150, cell: ({ at }) => dateTime(at) },
    { key: 'by', title: t('by'), width: 110, cell: ({ by }) => by },
    { key: 'version', title: t('version'), width: 70, align: 'end', cell: ({ version }) => version },
    {
      key: 'changes',
      title: t('changes'),
      cell: (row) => (
        <span className="yz-person-changes">
          {row.record === person ? textOf(row) : t('merged', { text: textOf(row) })}
        </span>
      ),
    },
  ]
}

function useVersionText() {
  const t = useText(HISTORY_TEXTS)
  const say = useSay()
  const shown = (field: FieldChange['field'], value: string | null) =>
    value === null ? t('nothing') : shownValue(field, value, say)
  return ({ version, changes }: Version): string => {
    if (version === 1) return t('first')
    if (changes.length === 0) return t('noVisible')
    const lines = changes.map(({ field, before, after }) =>
      t('change', { field: say(FIELD_NAMES[field]), before: shown(field, before), after: shown(field, after) }),
    )
    return lines.join('；')
  }
}
