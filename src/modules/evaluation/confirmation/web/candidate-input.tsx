import { Select } from 'antd'
import { useState } from 'react'
import { useRead } from '#web/api.ts'
import type { FieldAria } from '#web/kit/form.tsx'
import { useText } from '#web/language/language.tsx'
import { listCandidates, type ProposingStreet } from '../contract.ts'
import { STAGE_TEXTS } from './stage-texts.ts'

type Props = {
  readonly period: string
  readonly streets: readonly ProposingStreet[]
  readonly aria: FieldAria
  readonly value: string | undefined
  readonly onChange: (community: string) => void
}

/** A community of the half-year: first its street, then itself. */
export function CandidateInput({ period, streets, aria, value, onChange }: Props) {
  const t = useText(STAGE_TEXTS)
  const [street, setStreet] = useState(streets[0]?.street)
  const { data } = useRead(listCandidates, { period, street: street ?? 0 }, { enabled: street !== undefined })
  return (
    <div className="yz-notice-head">
      {streets.length > 1 && (
        <Select
          aria-label={t('street')}
          value={street ?? null}
          onChange={setStreet}
          options={streets.map((one) => ({ value: one.street, label: one.name }))}
        />
      )}
      <Select
        {...aria}
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? null}
        onChange={onChange}
        popupMatchSelectWidth={false}
        style={{ minWidth: 180 }}
        options={data?.candidates.map(({ community, name }) => ({ value: community, label: name })) ?? []}
      />
    </div>
  )
}
