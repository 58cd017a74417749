import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { count, dateTime } from '#web/format.ts'
import { PrintButton, PrintPage } from '#web/kit/print-page.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { save } from '#web/transport.ts'
import { getCheckpoint } from '../contract.ts'
import { CHECKPOINT_TEXTS } from './audit-texts.ts'

type Checkpoint = OutputOf<typeof getCheckpoint>
type Signed = Checkpoint & { readonly time: string }

/** The page's primary button: signs the record as it is now and shows the page to print and keep. */
export function SignCheckpoint() {
  const t = useText(CHECKPOINT_TEXTS)
  const [signed, setSigned] = useState<Signed>()
  const sign = useWrite(getCheckpoint, { touches: ['audit.listActs'] })
  const run = () =>
    sign.mutate({}, { onSuccess: (answer) => setSigned({ ...answer, time: dateTime(new Date().toISOString()) }) })
  return (
    <>
      <Button type="primary" loading={sign.isPending} onClick={run}>
        {t('sign')}
      </Button>
      <Modal open={sign.error !== null} title={t('failed')} footer={null} onCancel={() => sign.reset()}>
        {sign.error && <Failed problem={sign.error} title={t('failed')} />}
      </Modal>
      {signed && <Shown signed={signed} onClose={() => setSigned(undefined)} />}
    </>
  )
}

function Shown({ signed, onClose }: { readonly signed: Signed; readonly onClose: () => void }) {
  const t = useText(CHECKPOINT_TEXTS)
  const { note, size } = signed
  const toFile = () => save(new Blob([note], { type: 'text/plain' }), `checkpoint-${size}.txt`)
  return (
    <Modal
      open
      title={t('title')}
      onCancel={onClose}
      width={720}
      footer={
        <div className="yz-checkpoint-acts">
          <Button onClick={onClose}>{t('close')}</Button>
          <Button onClick={toFile}>{t('save')}</Button>
          <PrintButton label={t('print')} document={() => <Paper signed={signed} />} />
        </div>
      }
    >
      <div className="yz-checkpoint">
        <Content signed={signed} />
      </div>
    </Modal>
  )
}

function useLine({ size, time }: Signed): string {
  const t = useText(CHECKPOINT_TEXTS)
  const say = useSay()
  const { district } = useSession()
  return t('line', { district: say(district), size: count(size), time })
}

/** The A4 page. */
function Paper({ signed }: { readonly signed: Signed }) {
  const t = useText(CHECKPOINT_TEXTS)
  const { person } = useSession()
  return (
    <PrintPage title={t('title')} line={useLine(signed)} foot={t('foot', { person })}>
      <div className="yz-checkpoint">
        <Content signed={signed} isPaper />
      </div>
    </PrintPage>
  )
}

function Content({ signed, isPaper = false }: { readonly signed: Signed; readonly isPaper?: boolean }) {
  const t = useText(CHECKPOINT_TEXTS)
  const line = useLine(signed)
  return (
    <>
      {!isPaper && <p className="yz-help">{line}</p>}
      <p>{t('why')}</p>
      <h2>{t('fingerprint')}</h2>
      <p className="yz-fingerprint">{signed.fingerprint}</p>
      <h2>{t('note')}</h2>
      <pre>{signed.note}</pre>
      <p>{t('how')}</p>
      <pre>yanzhen audit verify audit.jsonl --checkpoint checkpoint.txt</pre>
    </>
  )
}
