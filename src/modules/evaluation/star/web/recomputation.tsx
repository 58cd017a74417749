import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#web/api.ts'
import { Status } from '#web/kit/states.tsx'
import { useLanguage, useText } from '#web/language/language.tsx'
import { join } from '#web/format.ts'
import { useSession } from '#web/session.tsx'
import { recompute } from '../contract.ts'
import { RESULT_TEXTS } from './result-texts.ts'

/** Computes every result again and says whether it is what was stored (promise P1). */
export function Recomputation({ period }: { readonly period: string }) {
  const t = useText(RESULT_TEXTS)
  const { language } = useLanguage()
  const { active } = useSession()
  const [asked, setAsked] = useState(false)
  const { data, error, isFetching, refetch } = useRead(recompute, { period }, { enabled: asked })
  if (active.role === 'street-officer') return null
  const names = data
    ? join(
        data.different.map(({ name }) => name),
        language,
      )
    : ''
  const apart = data ? data.computedBy.filter((one) => !data.mechanisms.includes(one)) : []
  return (
    <>
      <Button loading={isFetching} onClick={() => (asked ? void refetch() : setAsked(true))}>
        {t('recompute')}
      </Button>
      {error && <Status tone="bad">{error.message}</Status>}
      {apart.length > 0 && <Status tone="bad">{t('otherMechanisms', { mechanisms: join(apart, language) })}</Status>}
      {data && data.different.length === 0 && (
        <Status tone="good">{t('same', { identical: data.identical, communities: data.communities })}</Status>
      )}
      {data && data.different.length > 0 && (
        <Status tone="bad">{t('differs', { count: data.different.length, names })}</Status>
      )}
    </>
  )
}
