import type { ProblemPlace } from '#web/failure.ts'
import { useText } from '#web/language/language.tsx'
import { type Excerpt, excerptOf } from './excerpts.ts'
import { IMPORT_PACK_TEXTS } from './policy-texts.ts'

type TextPlacesProps = { readonly text: string; readonly problems: readonly ProblemPlace[] }

/** Each problem beside the lines it lies in. */
export function TextPlaces({ text, problems }: TextPlacesProps) {
  const t = useText(IMPORT_PACK_TEXTS)
  if (problems.length === 0) return null
  return (
    <ol className="yz-places" aria-label={t('places')}>
      {problems.map((problem) => (
        <Place key={`${problem.row} ${problem.column} ${problem.sentence}`} excerpt={excerptOf(text, problem)} />
      ))}
    </ol>
  )
}

function Place({ excerpt: { problem, lines, mark } }: { readonly excerpt: Excerpt }) {
  const t = useText(IMPORT_PACK_TEXTS)
  const { row = 0, column, sentence } = problem
  const place = column === undefined ? t('line', { row }) : t('place', { row, column })
  return (
    <li>
      <p>
        {mark && <b>{place}</b>} {sentence}
      </p>
      {mark && (
        <pre tabIndex={0} role="region" aria-label={place}>
          {lines.map(({ number, text }) => (
            <span key={number} className={number === row ? 'yz-place-line' : ''}>
              <i>{number}</i>
              {number === mark.row ? (
                <>
                  {mark.before}
                  <mark>{mark.rest || ' '}</mark>
                </>
              ) : (
                text
              )}
            </span>
          ))}
        </pre>
      )}
    </li>
  )
}
