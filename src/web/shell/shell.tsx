import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '../language/language.tsx'
import { useRemembered } from '../memory.ts'
import type { ModuleWeb } from '../module-web.ts'
import { useNarrow } from '../narrow.ts'
import { useSession } from '../session.tsx'
import { Header } from './header.tsx'
import { Menu } from './menu.tsx'
import { ModulesContext } from './page.tsx'
import { SHELL_TEXTS } from './shell-texts.ts'
import './shell.css'

type ShellProps = { readonly modules: readonly ModuleWeb[]; readonly children: ReactNode }

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

/** Header, menu and the page in them (design.md §2). */
export function Shell({ modules, children }: ShellProps) {
  const t = useText(SHELL_TEXTS)
  const isNarrow = useNarrow()
  const [isFolded, setFolded] = useRemembered('menu-folded', false, isBoolean)
  const [isOpen, setOpen] = useState(false)
  const { isDemo } = useSession()
  return (
    <div className={`yz-shell${isDemo ? ' yz-shell-demo' : ''}`}>
      <a className="yz-skip" href="#content">
        {t('skip')}
      </a>
      <header className="yz-top">
        <DemoBanner />
        <Header modules={modules} isNarrow={isNarrow} onMenu={() => setOpen(true)} />
      </header>
      {!isNarrow && (
        <div className={`yz-side${isFolded ? ' yz-side-folded' : ''}`}>
          <Menu modules={modules} isFolded={isFolded} />
          <div className="yz-fold">
            <Button
              type="text"
              icon={isFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
              aria-label={t(isFolded ? 'unfold' : 'fold')}
              onClick={() => setFolded(!isFolded)}
            >
              {isFolded ? null : t('fold')}
            </Button>
          </div>
        </div>
      )}
      <Drawer
        open={isNarrow && isOpen}
        onClose={() => setOpen(false)}
        placement="left"
        size={280}
        title={t('brand')}
        rootClassName="yz-drawer-menu"
      >
        <Menu modules={modules} onFollow={() => setOpen(false)} />
      </Drawer>
      <ModulesContext value={modules}>
        <Main>{children}</Main>
      </ModulesContext>
    </div>
  )
}

/** Takes the focus when the link that led to a new page went with the old one: the next Tab goes on from the page's top. */
function Main({ children }: { readonly children: ReactNode }) {
  const router = useRouter()
  const main = useRef<HTMLElement>(null)
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const isLost = document.activeElement === document.body
        if (fromLocation && pathChanged && isLost) main.current?.focus({ preventScroll: true })
      }),
    [router],
  )
  return (
    <main className="yz-main" id="content" tabIndex={-1} ref={main}>
      {children}
    </main>
  )
}

function DemoBanner() {
  const t = useText(SHELL_TEXTS)
  const { isDemo, today } = useSession()
  if (!isDemo) return null
  return (
    <div className="yz-demo" role="note">
      <span>{t('demo')}</span>
      <span>{t('demoDate', { date: today })}</span>
    </div>
  )
}
