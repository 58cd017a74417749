import { useState } from 'react'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { InputOf } from '#web/endpoint.ts'
import { dateTime } from '#web/format.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { listActs, type ListedAct } from '../contract.ts'
import { ActDrawer } from './act-drawer.tsx'
import { AUDIT_TEXTS } from './audit-texts.ts'
import { actionName, type Names, roleName, useNames } from './names.ts'
import { isResult, RESULTS, TONES } from './results.ts'
import { Who } from './who.tsx'

const SIZE = 100
const FILTERS = ['action', 'result', 'account', 'from', 'until'] as const

/** The address's filters as the endpoint takes them; a word that is none in it is left out. */
function askedFor(parameters: Readonly<Record<string, string>>, after: string | undefined): InputOf<typeof listActs> {
  const { action, result, account, from, until } = parameters
  return {
    limit: SIZE,
    ...(action ? { action } : {}),
    ...(isResult(result) ? { result } : {}),
    ...(account ? { account } : {}),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(after ? { after } : {}),
  }
}

export function ActsTable() {
  const t = useText(AUDIT_TEXTS)
  const [parameters, change] = useParameters()
  // Keyset pages know their way back only by where the earlier ones began.
  const [starts, setStarts] = useState<readonly string[]>([])
  const { data, error, refetch, isFetching } = useRead(listActs, askedFor(parameters, starts.at(-1)))
  const names = useNames()
  const filter = (values: Readonly<Record<string, string>>) => {
    setStarts([])
    change(values)
  }
  const acts = data?.acts
  const next = data?.next
  const open = parameters['act']
  const place = acts?.findIndex(({ id }) => id === open) ?? -1
  const opener = (act: ListedAct | undefined) => (place >= 0 && act ? () => change({ act: act.id }) : undefined)
  return (
    <>
      <RecordTable
        id="audit.acts"
        label={t('list')}
        columns={useColumns(names)}
        rowKey={({ id }) => id}
        rows={acts}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        filters={useFilters(names)}
        filterValues={Object.fromEntries(FILTERS.map((key) => [key, parameters[key] ?? '']))}
        onFilter={filter}
        pages={{
          size: SIZE,
          onPrevious: starts.length > 0 ? () => setStarts(starts.slice(0, -1)) : undefined,
          onNext: next ? () => setStarts([...starts, next]) : undefined,
        }}
        onOpen={({ id }) => change({ act: id })}
        openKey={open}
        empty={{ title: t('none'), next: t('noneNext') }}
      />
      <ActDrawer
        id={open}
        names={names}
        onClose={() => change({ act: '' })}
        onPrevious={opener(acts?.[place - 1])}
        onNext={opener(acts?.[place + 1])}
      />
    </>
  )
}

function useFilters(names: Names): readonly Filter[] {
  const t = useText(AUDIT_TEXTS)
  const say = useSay()
  return [
    {
      key: 'action',
      label: t('action'),
      kind: 'choice',
      options: [...names.actions].map(([value, text]) => ({ value, label: say(text) })),
    },
    {
      key: 'account',
      label: t('account'),
      kind: 'choice',
      options: [...names.accounts.values()].map(({ id, login, name }) => ({ value: id, label: `${name} ${login}` })),
    },
    {
      key: 'result',
      label: t('result'),
      kind: 'choice',
      options: RESULTS.map((value) => ({ value, label: t(value) })),
    },
    { key: 'from', label: t('from'), kind: 'date' },
    { key: 'until', label: t('until'), kind: 'date' },
  ]
}

function useColumns(names: Names): readonly Column<ListedAct>[] {
  const t = useText(AUDIT_TEXTS)
  const say = useSay()
  return [
    { key: 'at', title: t('at'), width: 160, cell: ({ at }) => dateTime(at) },
    {
      key: 'action',
      title: t('action'),
      cell: ({ header }) =>
        header ? say(actionName(names, header.action)) : <Status tone="idle">{t('restricted')}</Status>,
    },
    {
      key: 'who',
      title: t('who'),
      width: 120,
      cell: ({ header }) => header && <Who header={header} names={names} />,
    },
    {
      key: 'role',
      title: t('role'),
      width: 150,
      cell: ({ header }) => (header?.role ? say(roleName(header.role)) : '—'),
    },
    {
      key: 'result',
      title: t('result'),
      width: 130,
      cell: ({ header }) => header && <Status tone={TONES[header.result]}>{t(header.result)}</Status>,
    },
    { key: 'seq', title: t('seq'), width: 90, align: 'end', cell: ({ seq }) => seq ?? t('pending') },
    {
      key: 'object',
      title: t('object'),
      width: 200,
      isHiddenAtFirst: true,
      cell: ({ header }) => header && `${header.objectType} ${header.objectId}`,
    },
  ]
}
