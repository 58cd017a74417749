import { Link } from '@tanstack/react-router'
import { createContext, Fragment, type ReactNode, use } from 'react'
import { useSay, useText } from '../language/language.tsx'
import type { ModuleWeb } from '../module-web.ts'
import { useActiveEntry } from './menu.tsx'
import { GROUP_TITLES, SHELL_TEXTS } from './shell-texts.ts'

export const ModulesContext = createContext<readonly ModuleWeb[]>([])

export type Crumb = { readonly title: string; readonly to?: string }

type PageProps = {
  readonly title: string
  /** One quiet sentence under the title, where it helps. */
  readonly lead?: ReactNode
  /** After the menu's own: 清洋街道. The title itself is not repeated. */
  readonly crumbs?: readonly Crumb[]
  /** The one primary action of the page. */
  readonly primary?: ReactNode
  readonly secondary?: ReactNode
  /** A ProcedureBar, above the content. */
  readonly bar?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page: where one is, title, actions, content. */
export function Page({ title, lead, crumbs = [], primary, secondary, bar, children }: PageProps) {
  const t = useText(SHELL_TEXTS)
  return (
    <>
      <title>{`${title} · ${t('brand')}`}</title>
      <Crumbs crumbs={crumbs} />
      <div className="yz-page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        <div className="yz-page-acts">
          {secondary}
          {primary}
        </div>
      </div>
      {bar}
      {children}
    </>
  )
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const t = useText(SHELL_TEXTS)
  const say = useSay()
  const entry = useActiveEntry(use(ModulesContext))
  const group = entry && GROUP_TITLES[entry.group]
  if (!group) return null
  const own: Crumb[] = [
    { title: say(group) },
    { title: say(entry.title), ...(crumbs.length > 0 ? { to: entry.path } : {}) },
  ]
  return (
    <nav className="yz-crumbs" aria-label={t('crumbs')}>
      <ol>
        {[...own, ...crumbs].map(({ title, to }) => (
          <li key={title}>{to ? <Link to={to}>{title}</Link> : <Fragment>{title}</Fragment>}</li>
        ))}
      </ol>
    </nav>
  )
}
