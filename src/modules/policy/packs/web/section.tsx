import { type ReactNode, useEffect } from 'react'
import type { Text } from '#kernel/language.ts'
import { useSay } from '#web/language/language.tsx'

type SectionProps = {
  /** The anchor that the table of contents and colleagues' links lead to. */
  readonly id: string
  readonly of: Text
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One part of a chapter, in both languages. */
export function Section({ id, of, aside, children }: SectionProps) {
  const say = useSay()
  const title = say(of)
  return (
    <section id={id} className="yz-pack-section" aria-labelledby={`${id}-title`}>
      <header>
        <h3 id={`${id}-title`}>
          <a href={`#${id}`}>{title}</a>
        </h3>
        <small lang={title === of.zh ? 'en' : 'zh'}>{title === of.zh ? of.en : of.zh}</small>
        {aside && <span>{aside}</span>}
      </header>
      <div className="yz-pack-body">{children}</div>
    </section>
  )
}

/** A link to a section arrives before the section does: goes there once it stands. */
export function useAnchor(isThere: boolean): void {
  useEffect(() => {
    const anchor = decodeURIComponent(location.hash.slice(1))
    if (isThere && anchor) document.getElementById(anchor)?.scrollIntoView()
  }, [isThere])
}
