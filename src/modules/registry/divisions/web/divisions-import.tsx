import { Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useUpload, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Field } from '#web/kit/form.tsx'
import { Import } from '#web/kit/import.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { importDivisions, importShippedDivisions } from '../contract.ts'
import { DIVISION_TEXTS } from './division-texts.ts'
import { dryRunOf } from './import-rows.ts'

const MOST_BYTES = 2_000_000

/** The page's button for a newer year: a file, what it would do, and then it is done. */
export function ImportDivisions({ isPrimary }: { readonly isPrimary: boolean }) {
  const t = useText(DIVISION_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('import')}
      </Button>
      {isOpen && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(DIVISION_TEXTS)
  const { today } = useSession()
  const [validFrom, setValidFrom] = useState(today)
  const [endAbsent, setEndAbsent] = useState(false)
  const check = useUpload(importDivisions, { touches: [] })
  const write = useUpload(importDivisions)
  const ask = { validFrom, endAbsent }
  return (
    <Modal
      open
      title={t('import')}
      onCancel={onClose}
      width={680}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="yz-divisions-columns yz-help">{t('columns')}</p>
      <Field label={t('validFrom')} help={t('validFromHelp')} required>
        {(aria) => (
          <Input
            {...aria}
            type="date"
            className="yz-divisions-date"
            value={validFrom}
            onChange={({ target }) => setValidFrom(target.value || today)}
          />
        )}
      </Field>
      <div className="yz-divisions-end">
        <Checkbox checked={endAbsent} onChange={({ target }) => setEndAbsent(target.checked)}>
          {t('endAbsent')}
        </Checkbox>
        <div className="yz-help">{t('endAbsentHelp')}</div>
      </div>
      {/* A file is checked for one day and one way: another one starts anew. */}
      <Import
        key={`${validFrom} ${endAbsent}`}
        wanted={t('wanted')}
        accept=".csv"
        maxBytes={MOST_BYTES}
        onDryRun={async (file) => dryRunOf(await check.mutateAsync({ input: { ...ask, apply: false }, file }), t)}
        onAccept={(file) => write.mutateAsync({ input: { ...ask, apply: true }, file })}
        next={t('importNext')}
      />
    </Modal>
  )
}

/** Where nothing is there yet: the data that come along. */
export function ImportShipped() {
  const t = useText(DIVISION_TEXTS)
  const say = useSay()
  const { district } = useSession()
  const write = useWrite(importShippedDivisions)
  return (
    <ConfirmButton
      isPrimary
      label={t('shipped', { district: say(district) })}
      title={t('shippedTitle')}
      consequence={t('shippedWhat')}
      confirm={t('shippedDo')}
      onConfirm={() => write.mutateAsync({ apply: true })}
    />
  )
}
