import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useDownload, useUpload, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { DropFile, Reading } from '#web/kit/drop-file.tsx'
import { ImportProblems } from '#web/kit/import-problems.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { checkWorkbook, downloadMarked, makeOwnWorkbook, replyByWorkbook, type WorkbookCheck } from '../contract.ts'
import { LETTER_TEXTS } from './letter-texts.ts'
import { WorkbookPassword } from './workbook-password.tsx'
import './letters.css'

type Department = { readonly code: string; readonly zh: string; readonly en: string }
const MOST = 10_000_000

/** A department's list as an encrypted workbook, out and back. */
export function OwnWorkbook({ departments }: { readonly departments: readonly Department[] }) {
  const t = useText(LETTER_TEXTS)
  const say = useSay()
  const { modal } = App.useApp()
  const make = useWrite(makeOwnWorkbook, { touches: [] })
  const [made, setMade] = useState<OutputOf<typeof makeOwnWorkbook>>()
  const [isUploading, setUploading] = useState(false)
  const get = (department: string) =>
    make.mutate(
      { department },
      { onSuccess: setMade, onError: (problem) => void modal.error({ title: t('failed'), content: problem.message }) },
    )
  const [only] = departments
  const icon = <DownloadOutlined />
  return (
    <span className="yz-buttons">
      {departments.length === 1 && only && (
        <Button icon={icon} loading={make.isPending} title={t('ownWhat')} onClick={() => get(only.code)}>
          {t('workbook')}
        </Button>
      )}
      {departments.length > 1 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: departments.map((one) => ({ key: one.code, label: say(one) })),
            onClick: ({ key }) => get(key),
          }}
        >
          <Button icon={icon} loading={make.isPending} title={t('ownWhat')}>
            {t('workbook')}
          </Button>
        </Dropdown>
      )}
      <Button icon={<UploadOutlined />} onClick={() => setUploading(true)}>
        {t('upload')}
      </Button>
      {made && <WorkbookPassword {...made} onClose={() => setMade(undefined)} />}
      {isUploading && <UploadReplies onClose={() => setUploading(false)} />}
    </span>
  )
}

const INPUT = { dispatch: null }

/** First what the workbook says, or what is wrong with it; then the signature. */
function UploadReplies({ onClose }: { readonly onClose: () => void }) {
  const t = useText(LETTER_TEXTS)
  const { message } = App.useApp()
  const [file, setFile] = useState<File>()
  const check = useUpload(checkWorkbook, { touches: [] })
  const reply = useUpload(replyByWorkbook)
  const take = (taken: File) => {
    setFile(taken)
    check.mutate({ input: INPUT, file: taken })
  }
  const send = () => {
    if (!file) return
    reply.mutate(
      { input: INPUT, file },
      {
        onSuccess: ({ replied }) => {
          void message.success(t('signed', { count: replied }))
          onClose()
        },
      },
    )
  }
  const found = check.data
  const problem = check.error ?? reply.error
  return (
    <Modal
      open
      title={t('upload')}
      okText={t('sign')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !found || found.count > 0, loading: reply.isPending }}
      onOk={send}
      onCancel={onClose}
      width={640}
    >
      {problem && <Failed problem={problem} title={t('failed')} />}
      {check.isPending && file ? (
        <Reading file={file.name} what={t('reading')} />
      ) : (
        <DropFile wanted={t('back')} accept=".xlsx" maxBytes={MOST} onFile={take} />
      )}
      {found && found.count === 0 && <Says found={found} />}
      {found && found.count > 0 && file && <WorkbookProblems found={found} file={file} dispatch={null} />}
    </Modal>
  )
}

function Says({ found }: { readonly found: WorkbookCheck }) {
  const t = useText(LETTER_TEXTS)
  const { people, replied, sealed, empty, answers, checkedPeople, checkedIn, checkedOn } = found
  const { found: stops = 0, defer = 0, ...rest } = answers
  const others = Object.values(rest).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <p>{t('checked', { people, stops: stops + defer, others, empty })}</p>
      <p>{t('checkedLooked', { checkedPeople, checkedIn, checkedOn })}</p>
      {replied > 0 && <p>{t('already', { replied })}</p>}
      {sealed > 0 && <p>{t('sealedCount', { sealed })}</p>}
    </>
  )
}

type ProblemsProps = {
  readonly found: Pick<WorkbookCheck, 'count' | 'problems'>
  readonly file: File
  readonly dispatch: string | null
}

/** Place by place, and the same workbook marked. */
export function WorkbookProblems({ found, file, dispatch }: ProblemsProps) {
  const t = useText(LETTER_TEXTS)
  const marked = useDownload(downloadMarked)
  const places = found.problems.map(({ row, column, ...place }) => ({
    ...place,
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
  }))
  return (
    <>
      <p role="status" className="yz-error">
        {t('problems', { count: found.count })}
      </p>
      <ImportProblems problems={places} count={found.count} />
      <p>
        <Button loading={marked.isPending} onClick={() => marked.mutate({ input: { dispatch }, file })}>
          {t('marked')}
        </Button>
      </p>
    </>
  )
}
