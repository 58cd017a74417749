import { WATCH_TOPICS } from '#kernel/watch.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { useSay, useText } from '#web/language/language.tsx'
import type { listWatched } from '../contract.ts'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import './supervision.css'

type Props = {
  readonly counts: OutputOf<typeof listWatched>['counts']
  readonly chosen: string | undefined
  readonly onChoose: (topic: string) => void
}

/** The sections of the board with their counts; a click opens one, another click all of them. */
export function TopicCounts({ counts, chosen, onChoose }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  return (
    <ul className="yz-topics" aria-label={t('counts')}>
      {counts.map(({ topic, all, open }) => (
        <li key={topic}>
          <button type="button" aria-pressed={chosen === topic} onClick={() => onChoose(chosen === topic ? '' : topic)}>
            <span>{say(WATCH_TOPICS[topic])}</span>
            <strong>{all}</strong>
            {open > 0 && <em>{t('countsOpen', { open })}</em>}
          </button>
        </li>
      ))}
    </ul>
  )
}
