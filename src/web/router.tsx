import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
} from '@tanstack/react-router'
import { parseAddress, writeAddress } from './address.ts'
import { modules } from './modules.ts'
import { Broken } from './pages/broken.tsx'
import { NotFound } from './pages/not-found.tsx'
import { SessionGate } from './session.tsx'
import { Loading } from './kit/states.tsx'
import { Shell } from './shell/shell.tsx'

// All addresses: the sign-in and set-up pages outside the shell, the modules' pages in it. Each page is its own chunk.

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./pages/set-up.tsx'), 'SetUp'),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  // The half-year goes along from page to page.
  search: { middlewares: [retainSearchParams(['period'] as never)] },
  component: () => (
    <SessionGate>
      <Shell modules={modules}>
        <Outlet />
      </Shell>
    </SessionGate>
  ),
})

const pages = modules.flatMap((module) =>
  module.pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => inside,
      path,
      component: lazyRouteComponent(async () => ({ Page: await load() }), 'Page'),
    }),
  ),
)

// Within the shell, so that an old address asks for the sign-in first and says then that there is nothing.
const elsewhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound })

/** Every kit component in all its states, without a server; only where Vite serves the pages itself. */
const gallery = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/gallery/{-$section}',
        component: lazyRouteComponent(() => import('./gallery/gallery.tsx'), 'Gallery'),
      }),
    ]
  : []

export function newRouter() {
  return createRouter({
    routeTree: root.addChildren([signIn, setUp, inside.addChildren([...pages, elsewhere]), ...gallery]),
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: Loading,
    defaultPreload: 'intent',
    scrollRestoration: true,
  })
}
