import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import './print-page.css'

const TEXTS = texts({ zh: { print: '打印' }, en: { print: 'Print' } })

type PrintPageProps = {
  readonly title: string
  /** Under the title: district, period, policy version. */
  readonly line?: string
  /** At the foot of each sheet: who printed it and when. */
  readonly foot?: string
  readonly isLandscape?: boolean
  readonly children: ReactNode
}

/** One A4 document; also what a preview shows on screen. */
export function PrintPage({ title, line, foot, isLandscape, children }: PrintPageProps) {
  return (
    <article className={`yz-sheet${isLandscape ? ' yz-sheet-wide' : ''}`}>
      <header>
        <h1>{title}</h1>
        {line && <p>{line}</p>}
      </header>
      {children}
      {foot && <footer>{foot}</footer>}
    </article>
  )
}

/** Prints `document` (a PrintPage) and nothing else of the page. */
export function PrintButton({
  document: make,
  label,
}: {
  readonly document: () => ReactNode
  readonly label?: string
}) {
  const t = useText(TEXTS)
  const [isPrinting, setPrinting] = useState(false)
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => setPrinting(true)}>
        {label ?? t('print')}
      </Button>
      {isPrinting && <Printing onDone={() => setPrinting(false)}>{make()}</Printing>}
    </>
  )
}

function Printing({ children, onDone }: { readonly children: ReactNode; readonly onDone: () => void }) {
  useEffect(() => {
    window.addEventListener('afterprint', onDone, { once: true })
    const soon = setTimeout(() => window.print(), 50)
    return () => {
      clearTimeout(soon)
      window.removeEventListener('afterprint', onDone)
    }
  }, [onDone])
  const root = document.getElementById('print-root')
  return root ? createPortal(<div className="yz-printing">{children}</div>, root) : null
}
