import { Link } from '@tanstack/react-router'
import { periodTitle } from '#kernel/period.ts'
import { useRead } from '#web/api.ts'
import type { InputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { KINDS, valueText } from '../codes.ts'
import { listRecords, type PastRecord } from '../contract.ts'

const TEXTS = texts({
  zh: {
    title: '启用前的记录',
    source: '历史导入',
    none: '没有启用前的记录',
    noneNext: '星级、年度考核、荣誉等由组织部在“历史导入”中从 Excel 导入。',
    kind: '类别',
    period: '时间',
    value: '结果',
    whose: '对象',
    community: '社区',
    detail: '说明',
    mark: '来源',
  },
  en: {
    title: 'Before this system',
    source: 'Imported, as it was',
    none: 'Nothing on record from before this system',
    noneNext: 'The organization department imports stars, appraisals and honours from Excel under “Past records”.',
    kind: 'Kind',
    period: 'Period',
    value: 'Result',
    whose: 'Whose',
    community: 'Community',
    detail: 'Remark',
    mark: 'Source',
  },
})

/** What was before the system, of a person or of a community. */
export function PastRecords({ of }: { readonly of: InputOf<typeof listRecords> }) {
  const t = useText(TEXTS)
  const { data, error, refetch } = useRead(listRecords, of)
  return (
    <RecordTable
      id="registry.past-records"
      label={t('title')}
      columns={useColumns(of.person !== undefined)}
      rowKey={({ id }) => id}
      rows={data?.records}
      problem={error}
      onRetry={() => void refetch()}
      toolbar={<h2>{t('title')}</h2>}
      empty={{ title: t('none'), next: t('noneNext') }}
    />
  )
}

function useColumns(isPerson: boolean): readonly Column<PastRecord>[] {
  const t = useText(TEXTS)
  const say = useSay()
  return [
    { key: 'period', title: t('period'), width: 150, cell: ({ period }) => say(periodTitle(period)) },
    { key: 'kind', title: t('kind'), width: 120, cell: ({ kind }) => say(KINDS[kind].name) },
    { key: 'value', title: t('value'), cell: ({ kind, value }) => say(valueText(kind, value)) },
    isPerson
      ? { key: 'community', title: t('community'), width: 140, cell: ({ communityName }) => communityName ?? '' }
      : { key: 'whose', title: t('whose'), width: 140, cell: (record) => <Whose {...record} /> },
    { key: 'detail', title: t('detail'), cell: ({ detail }) => detail ?? '' },
    { key: 'mark', title: t('mark'), width: 130, cell: () => <Status tone="idle">{t('source')}</Status> },
  ]
}

function Whose({ person, name, communityName }: PastRecord) {
  return name === null ? communityName : <Link to={`/registry/people/${person}`}>{name}</Link>
}
