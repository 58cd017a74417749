import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { Field } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import { linkPerson } from '../contract.ts'
import type { Account } from './account-rows.ts'
import { LINK_TEXTS } from './account-texts.ts'

/** Whether an account belongs to somebody of the register, and a button that says to whom. */
export function LinkPerson({ account: { id, name, linked } }: { readonly account: Account }) {
  const t = useText(LINK_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const may = useMay()
  return (
    <p>
      <span>{t(linked ? 'linked' : 'unlinked')}</span>
      {may(linkPerson) && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t(linked ? 'again' : 'link')}
        </Button>
      )}
      {isOpen && <LinkDialog id={id} title={t('title', { name })} onClose={() => setOpen(false)} />}
    </p>
  )
}

type DialogProps = { readonly id: string; readonly title: string; readonly onClose: () => void }

function LinkDialog({ id, title, onClose }: DialogProps) {
  const t = useText(LINK_TEXTS)
  const [idNumber, setIdNumber] = useState('')
  const [isMissing, setMissing] = useState(false)
  const link = useWrite(linkPerson, { touches: ['account.listAccounts'] })
  const submit = () => {
    setMissing(idNumber.trim() === '')
    if (idNumber.trim() !== '') link.mutate({ id, idNumber }, { onSuccess: onClose })
  }
  return (
    <Modal
      open
      title={title}
      okText={t('link')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: link.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={480}
    >
      <p className="yz-help">{t('what')}</p>
      {link.error && <Failed problem={link.error} title={t('notLinked')} />}
      <Field label={t('idNumber')} required help={t('idHelp')} error={isMissing ? t('missing') : undefined}>
        {(aria) => (
          <Input
            {...aria}
            autoComplete="off"
            maxLength={40}
            value={idNumber}
            onChange={({ target }) => setIdNumber(target.value)}
          />
        )}
      </Field>
    </Modal>
  )
}
