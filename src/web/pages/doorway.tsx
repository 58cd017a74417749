import type { ReactNode } from 'react'
import { Mark } from '../brand.tsx'
import { useText } from '../language/language.tsx'
import { LanguageSwitch } from '../shell/header.tsx'
import { SIGN_IN_TEXTS } from './sign-in-texts.ts'
import '../shell/shell.css'
import './doorway.css'

type DoorwayProps = {
  readonly title: string
  readonly district?: string | null | undefined
  readonly aside?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** The calm frame of the pages before the door: brand, one card, nothing else. */
export function Doorway({ title, district, aside, isWide, children }: DoorwayProps) {
  const t = useText(SIGN_IN_TEXTS)
  return (
    <main className="yz-doorway">
      <title>{`${title} · 雁阵`}</title>
      <div className="yz-doorway-language">
        <LanguageSwitch />
      </div>
      <div className="yz-doorway-brand">
        <Mark size={40} title="雁阵 Yanzhen" />
        <p className="yz-doorway-name">雁阵{district && <span>{district}</span>}</p>
        <p className="yz-doorway-line">{t('line')}</p>
      </div>
      <div className={`yz-doorway-cards${aside ? ' yz-doorway-two' : ''}${isWide ? ' yz-doorway-wide' : ''}`}>
        <div className="yz-card yz-doorway-card">
          <h1>{title}</h1>
          {children}
        </div>
        {aside}
      </div>
      <p className="yz-doorway-foot">{t('foot')}</p>
    </main>
  )
}
