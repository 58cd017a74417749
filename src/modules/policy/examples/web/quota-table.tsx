import type { ReactNode } from 'react'
import { join } from '#web/format.ts'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import type { WorkedQuota } from '../contract.ts'
import { EXAMPLE_TEXTS } from './example-texts.ts'
import type { Titles } from './given.tsx'

type QuotaRow = WorkedQuota['rows'][number]
type QuotaTableProps = {
  readonly quota: WorkedQuota
  readonly titles: Titles
  readonly mark: (row: QuotaRow) => ReactNode
}

/** A quota looks at all members at once: who they are, who is left without a place. */
export function QuotaTable({ quota, titles, mark }: QuotaTableProps) {
  const t = useText(EXAMPLE_TEXTS)
  const say = useSay()
  return (
    <table className="yz-pack-table yz-examples" aria-label={say(quota)}>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          <th scope="col">{t('members')}</th>
          <th scope="col">{t('expected')}</th>
          <th scope="col">{t('computed')}</th>
        </tr>
      </thead>
      <tbody>
        {quota.rows.map((row) => (
          <tr key={row.zh}>
            <th scope="row">{say(row)}</th>
            <td>
              <Members row={row} titles={titles} />
            </td>
            <td data-label={t('expected')}>
              <Places of={row.expected} />
            </td>
            <td data-label={t('computed')}>
              <span className="yz-example-got">
                {mark(row)}
                <Places of={row.computed} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** By street: a 五星 97, b 五星 96. */
function Members({ row: { members }, titles }: { readonly row: QuotaRow; readonly titles: Titles }) {
  const say = useSay()
  const groups = [...new Set(members.map(({ group }) => group))]
  return groups.map((group) => (
    <div key={group} className="yz-quota-group">
      <span>{group}</span>
      {members
        .filter((member) => member.group === group)
        .map(({ id, grade, value }) => (
          <span key={id} className="yz-rule-input">
            {id} {say(titles.get(grade) ?? { zh: grade, en: grade })}
            <b>{value}</b>
          </span>
        ))}
    </div>
  ))
}

function Places({ of }: { readonly of: QuotaRow['computed'] }) {
  const t = useText(EXAMPLE_TEXTS)
  const { language } = useLanguage()
  if (of === null) return t('notQuota')
  if (of.lose.length === 0) return t('nobody')
  const lost = of.lose.map((id) => `${id}${of.tied.includes(id) ? t('tied') : ''}`)
  return (
    <>
      {t('places')} <b>{join(lost, language)}</b>
    </>
  )
}
