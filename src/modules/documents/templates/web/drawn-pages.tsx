import { useMemo } from 'react'
import { useSay, useText } from '#web/language/language.tsx'
import type { Template } from '../contract.ts'
import { TEMPLATES_TEXTS } from './templates-texts.ts'

type Props = { readonly drawing: string; readonly template: Template }

/** The pages of a drawing on a grey ground. As a picture it can neither run nor fetch anything, whatever it holds. */
export function DrawnPages({ drawing, template }: Props) {
  const t = useText(TEMPLATES_TEXTS)
  const paper = useSay()(template)
  const address = useMemo(() => `data:image/svg+xml,${encodeURIComponent(drawing)}`, [drawing])
  const { width, pages } = useMemo(() => pagesOf(drawing), [drawing])
  return (
    <div className="yz-drawn" tabIndex={0} role="region" aria-label={t('preview')}>
      {pages.map(({ top, height }, index) => (
        <div key={top} className="yz-drawn-page" style={{ aspectRatio: `${width} / ${height}` }}>
          <img
            src={address}
            alt={t('drawn', { paper, page: index + 1 })}
            style={{ marginTop: `${(-top / width) * 100}%` }}
          />
        </div>
      ))}
    </div>
  )
}

type Pages = { readonly width: number; readonly pages: readonly { readonly top: number; readonly height: number }[] }

/** Where each page stands: the drawing has all below each other, each a group moved down by those before it. */
function pagesOf(drawing: string): Pages {
  const root = new DOMParser().parseFromString(drawing, 'image/svg+xml').documentElement
  const [, , width = 1, total = 1] = (root.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const groups = [...root.children].filter(({ nodeName }) => nodeName === 'g')
  const tops = groups.map((group) => Number(/ (\S+)\)$/.exec(group.getAttribute('transform') ?? '')?.[1] ?? 0))
  return { width, pages: tops.map((top, index) => ({ top, height: (tops[index + 1] ?? total) - top })) }
}
