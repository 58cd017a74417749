import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useText } from '#web/language/language.tsx'
import type { Person } from '../../people/contract.ts'
import { dotted } from '../../people/web/person-values.ts'
import { endKin, listKin, type Relative } from '../contract.ts'
import { DeclareKin } from './declare-kin.tsx'
import { KIN_TEXTS } from './kin-texts.ts'

const TOUCHES = { touches: ['kin.listKin'] }

/** 家庭关系: declared kinship, for recusal only; shown to its keepers alone. */
export function KinTab({ person }: { readonly person: Person }) {
  const t = useText(KIN_TEXTS)
  const { data, error, refetch, isFetching } = useRead(listKin, { person: person.id })
  const [isOpen, setOpen] = useState(false)
  const declare = <Button onClick={() => setOpen(true)}>{t('declare')}</Button>
  const isEmpty = data?.relatives.length === 0
  return (
    <>
      <p className="yz-help yz-person-only">{t('only')}</p>
      <RecordTable
        id="registry.kin"
        label={t('kin')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rows={data?.relatives}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        toolbar={!isEmpty && declare}
        actions={(relative) => <End relative={relative} person={person} />}
        empty={{ title: t('empty'), next: t('emptyNext'), action: declare }}
      />
      {isOpen && <DeclareKin person={person.id} onClose={() => setOpen(false)} />}
    </>
  )
}

function useColumns(): readonly Column<Relative>[] {
  const t = useText(KIN_TEXTS)
  return [
    {
      key: 'name',
      title: t('name'),
      width: 120,
      cell: ({ person, name }) => <Link to={`/registry/people/${person}`}>{name}</Link>,
    },
    { key: 'degree', title: t('degree'), width: 150, cell: ({ degree }) => t(degree) },
    { key: 'birth', title: t('birth'), width: 100, cell: ({ birth }) => birth && dotted(birth.slice(0, 7)) },
    { key: 'community', title: t('community'), cell: ({ communityName }) => communityName },
    { key: 'declaredAt', title: t('declaredAt'), width: 150, cell: ({ declaredAt }) => dateTime(declaredAt) },
  ]
}

function End({ relative, person }: { readonly relative: Relative; readonly person: Person }) {
  const t = useText(KIN_TEXTS)
  const end = useWrite(endKin, TOUCHES)
  return (
    <ConfirmButton
      label={t('end')}
      title={t('endTitle')}
      consequence={t('endWhat', { name: person.name })}
      confirm={t('end')}
      isDestructive
      reason={{ required: true }}
      onConfirm={(reason) => end.mutateAsync({ id: relative.id, reason })}
    />
  )
}
