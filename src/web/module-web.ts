import type { ComponentType } from 'react'
import type { Role } from '#kernel/access.ts'
import type { Text } from '#kernel/language.ts'

// What a module's `web.ts` declares: its entries in the menu and its pages. The shell composes all modules from these.

/** The menu's sections in their order; `user` stands in the menu under the person's name. */
export const MENU_GROUPS = [
  'home',
  'selection',
  'development',
  'management',
  'evaluation',
  'placement',
  'cockpit',
  'policy',
  'registry',
  'system',
  'user',
] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

export type MenuEntry = {
  readonly group: MenuGroup
  /** Such as `/star`; the entry is active on all addresses below it. */
  readonly path: string
  readonly title: Text
  readonly icon: ComponentType
  /** The roles that see it; absent: everybody. The same as of the endpoint that the page reads first. */
  readonly roles?: readonly Role[]
  /** The number (of `session.counts`) shown beside it. */
  readonly count?: string
}

export type ModulePage = {
  /** A TanStack Router path, such as `/star/$street`. */
  readonly path: string
  /** Loaded when first visited: `() => import('./star/web/grid-page.tsx').then((file) => file.GridPage)`. */
  readonly load: () => Promise<ComponentType>
}

/** One thing that ⌘K found: where to go. */
export type Hit = {
  readonly key: string
  /** What kind of thing it is, in the reader's language. */
  readonly group: string
  readonly title: string
  readonly detail?: string
  readonly to: string
}

export type ModuleWeb = {
  readonly name: string
  /** What the module finds for a text that somebody typed into ⌘K; a hook, called with each change. */
  readonly useHits?: (text: string) => readonly Hit[]
  readonly menu: readonly MenuEntry[]
  readonly pages: readonly ModulePage[]
}
