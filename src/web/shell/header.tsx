import { MenuOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { periodTitle } from '#kernel/period.ts'
import { usePeriod } from '../address.ts'
import { Mark } from '../brand.tsx'
import { useLanguage, useSay, useText } from '../language/language.tsx'
import type { ModuleWeb } from '../module-web.ts'
import { useSession } from '../session.tsx'
import { Palette } from './palette.tsx'
import { SHELL_TEXTS } from './shell-texts.ts'
import { UserMenu } from './user-menu.tsx'

type HeaderProps = { readonly modules: readonly ModuleWeb[]; readonly isNarrow: boolean; readonly onMenu: () => void }

export function Header({ modules, isNarrow, onMenu }: HeaderProps) {
  const t = useText(SHELL_TEXTS)
  const say = useSay()
  const { district } = useSession()
  return (
    <div className="yz-header">
      {isNarrow && <Button type="text" icon={<MenuOutlined />} aria-label={t('openMenu')} onClick={onMenu} />}
      <Link to="/" className="yz-brand">
        <Mark size={isNarrow ? 20 : 22} />
        <strong>雁阵</strong>
        <span>{say(district)}</span>
      </Link>
      <Palette modules={modules} isNarrow={isNarrow} />
      <PeriodSwitch isShort={isNarrow} />
      <LanguageSwitch />
      <UserMenu modules={modules} />
    </div>
  )
}

/** The half-year that rules all pages. */
function PeriodSwitch({ isShort }: { readonly isShort: boolean }) {
  const t = useText(SHELL_TEXTS)
  const say = useSay()
  const { periods } = useSession()
  const [period, setPeriod] = usePeriod()
  if (periods.length === 0) return null
  return (
    <Select
      aria-label={t('period')}
      variant="borderless"
      value={period}
      onChange={setPeriod}
      popupMatchSelectWidth={false}
      options={periods.map((key) => ({ value: key, label: isShort ? key : say(periodTitle(key)) }))}
    />
  )
}

export function LanguageSwitch() {
  const t = useText(SHELL_TEXTS)
  const { language, setLanguage } = useLanguage()
  return (
    <div className="yz-language" role="group" aria-label={t('language')}>
      <button
        type="button"
        lang="zh-CN"
        aria-pressed={language === 'zh'}
        aria-label="中文"
        onClick={() => setLanguage('zh')}
      >
        {t('chinese')}
      </button>
      <button
        type="button"
        lang="en"
        aria-pressed={language === 'en'}
        aria-label="EN English"
        onClick={() => setLanguage('en')}
      >
        {t('english')}
      </button>
    </div>
  )
}
