import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useWrite } from '#web/api.ts'
import { clockTime } from '#web/format.ts'
import { Confirm } from '#web/kit/confirm.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { unmask } from '../contract.ts'
import { FIELD_NAMES } from '../rules.ts'
import { FORM_TEXTS, PERSON_TEXTS } from './person-texts.ts'

type SecretProps = {
  readonly person: string
  readonly field: 'idNumber' | 'phone'
  readonly masked: string | null
}

/** A full number stays on the screen for so long. */
const SECONDS = 60

/** A masked number; shown in full for a minute to who gives a reason, which is on record. */
export function SecretField({ person, field, masked }: SecretProps) {
  const t = useText(FORM_TEXTS)
  const words = useText(PERSON_TEXTS)
  const say = useSay()
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<{ readonly value: string; readonly at: Date }>()
  const look = useWrite(unmask, { touches: [] })
  useEffect(() => {
    if (!shown) return undefined
    const timer = setTimeout(() => setShown(undefined), SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [shown])
  if (masked === null) return <span className="yz-person-unknown">{words('unknown')}</span>
  const onConfirm = async (reason: string) => {
    const { value } = await look.mutateAsync({ id: person, field, reason })
    setShown({ value, at: new Date() })
  }
  if (shown) return <Shown {...shown} onHide={() => setShown(undefined)} />
  return (
    <span className="yz-person-secret">
      <code>{masked}</code>
      <Button type="link" size="small" onClick={() => setAsking(true)}>
        {t('show')}
        <span className="yz-hidden">{say(FIELD_NAMES[field])}</span>
      </Button>
      <Confirm
        open={isAsking}
        title={t('showTitle', { field: say(FIELD_NAMES[field]) })}
        consequence={t('showWhat')}
        confirm={t('show')}
        reason={{ required: true }}
        onConfirm={onConfirm}
        onClose={() => setAsking(false)}
      />
    </span>
  )
}

type ShownProps = { readonly value: string; readonly at: Date; readonly onHide: () => void }

function Shown({ value, at, onHide }: ShownProps) {
  const t = useText(FORM_TEXTS)
  const { person: reader } = useSession()
  return (
    <span className="yz-person-secret" role="status">
      <code className="yz-person-shown">{value}</code>
      <Button type="link" size="small" onClick={onHide}>
        {t('hide')}
      </Button>
      <small>{t('shown', { name: reader, at: clockTime(at), seconds: SECONDS })}</small>
    </span>
  )
}
