import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { FieldName, PersonRecord } from '../../people/contract.ts'
import { FIELD_NAMES, isKnown } from '../../people/rules.ts'
import { shownValue } from '../../people/web/person-values.ts'
import { usePostText } from '../../people/web/post-text.ts'
import { keepApart, type Pair } from '../contract.ts'
import { comparedFields, differs, saidOf } from './compared.ts'
import { DUPLICATE_TEXTS } from './duplicate-texts.ts'
import { MergeDialog } from './merge-dialog.tsx'

/** Two records beside each other, what differs marked. */
export function PairCard({ pair }: { readonly pair: Pair }) {
  const t = useText(DUPLICATE_TEXTS)
  const [one, other] = pair.records
  return (
    <section className="yz-card yz-duplicate">
      <header>
        <h2>{t('pair', { one: one.name, other: other.name })}</h2>
        {pair.grounds.map((ground) => (
          <Status key={ground} tone="info">
            {t(ground)}
          </Status>
        ))}
        <Acts pair={pair} />
      </header>
      <div
        className="yz-duplicate-view"
        tabIndex={0}
        role="region"
        aria-label={t('pair', { one: one.name, other: other.name })}
      >
        <table>
          <tbody>
            {comparedFields(one, other).map((field) => (
              <Compared key={field} field={field} one={one} other={other} />
            ))}
            <Posts one={one} other={other} />
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Acts({ pair: { records } }: { readonly pair: Pair }) {
  const t = useText(DUPLICATE_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const apart = useWrite(keepApart, { touches: ['duplicate.listDuplicates'] })
  const [one, other] = records
  return (
    <span className="yz-buttons">
      <ConfirmButton
        label={t('apart')}
        title={t('apartTitle')}
        consequence={t('apartWhat', { name: one.name })}
        confirm={t('apart')}
        reason={{ required: true }}
        onConfirm={(reason) => apart.mutateAsync({ a: one.id, b: other.id, reason })}
      />
      <Button onClick={() => setOpen(true)}>{t('merge')}</Button>
      {isOpen && <MergeDialog records={records} onClose={() => setOpen(false)} />}
    </span>
  )
}

type ComparedProps = { readonly field: FieldName; readonly one: PersonRecord; readonly other: PersonRecord }

function Compared({ field, one, other }: ComparedProps) {
  const t = useText(DUPLICATE_TEXTS)
  const say = useSay()
  const isOther = differs(one, other, field)
  return (
    <tr className={isOther ? 'yz-duplicate-differs' : undefined}>
      <th scope="row">
        {say(FIELD_NAMES[field])}
        {isOther && <small>{t('differs')}</small>}
      </th>
      {[one, other].map((record) => {
        const value = saidOf(record, field)
        const shown = isKnown(field, value) ? (
          shownValue(field, value, say)
        ) : (
          <span className="yz-person-unknown">{t('lacks')}</span>
        )
        return (
          <td key={record.id}>
            {field === 'name' ? <Link to={`/registry/people/${record.id}`}>{shown}</Link> : shown}
          </td>
        )
      })}
    </tr>
  )
}

function Posts({ one, other }: Omit<ComparedProps, 'field'>) {
  const t = useText(DUPLICATE_TEXTS)
  const postText = usePostText()
  if (one.posts.length + other.posts.length === 0) return null
  return (
    <tr>
      <th scope="row">{t('posts')}</th>
      {[one, other].map(({ id, posts }) => (
        <td key={id}>{posts.map(postText).join('；')}</td>
      ))}
    </tr>
  )
}
