import { Link, useRouterState } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useEffect, useRef } from 'react'
import { useSay, useText } from '../language/language.tsx'
import { MENU_GROUPS, type MenuEntry, type MenuGroup, type ModuleWeb } from '../module-web.ts'
import { useSession } from '../session.tsx'
import { GROUP_TITLES, SHELL_TEXTS } from './shell-texts.ts'

/** The entries that the active role may open, by group. */
export function useEntries(modules: readonly ModuleWeb[]): ReadonlyMap<MenuGroup, readonly MenuEntry[]> {
  const { active } = useSession()
  const entries = modules.flatMap(({ menu }) => menu).filter(({ roles }) => roles?.includes(active.role) ?? true)
  return new Map(MENU_GROUPS.map((group) => [group, entries.filter((entry) => entry.group === group)]))
}

/** The entry whose address the present one lies under. */
export function useActiveEntry(modules: readonly ModuleWeb[]): MenuEntry | undefined {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const entries = modules.flatMap(({ menu }) => menu)
  return entries
    .filter((entry) => path === entry.path || (entry.path !== '/' && path.startsWith(`${entry.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
}

type MenuProps = {
  readonly modules: readonly ModuleWeb[]
  readonly isFolded?: boolean
  readonly onFollow?: () => void
}

export function Menu({ modules, isFolded = false, onFollow }: MenuProps) {
  const t = useText(SHELL_TEXTS)
  const say = useSay()
  const active = useActiveEntry(modules)
  const groups = [...useEntries(modules)].filter(([group, entries]) => group !== 'user' && entries.length > 0)
  return (
    <nav className="yz-menu" aria-label={t('menu')}>
      {groups.map(([group, entries]) => {
        const title = GROUP_TITLES[group]
        return (
          <div key={group}>
            {title && !isFolded && <h2>{say(title)}</h2>}
            <ul>
              {entries.map((entry) => (
                <li key={entry.path}>
                  <Entry entry={entry} isActive={entry === active} isFolded={isFolded} onFollow={onFollow} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

type EntryProps = {
  readonly entry: MenuEntry
  readonly isActive: boolean
  readonly isFolded: boolean
  readonly onFollow: (() => void) | undefined
}

function Entry({ entry, isActive, isFolded, onFollow }: EntryProps) {
  const say = useSay()
  const { counts } = useSession()
  const count = entry.count ? counts[entry.count] : undefined
  const { icon: Icon } = entry
  const link = useRef<HTMLAnchorElement>(null)
  // In a low window the menu scrolls: where one is stays in sight.
  useEffect(() => {
    if (isActive) link.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <Tooltip title={isFolded ? say(entry.title) : ''} placement="right">
      {/* The router would mark every entry whose address begins the present one. */}
      <Link
        ref={link}
        to={entry.path}
        activeOptions={{ exact: true }}
        onClick={onFollow}
        aria-current={isActive ? 'page' : undefined}
      >
        <Icon />
        <span className="yz-menu-title">{say(entry.title)}</span>
        {count !== undefined && count > 0 && <span className="yz-menu-count">{count > 99 ? '99+' : count}</span>}
      </Link>
    </Tooltip>
  )
}
