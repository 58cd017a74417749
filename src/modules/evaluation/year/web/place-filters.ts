import { listDivisions } from '#registry/web'
import { ROLES } from '#kernel/access.ts'
import { useRead } from '#web/api.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { YEAR_TEXTS } from './year-texts.ts'

/** Communities by name and by street, for lists that the server filters. */
export function usePlaceFilters(): readonly Filter[] {
  const t = useText(YEAR_TEXTS)
  const { active } = useSession()
  // A street sees its own communities only.
  const isStreet = ROLES[active.role].level === 'street'
  const { data } = useRead(listDivisions, { level: 'street', state: 'now' }, { enabled: !isStreet })
  const streets = data?.divisions.map(({ code, name }) => ({ value: String(code), label: name })) ?? []
  return [
    { key: 'search', label: t('community'), kind: 'text', placeholder: t('searchHint') },
    ...(isStreet ? [] : [{ key: 'street', label: t('street'), kind: 'choice', options: streets } as const]),
  ]
}
