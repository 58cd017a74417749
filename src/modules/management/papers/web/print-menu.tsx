import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, type MenuProps } from 'antd'
import { useDownload } from '#web/api.ts'
import { asFailure } from '#web/failure.ts'
import { useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import type { Filing } from '../../filing/contract.ts'
import { printApprovals, printLetters, printNotice, printReply, printSummary } from '../contract.ts'
import { PRINT_TEXTS } from './print-texts.ts'

type Format = 'pdf' | 'docx'

/** Says why a paper was not made: a menu is closed by then. */
function useRefusal() {
  const { message } = App.useApp()
  return { onError: (problem: unknown) => void message.error(asFailure(problem).message, 8) }
}

/** The papers of one case: each as PDF to be printed, or as Word file to be finished by hand. */
export function CasePapers({ filing }: { readonly filing: Filing }) {
  const t = useText(PRINT_TEXTS)
  const may = useMay()
  const refused = useRefusal()
  const approval = useDownload(printApprovals)
  const notice = useDownload(printNotice)
  const reply = useDownload(printReply)
  const { id, state } = filing
  const papers = [
    {
      key: 'approval',
      isThere: may(printApprovals),
      print: (format: Format) => approval.mutate({ input: { filings: [id], format } }, refused),
    },
    {
      key: 'notice',
      isThere: may(printNotice) && state === 'notice',
      print: (format: Format) => notice.mutate({ input: { filing: id, format } }, refused),
    },
    {
      key: 'reply',
      isThere: may(printReply) && state === 'filed',
      print: (format: Format) => reply.mutate({ input: { filing: id, format } }, refused),
    },
  ] as const
  const items: NonNullable<MenuProps['items']> = papers
    .filter(({ isThere }) => isThere)
    .flatMap(({ key, print }) => [
      { key: `${key}-pdf`, label: t('pdf', { paper: t(key) }), onClick: () => print('pdf') },
      { key: `${key}-docx`, label: t('docx', { paper: t(key) }), onClick: () => print('docx') },
    ])
  if (items.length === 0) return null
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button icon={<PrinterOutlined />} loading={approval.isPending || notice.isPending || reply.isPending}>
        {t('print')} <DownOutlined aria-hidden style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  )
}

/** 联审汇总表 of these cases, as PDF. */
export function PrintSummary({ filings }: { readonly filings: readonly string[] }) {
  const t = useText(PRINT_TEXTS)
  const print = useDownload(printSummary)
  const refused = useRefusal()
  const may = useMay()
  if (!may(printSummary) || filings.length === 0) return null
  return (
    <Button
      icon={<PrinterOutlined />}
      loading={print.isPending}
      onClick={() => print.mutate({ input: { filings: [...filings], format: 'pdf' } }, refused)}
    >
      {t('summary')}
    </Button>
  )
}

/** 联审函 of these dispatches, as PDF. */
export function PrintLetters({ dispatches }: { readonly dispatches: readonly string[] }) {
  const t = useText(PRINT_TEXTS)
  const print = useDownload(printLetters)
  const refused = useRefusal()
  const may = useMay()
  if (!may(printLetters) || dispatches.length === 0) return null
  return (
    <Button
      icon={<PrinterOutlined />}
      loading={print.isPending}
      onClick={() => print.mutate({ input: { dispatches: [...dispatches], format: 'pdf' } }, refused)}
    >
      {t(dispatches.length === 1 ? 'letter' : 'letters', { count: dispatches.length })}
    </Button>
  )
}
