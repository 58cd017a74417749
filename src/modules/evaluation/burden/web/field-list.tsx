import { ROLES } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { type Burden, COMMUNITY_ROLES } from '../contract.ts'
import { BURDEN_TEXTS } from './burden-texts.ts'

type Form = Burden['forms'][number]
type Line = Form['fields'][number] & { readonly form: Form }

/** The fields behind a number, one line each; role and slice stand in the address. */
export function FieldList({ forms }: { readonly forms: readonly Form[] }) {
  const t = useText(BURDEN_TEXTS)
  const say = useSay()
  const [{ role = '', slice = '' }, change] = useParameters()
  const lines = forms
    .filter((form) => (role === '' || form.role === role) && (slice === '' || form.slice.zh === slice))
    .flatMap((form): Line[] => form.fields.map((field) => ({ ...field, form })))
  const roles = [...new Set([...COMMUNITY_ROLES, ...forms.map((form) => form.role)])].map((value) => ({
    value,
    label: say(ROLES[value]),
  }))
  const slices = [...Map.groupBy(forms, (form) => form.slice.zh).values()].flatMap(([first]) =>
    first ? [{ value: first.slice.zh, label: say(first.slice) }] : [],
  )
  return (
    <RecordTable
      id="evaluation.burden"
      label={t('list')}
      columns={useColumns(lines)}
      rowKey={({ form, path }) => `${form.endpoint} ${form.role} ${path}`}
      rows={lines}
      filters={[
        { key: 'role', label: t('role'), kind: 'choice', options: roles },
        { key: 'slice', label: t('slice'), kind: 'choice', options: slices },
      ]}
      filterValues={{ role, slice }}
      onFilter={change}
      empty={{ title: t('none'), next: t('noneNext') }}
    />
  )
}

function useColumns(lines: readonly Line[]): readonly Column<Line>[] {
  const t = useText(BURDEN_TEXTS)
  const say = useSay()
  const total = lines.reduce((sum, { count }) => sum + count, 0)
  return [
    { key: 'field', title: t('field'), width: 220, cell: ({ title }) => say(title) },
    { key: 'count', title: t('count'), width: 80, align: 'end', cell: ({ count }) => count, total },
    { key: 'need', title: t('need'), width: 90, cell: ({ required }) => t(required ? 'required' : 'optional') },
    { key: 'form', title: t('form'), width: 170, cell: ({ form }) => say(form.title) },
    { key: 'slice', title: t('slice'), width: 130, cell: ({ form }) => say(form.slice) },
    { key: 'role', title: t('role'), width: 130, cell: ({ form }) => say(ROLES[form.role]) },
    { key: 'when', title: t('when'), width: 300, cell: ({ form }) => say(form.when) },
    {
      key: 'path',
      title: t('path'),
      width: 260,
      cell: ({ form, path }) => (
        <code>
          {form.endpoint} {path}
        </code>
      ),
      isHiddenAtFirst: true,
    },
  ]
}
