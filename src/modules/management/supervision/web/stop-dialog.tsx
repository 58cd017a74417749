import { useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { useText } from '#web/language/language.tsx'
import { ActDialog, typed } from '../../filing/web/act-dialog.tsx'
import { type getSupervision, stopFiling } from '../contract.ts'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import { SUPERVISION_TOUCHED } from './supervision-touched.ts'

type Props = {
  readonly cases: OutputOf<typeof getSupervision>['cases']
  readonly days: number
  readonly onClose: () => void
}

/** Stops one of the open cases, with a reason. */
export function StopDialog({ cases, days, onClose }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const stop = useWrite(stopFiling, SUPERVISION_TOUCHED)
  const options = cases.map(({ filing, personName, communityName }) => ({
    value: filing,
    label: `${personName} · ${communityName}`,
  }))
  return (
    <ActDialog
      title={t('stop')}
      lead={t('stopWhat', { days })}
      fields={() => [
        { name: 'filing', label: t('filing'), kind: 'choice', options },
        { name: 'reason', label: t('reason'), kind: 'long' },
      ]}
      failure={stop.error}
      isPending={stop.isPending}
      onClose={onClose}
      onSend={(values) =>
        stop.mutate(
          { filing: typed(values, 'filing') ?? '', reason: typed(values, 'reason') ?? '' },
          { onSuccess: onClose },
        )
      }
    />
  )
}
