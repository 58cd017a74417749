import type { ProblemPlace } from '../failure.ts'
import { useText } from '../language/language.tsx'
import { IMPORT_TEXTS } from './import-texts.ts'

const SHOWN = 200

type Props = {
  readonly problems: readonly ProblemPlace[]
  /** How many there are, where these are only the first of them. */
  readonly count?: number
}

/** Place by place what a file breaks; the marked workbook holds the rest. */
export function ImportProblems({ problems, count = problems.length }: Props) {
  const t = useText(IMPORT_TEXTS)
  if (problems.length === 0) return null
  // Only files of several parts have one: a workbook with more than one sheet, an archive.
  const hasSource = problems.some(({ source }) => source)
  return (
    <div className="yz-problems" tabIndex={0} role="region" aria-label={t('problems')}>
      <table>
        <thead>
          <tr>
            {hasSource && <th>{t('source')}</th>}
            <th className="yz-end">{t('row')}</th>
            <th>{t('column')}</th>
            <th>{t('sentence')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, SHOWN).map(({ code, source, row, column, sentence }) => (
            <tr key={`${code}·${source}·${row}·${column}·${sentence}`}>
              {hasSource && <td>{source ?? ''}</td>}
              <td className="yz-end">{row ?? ''}</td>
              <td>{column ?? ''}</td>
              <td>{sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > SHOWN && <p>{t('more', { count: count - SHOWN })}</p>}
    </div>
  )
}
