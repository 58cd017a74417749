import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Drawer, Select } from 'antd'
import type { ReactNode } from 'react'
import { count } from '../format.ts'
import { useText } from '../language/language.tsx'
import { useNarrow } from '../narrow.ts'
import { RECORD_TEXTS } from './record-texts.ts'

export type PagesProps = {
  /** How many rows there are in all, when the server says so. */
  readonly total?: number
  readonly size: number
  readonly onSize?: (size: number) => void
  /** Absent when there is no such page: keyset pages know only their neighbours. */
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
}

const SIZES = [50, 100, 200]

export function Pages({ total, size, onSize, onPrevious, onNext }: PagesProps) {
  const t = useText(RECORD_TEXTS)
  return (
    <div className="yz-pages">
      <span>{total === undefined ? '' : t('count', { count: count(total) })}</span>
      {onSize && (
        <Select
          aria-label={t('pageSize')}
          size="small"
          variant="borderless"
          value={size}
          onChange={onSize}
          options={SIZES.map((value) => ({ value, label: t('page', { size: value }) }))}
        />
      )}
      <Button
        size="small"
        icon={<LeftOutlined />}
        disabled={!onPrevious}
        onClick={onPrevious}
        aria-label={t('previous')}
      />
      <Button size="small" icon={<RightOutlined />} disabled={!onNext} onClick={onNext} aria-label={t('next')} />
    </div>
  )
}

type RecordDrawerProps = {
  readonly isOpen: boolean
  readonly title: ReactNode
  readonly onClose: () => void
  /** Buttons at the top right. */
  readonly extra?: ReactNode
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
  readonly width?: number
  readonly children: ReactNode
}

/** What a row opens; walks through the rows without being closed. */
export function RecordDrawer({
  isOpen,
  title,
  onClose,
  extra,
  onPrevious,
  onNext,
  width = 560,
  children,
}: RecordDrawerProps) {
  const t = useText(RECORD_TEXTS)
  const isNarrow = useNarrow()
  const walks = onPrevious ?? onNext
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      title={title}
      size={isNarrow ? '100%' : width}
      extra={
        <span className="yz-buttons">
          {walks && (
            <Button
              size="small"
              type="text"
              icon={<LeftOutlined />}
              disabled={!onPrevious}
              onClick={onPrevious}
              aria-label={t('before')}
            />
          )}
          {walks && (
            <Button
              size="small"
              type="text"
              icon={<RightOutlined />}
              disabled={!onNext}
              onClick={onNext}
              aria-label={t('after')}
            />
          )}
          {extra}
        </span>
      }
    >
      {children}
    </Drawer>
  )
}
