import type { ThemeConfig } from 'antd'

// The tokens of design.md §1, once. Ant Design reads them as its theme, our own style sheets as CSS variables (--yz-…).

const colours = {
  ink: '#1C2430',
  quiet: '#566070',
  faint: '#6B7280',
  paper: '#FAF9F6',
  wash: '#F4F2EC',
  card: '#FFFFFF',
  line: '#E7E4DC',
  'line-strong': '#CFCABD',
  edge: '#938F83',
  red: '#A8201A',
  'red-dark': '#8A1914',
  'red-wash': '#F9EFEC',
  blue: '#1F5AA6',
  'blue-wash': '#EDF2F9',
  good: '#2F7D4F',
  'good-wash': '#EBF4EE',
  warn: '#A86400',
  'warn-ink': '#8A5200',
  'warn-wash': '#FBF4E6',
  bad: '#B3261E',
  'bad-wash': '#FBEDEB',
  idle: '#6B7280',
  star: '#C98A00',
} as const

const FONT =
  '"PingFang SC","Microsoft YaHei","Noto Sans SC","Source Han Sans SC","Noto Sans CJK SC",system-ui,sans-serif'

/** Below this width the menu becomes a drawer and lists become cards. */
export const NARROW = 760

/** Writes the colours as CSS variables on the page. */
export function applyVariables(style: CSSStyleDeclaration): void {
  for (const [name, value] of Object.entries(colours)) style.setProperty(`--yz-${name}`, value)
  style.setProperty('--yz-font', FONT)
}

const button: NonNullable<ThemeConfig['components']>['Button'] = {
  algorithm: true,
  colorPrimary: colours.red,
  primaryShadow: 'none',
  defaultShadow: 'none',
  dangerShadow: 'none',
  fontWeight: 500,
  contentFontSizeSM: 13,
  defaultBorderColor: colours['line-strong'],
  defaultColor: colours.ink,
  defaultHoverColor: colours.ink,
  defaultHoverBorderColor: colours.edge,
  defaultActiveColor: colours.ink,
  defaultActiveBorderColor: colours.ink,
  colorLink: colours.blue,
  paddingInline: 14,
}

/** Red belongs to the one primary button; everything that selects, links or has the focus is blue. */
export const antTheme: ThemeConfig = {
  hashed: false,
  cssVar: { prefix: 'ant', key: 'yz-ant' },
  token: {
    colorPrimary: colours.blue,
    colorInfo: colours.blue,
    colorLink: colours.blue,
    // The paler blue that would follow by itself has too little contrast.
    colorLinkHover: colours.blue,
    colorLinkActive: colours.ink,
    // The focus ring of links and close buttons.
    colorPrimaryBorder: colours.blue,
    lineWidthFocus: 2,
    colorSuccess: colours.good,
    colorWarning: colours.warn,
    // As every other notice of the pages; the shade that would follow by itself is muddy.
    colorWarningBg: colours['warn-wash'],
    colorWarningBorder: '#e8cfa4',
    colorError: colours.bad,
    colorTextBase: colours.ink,
    colorText: colours.ink,
    colorTextSecondary: colours.quiet,
    colorTextTertiary: colours.faint,
    colorTextDescription: colours.quiet,
    colorTextPlaceholder: colours.faint,
    colorBorder: colours.edge,
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.paper,
    colorBgMask: 'rgba(28, 36, 48, 0.36)',
    fontFamily: FONT,
    fontSize: 14,
    lineHeight: 22 / 14,
    borderRadius: 6,
    controlHeight: 32,
    motionDurationSlow: '0.16s',
    motionDurationMid: '0.12s',
    motionDurationFast: '0.06s',
    boxShadow: '0 4px 16px rgba(28, 36, 48, 0.10)',
    boxShadowSecondary: '0 4px 16px rgba(28, 36, 48, 0.12)',
  },
  components: {
    Button: button,
    Modal: { titleFontSize: 16 },
    Drawer: { paddingLG: 20 },
    Select: { optionSelectedFontWeight: 500 },
    Tooltip: { colorBgSpotlight: colours.ink },
  },
}
