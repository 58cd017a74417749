import { Alert, Button, Modal } from 'antd'
import { useDownload } from '#web/api.ts'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { downloadWorkbook } from '../contract.ts'
import { LETTER_TEXTS } from './letter-texts.ts'
import './letters.css'

type Props = { readonly dispatch: string; readonly password: string; readonly onClose: () => void }

/** The password, this once, with the workbook that it opens. */
export function WorkbookPassword({ dispatch, password, onClose }: Props) {
  const t = useText(LETTER_TEXTS)
  const download = useDownload(downloadWorkbook)
  return (
    <Modal
      open
      title={t('password')}
      onCancel={onClose}
      width={480}
      // A click beside it must not take the password away.
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button type="primary" loading={download.isPending} onClick={() => download.mutate({ input: { dispatch } })}>
            {t('download')}
          </Button>
        </>
      }
    >
      {download.error && <Failed problem={download.error} title={t('failed')} />}
      <output className="yz-letter-password" aria-label={t('password')}>
        {password}
      </output>
      <Alert type="warning" showIcon title={t('passwordWhat')} />
    </Modal>
  )
}
