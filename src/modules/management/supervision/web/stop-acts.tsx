import { useState } from 'react'
import { Button } from 'antd'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { ActDialog, typed } from '../../filing/web/act-dialog.tsx'
import { liftStop, overruleStop, type Stop } from '../contract.ts'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import { SUPERVISION_TOUCHED } from './supervision-touched.ts'

type Props = { readonly stop: Stop }

/** How a stop that stands is ended: lifted by its author, overruled by the district commission. */
export function StopActs({ stop }: Props) {
  if (stop.mayLift) return <Lift stop={stop} />
  return stop.mayOverrule ? <Overrule stop={stop} /> : null
}

function Lift({ stop }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const lift = useWrite(liftStop, SUPERVISION_TOUCHED)
  return (
    <ConfirmButton
      label={t('lift')}
      title={t('lift')}
      confirm={t('lift')}
      consequence={`${stop.personName} · ${stop.communityName}`}
      reason={{ label: t('reason'), required: true }}
      onConfirm={(reason) => lift.mutateAsync({ stop: stop.id, reason })}
    />
  )
}

function Overrule({ stop }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('overrule')}</Button>
      {isOpen && <OverruleDialog stop={stop} onClose={() => setOpen(false)} />}
    </>
  )
}

function OverruleDialog({ stop, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText(SUPERVISION_TEXTS)
  const overrule = useWrite(overruleStop, SUPERVISION_TOUCHED)
  return (
    <ActDialog
      title={t('overrule')}
      lead={
        <>
          {stop.personName} · {stop.communityName} · {stop.by}：{stop.reason}
          <br />
          {t('overruleWhat')}
        </>
      }
      fields={() => [
        { name: 'reason', label: t('reason'), kind: 'long' },
        { name: 'document', label: t('document'), kind: 'line' },
      ]}
      failure={overrule.error}
      isPending={overrule.isPending}
      onClose={onClose}
      onSend={(values) =>
        overrule.mutate(
          { stop: stop.id, reason: typed(values, 'reason') ?? '', document: typed(values, 'document') ?? '' },
          { onSuccess: onClose },
        )
      }
    />
  )
}
