import { AutoComplete, Input, Select } from 'antd'
import { ROLE_NAMES, ROLES } from '#kernel/access.ts'
import { useRead } from '#web/api.ts'
import { Field, type FieldProblem } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { GRANT_TEXTS } from './account-texts.ts'
import { type GrantEntries, isAdministrator, levelOf, listOrganisations, type Organisation } from './grant-entries.ts'

type GrantFieldsProps = {
  readonly value: GrantEntries
  readonly problems: readonly FieldProblem[]
  readonly onChange: (some: Partial<GrantEntries>) => void
}

/** Role × organisation × period. */
export function GrantFields({ value, problems, onChange }: GrantFieldsProps) {
  const t = useText(GRANT_TEXTS)
  const say = useSay()
  const { error } = useRead(listOrganisations, {})
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.sentence
  return (
    <>
      <Field id="grant-role" label={t('role')} required error={errorOf('grant-role')}>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={value.role ?? null}
            onChange={(role) => onChange({ role, org: undefined, name: '', code: '' })}
            options={ROLE_NAMES.map((role) => ({ value: role, label: say(ROLES[role]) }))}
          />
        )}
      </Field>
      {error && <p className="yz-error">{t('loading')}</p>}
      {value.role && <Place value={value} errorOf={errorOf} onChange={onChange} />}
      <Period value={value} errorOf={errorOf} onChange={onChange} />
    </>
  )
}

type PlaceProps = Omit<GrantFieldsProps, 'problems'> & { readonly errorOf: (field: string) => string | undefined }

function Period({ value, errorOf, onChange }: PlaceProps) {
  const t = useText(GRANT_TEXTS)
  return (
    <div className="yz-period">
      <Field label={t('from')}>
        {(aria) => (
          <Input {...aria} type="date" value={value.from} onChange={({ target }) => onChange({ from: target.value })} />
        )}
      </Field>
      <Field
        id="grant-until"
        label={t('until')}
        help={t(isAdministrator(value.role) ? 'openHelp' : 'untilHelp')}
        error={errorOf('grant-until')}
      >
        {(aria) => (
          <Input
            {...aria}
            type="date"
            disabled={isAdministrator(value.role)}
            value={isAdministrator(value.role) ? '' : value.until}
            onChange={({ target }) => onChange({ until: target.value })}
          />
        )}
      </Field>
    </div>
  )
}

/** What the role is held in. */
function Place({ value, errorOf, onChange }: PlaceProps) {
  const t = useText(GRANT_TEXTS)
  const { data } = useRead(listOrganisations, {})
  const organisations = data?.organisations ?? []
  const level = levelOf(value.role)
  if (!level) return null
  const isListed = level === 'department' || level === 'street'
  const hasCode = level === 'community' || level === 'upper'
  const what = level === 'upper' ? 'upperCode' : 'code'
  return (
    <>
      <Field
        id="grant-place"
        label={t(level)}
        required
        help={level === 'district' && t('districtHelp')}
        error={errorOf('grant-place')}
      >
        {(aria) =>
          isListed ? (
            <Listed aria={aria} level={level} value={value} organisations={organisations} onChange={onChange} />
          ) : (
            <Named
              aria={aria}
              value={value}
              organisations={level === 'district' ? organisations : []}
              onChange={onChange}
            />
          )
        }
      </Field>
      {hasCode && (
        <Field id="grant-code" label={t(what)} required help={t(`${what}Help`)} error={errorOf('grant-code')}>
          {(aria) => (
            <Input
              {...aria}
              inputMode="numeric"
              maxLength={12}
              value={value.code}
              onChange={({ target }) => onChange({ code: target.value.trim() })}
            />
          )}
        </Field>
      )}
    </>
  )
}

type NamedProps = {
  readonly aria: object
  readonly value: GrantEntries
  readonly organisations: readonly Organisation[]
  readonly onChange: (some: Partial<GrantEntries>) => void
}

function Listed({
  aria,
  level,
  value,
  organisations,
  onChange,
}: NamedProps & { readonly level: Organisation['kind'] }) {
  const say = useSay()
  return (
    <Select
      {...aria}
      className="yz-fill"
      showSearch={{ optionFilterProp: 'label' }}
      value={value.org ?? null}
      onChange={(org) => onChange({ org })}
      options={organisations
        .filter(({ kind }) => kind === level)
        .map((organisation) => ({ value: organisation.id, label: say(organisation) }))}
    />
  )
}

/** A name of one's own, with those of the registry as suggestions. */
function Named({ aria, value, organisations, onChange }: NamedProps) {
  return (
    <AutoComplete
      {...aria}
      className="yz-fill"
      value={value.name}
      onChange={(name) => onChange({ name })}
      options={organisations
        .filter(({ kind, zh }) => kind !== 'street' && zh.includes(value.name.trim()))
        .map(({ zh }) => ({ value: zh }))}
    />
  )
}
