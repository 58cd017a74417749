import type { Language, Text } from '#kernel/language.ts'

// How numbers, dates and periods are written (design.md §3): 85.73, 12.5 %, 2026-11-23, 14:03, 剩 3 个工作日.

/** Working days until a deadline: negative is overdue. */
export function daysLeft(days: number): Text {
  if (days < 0) return { zh: `超期 ${-days} 个工作日`, en: `${-days} working ${-days === 1 ? 'day' : 'days'} overdue` }
  if (days === 0) return { zh: '今天到期', en: 'due today' }
  return { zh: `剩 ${days} 个工作日`, en: `${days} working ${days === 1 ? 'day' : 'days'} left` }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** 14:03, local time of the office. */
export function clockTime(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`
}

/** 2026-11-23 14:03 from an ISO time; a plain date stays as it is. */
export function dateTime(iso: string): string {
  if (!iso.includes('T')) return iso
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clockTime(at)}`
}

/** 12,480 with thin grouping, the same in both languages. */
export function count(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** Bytes as people read them. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(0)} kB` : `${(size / 1024 / 1024).toFixed(1)} MB`
}

/** The words between two languages' lists: 、 or a comma. */
export function join(items: readonly string[], language: Language): string {
  return items.join(language === 'zh' ? '、' : ', ')
}
