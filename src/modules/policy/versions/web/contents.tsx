import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSay, useText } from '#web/language/language.tsx'
import { useNarrow } from '#web/narrow.ts'
import { type Chapter, CHAPTERS, type Entry } from './chapters.ts'
import { POLICY_TEXTS } from './policy-texts.ts'

type ContentsProps = { readonly chapter: Chapter; readonly entries: readonly Entry[] }

/** The table of contents beside the text; on a phone folded above it. */
export function Contents(props: ContentsProps) {
  const t = useText(POLICY_TEXTS)
  const isNarrow = useNarrow()
  if (!isNarrow) {
    return (
      <nav className="yz-toc" aria-label={t('contents')} tabIndex={0}>
        <Chapters {...props} />
      </nav>
    )
  }
  return (
    <nav className="yz-toc-narrow" aria-label={t('contents')}>
      <details>
        <summary>
          {t('contents')} · {t(props.chapter)}
        </summary>
        <Chapters {...props} />
      </details>
    </nav>
  )
}

function Chapters({ chapter, entries }: ContentsProps) {
  const t = useText(POLICY_TEXTS)
  const current = useCurrent(entries)
  return (
    <ol>
      {CHAPTERS.map((one) => (
        <li key={one}>
          <Link
            to="."
            search={(before: object) => ({ ...before, part: one === 'overview' ? '' : one })}
            hash=""
            activeOptions={{ exact: true, explicitUndefined: true }}
            aria-current={one === chapter ? 'page' : undefined}
          >
            {t(one)}
          </Link>
          {one === chapter && entries.length > 0 && <Entries entries={entries} current={current} />}
        </li>
      ))}
    </ol>
  )
}

function Entries({ entries, current }: { readonly entries: readonly Entry[]; readonly current: string | undefined }) {
  const say = useSay()
  return (
    <ul>
      {entries.map(({ anchor, title, count }) => (
        <li key={anchor ?? title.en}>
          {anchor ? (
            <a href={`#${anchor}`} className={anchor === current ? 'yz-toc-here' : ''}>
              <span>{say(title)}</span>
              <small>{count}</small>
            </a>
          ) : (
            <strong>{say(title)}</strong>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The section that the reader is in: the last one whose heading has passed the upper third of the window. */
function useCurrent(entries: readonly Entry[]): string | undefined {
  const [current, setCurrent] = useState<string>()
  useEffect(() => {
    const look = () => {
      const passed = entries.filter(({ anchor }) => {
        const top = anchor && document.getElementById(anchor)?.getBoundingClientRect().top
        return typeof top === 'number' && top < window.innerHeight / 3
      })
      setCurrent(passed.at(-1)?.anchor)
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [entries])
  useEffect(() => {
    if (current) document.querySelector('.yz-toc-here')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return current
}
