import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { Command } from 'cmdk'
import { useEffect, useState } from 'react'
import { useLanguage, useSay, useText } from '../language/language.tsx'
import type { Hit, ModuleWeb } from '../module-web.ts'
import { useEntries } from './menu.tsx'
import './palette.css'
import { SHELL_TEXTS } from './shell-texts.ts'
import { useLeaving } from './user-menu.tsx'

type PaletteProps = { readonly modules: readonly ModuleWeb[]; readonly isNarrow: boolean }

const isMac = navigator.platform.startsWith('Mac')

/** The header's search: ⌘K (Ctrl K) opens it from anywhere. */
export function Palette({ modules, isNarrow }: PaletteProps) {
  const t = useText(SHELL_TEXTS)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen((open) => !open)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <Button
        className={isNarrow ? '' : 'yz-search'}
        type={isNarrow ? 'text' : 'default'}
        icon={<SearchOutlined />}
        {...(isNarrow ? { 'aria-label': t('search') } : {})}
        onClick={() => setOpen(true)}
      >
        {isNarrow ? null : (
          <span>
            {t('search')}
            <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
          </span>
        )}
      </Button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        mask={{ closable: true }}
        width={600}
        destroyOnHidden
        title={null}
        className="yz-palette"
        styles={{ container: { padding: 0 } }}
        aria-label={t('search')}
      >
        <Finder modules={modules} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Finder({ modules, onDone }: { readonly modules: readonly ModuleWeb[]; readonly onDone: () => void }) {
  const t = useText(SHELL_TEXTS)
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const found = useFound(modules, text)
  const commands = useCommands(text)
  const hits = [...found, ...usePages(modules, text)]
  const groups = Map.groupBy(hits, ({ group }) => group)
  const [value, setValue] = useFirst(`${text}/${hits.length}`, hits[0]?.key ?? commands[0]?.title ?? '')
  const run = (act: () => void) => () => {
    onDone()
    act()
  }
  return (
    <Command label={t('search')} shouldFilter={false} loop value={value} onValueChange={setValue}>
      <Command.Input autoFocus value={typed} onValueChange={setTyped} placeholder={t('searchHint')} maxLength={60} />
      <Command.List label={t('search')}>
        <Command.Empty>{text === '' ? t('searchStart') : t('nothing', { text })}</Command.Empty>
        {[...groups].map(([group, some]) => (
          <Command.Group key={group} heading={group}>
            {some.map(({ key, title, detail, to }) => (
              <Command.Item key={key} value={key} onSelect={run(() => void navigate({ to }))}>
                <span>{title}</span>
                {detail && <small>{detail}</small>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {commands.length > 0 && (
          <Command.Group heading={t('commands')}>
            {commands.map(({ title, act }) => (
              <Command.Item key={title} value={title} onSelect={run(act)}>
                <span>{title}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  )
}

/** What is chosen in a list: its first entry, until somebody moves; a new list (`of`) begins at its first again. */
function useFirst(of: string, first: string): readonly [string, (value: string) => void] {
  const [chosen, choose] = useState({ of, value: first })
  return [chosen.of === of ? chosen.value : first, (value) => choose({ of, value })]
}

/** What the modules find. Modules are the same from start to end, so that their hooks are called in one order. */
function useFound(modules: readonly ModuleWeb[], text: string): readonly Hit[] {
  return modules.flatMap(({ useHits }) => useHits?.(text) ?? [])
}

const holds = (text: string, ...words: readonly string[]): boolean =>
  words.some((word) => word.toLowerCase().includes(text.toLowerCase()))

/** Pages that the active role may open, by their title in either language; all of them while nothing is typed. */
function usePages(modules: readonly ModuleWeb[], text: string): readonly Hit[] {
  const t = useText(SHELL_TEXTS)
  const say = useSay()
  return [...useEntries(modules).values()]
    .flat()
    .filter(({ title }) => holds(text, title.zh, title.en))
    .map(({ path, title }) => ({ key: path, group: t('pages'), title: say(title), to: path }))
}

function useCommands(text: string): readonly { readonly title: string; readonly act: () => void }[] {
  const t = useText(SHELL_TEXTS)
  const { language, setLanguage } = useLanguage()
  const { leave } = useLeaving()
  const commands = [
    { title: t('otherLanguage'), act: () => setLanguage(language === 'zh' ? 'en' : 'zh') },
    // After the dialog has gone: it would be on the paper.
    { title: t('print'), act: () => void setTimeout(() => window.print(), 300) },
    { title: t('signOut'), act: leave },
  ]
  return commands.filter(({ title }) => holds(text, title))
}
