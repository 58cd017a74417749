import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import { newQueryClient } from './api.ts'
import { antLocales } from './language/ant-locale.ts'
import { LanguageProvider, useLanguage } from './language/language.tsx'
import { newRouter } from './router.tsx'
import { StepUp } from './step-up.tsx'
import { antTheme } from './theme.ts'
import { wire } from './transport.ts'

const client = newQueryClient()
const router = newRouter()

wire({
  signedOut: () => {
    const { pathname, href } = router.state.location
    if (pathname === '/sign-in' || pathname === '/set-up') return
    void router.navigate({ to: '/sign-in', search: { back: href } }).then(() => client.resetQueries())
  },
})

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <Themed />
      </QueryClientProvider>
    </LanguageProvider>
  )
}

function Themed() {
  const { language } = useLanguage()
  return (
    <ConfigProvider
      theme={antTheme}
      locale={antLocales[language]}
      button={{ autoInsertSpace: false }}
      // A click beside a form would lose what has been typed.
      modal={{ mask: { closable: false } }}
    >
      <AntApp>
        <RouterProvider router={router} />
        <StepUp />
      </AntApp>
    </ConfigProvider>
  )
}
