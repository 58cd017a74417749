import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ConfigProviderProps } from 'antd'
import type { Language } from '#kernel/language.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

/**
 * Ant Design's own words. Its package says nothing of ES modules, so TypeScript takes these files for CommonJS and sees
 * the default export one level deeper than Vite, which reads them as what they are.
 */
export const antLocales: Readonly<Record<Language, Locale>> = {
  zh: zhCN as unknown as Locale,
  en: enUS as unknown as Locale,
}
