import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useText } from '../language/language.tsx'
import { type Column, type ColumnChoice, moveKey } from './record-columns.ts'
import { RECORD_TEXTS } from './record-texts.ts'

type ColumnSettingsProps<R> = {
  readonly arranged: readonly Column<R>[]
  readonly choice: ColumnChoice
  readonly setChoice: (choice: ColumnChoice) => void
  readonly reset: () => void
}

/** Which columns are shown, in which order; kept per person on this browser. */
export function ColumnSettings<R>(props: ColumnSettingsProps<R>) {
  const t = useText(RECORD_TEXTS)
  return (
    <Popover trigger="click" placement="bottomRight" content={<ColumnList {...props} />} title={t('columns')}>
      <Button icon={<SettingOutlined />} aria-label={t('columns')} title={t('columns')} />
    </Popover>
  )
}

function ColumnList<R>({ arranged, choice, setChoice, reset }: ColumnSettingsProps<R>) {
  const t = useText(RECORD_TEXTS)
  const movable = arranged.slice(1).map(({ key }) => key)
  const toggle = (key: string) => {
    const { hidden } = choice
    setChoice({ ...choice, hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key] })
  }
  const move = (key: string, by: -1 | 1) => {
    const first = arranged[0]?.key ?? ''
    setChoice({ ...choice, order: [first, ...moveKey(movable, key, by)] })
  }
  return (
    <div className="yz-columns">
      <ul>
        {arranged.map(({ key, title }, index) => (
          <li key={key}>
            <Checkbox
              checked={index === 0 || !choice.hidden.includes(key)}
              disabled={index === 0}
              onChange={() => toggle(key)}
            >
              {title}
            </Checkbox>
            {index > 0 && (
              <Moves
                title={title}
                onUp={index > 1 ? () => move(key, -1) : undefined}
                onDown={index < arranged.length - 1 ? () => move(key, 1) : undefined}
              />
            )}
          </li>
        ))}
      </ul>
      <Button type="link" size="small" onClick={reset}>
        {t('columnsReset')}
      </Button>
    </div>
  )
}

type MovesProps = {
  readonly title: string
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
}

function Moves({ title, onUp, onDown }: MovesProps) {
  const t = useText(RECORD_TEXTS)
  const ways = [
    { icon: <ArrowUpOutlined />, label: t('up', { title }), act: onUp },
    { icon: <ArrowDownOutlined />, label: t('down', { title }), act: onDown },
  ]
  return (
    <span>
      {ways.map(({ icon, label, act }) => (
        <Button key={label} type="text" size="small" icon={icon} aria-label={label} disabled={!act} onClick={act} />
      ))}
    </span>
  )
}
