import type { ReactNode } from 'react'
import { useSay, useText } from '#web/language/language.tsx'
import { type FieldName, FIELDS, type Person } from '../contract.ts'
import { FIELD_NAMES } from '../rules.ts'
import { PERSON_TEXTS } from './person-texts.ts'
import { shownValue } from './person-values.ts'
import { SecretField } from './secret-field.tsx'

/** 基本情况: every field of the record, ID and telephone number masked. */
export function BasicsTab({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const say = useSay()
  const { formerNames } = person
  return (
    <section className="yz-card yz-person-basics">
      <dl>
        {FIELDS.map((field) => (
          <div key={field}>
            <dt>{say(FIELD_NAMES[field])}</dt>
            <dd>
              <Value person={person} field={field} />
            </dd>
          </div>
        ))}
        {formerNames.length > 0 && (
          <div>
            <dt>{t('formerly')}</dt>
            <dd>{formerNames.map((former) => t('formerName', former)).join('；')}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Value({ person, field }: { readonly person: Person; readonly field: FieldName }): ReactNode {
  const t = useText(PERSON_TEXTS)
  const say = useSay()
  if (field === 'idNumber') return <SecretField person={person.id} field={field} masked={person.idNumberMasked} />
  if (field === 'phone') return <SecretField person={person.id} field={field} masked={person.phoneMasked} />
  const value = field === 'community' ? person.communityName : person[field]
  if (value === null) return <span className="yz-person-unknown">{t('unknown')}</span>
  return shownValue(field, value, say)
}
