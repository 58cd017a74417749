import { useText } from '#web/language/language.tsx'
import type { ImportReport, NamedDivision } from '../contract.ts'
import type { Decision } from '../../successions/rules.ts'
import { DIVISION_TEXTS } from './division-texts.ts'
import { CHANGES, type ChangeLine, changesOf } from './import-rows.ts'

// Enough to look through; the file itself holds the rest.
const SHOWN = 200

/** What the file changes, by kind: each kind opens into its lines. */
export function DivisionChanges({
  report,
  decisions,
}: {
  readonly report: ImportReport
  readonly decisions: readonly Decision[]
}) {
  const t = useText(DIVISION_TEXTS)
  const changes = changesOf(report, decisions)
  const kinds = CHANGES.filter((kind) => changes[kind].length > 0)
  return (
    <div className="yz-changes">
      {kinds.map((kind) => (
        <details key={kind} open={changes[kind].length <= 6}>
          <summary>
            <strong>{t(`change-${kind}`)}</strong> {changes[kind].length}
            <span className="yz-help">{t(`about-${kind}`)}</span>
          </summary>
          <ul>
            {changes[kind].slice(0, SHOWN).map((line) => (
              <Line key={[...line.before, ...line.after].map(({ code }) => code).join()} line={line} />
            ))}
          </ul>
          {changes[kind].length > SHOWN && (
            <p className="yz-help">{t('more', { count: changes[kind].length - SHOWN })}</p>
          )}
        </details>
      ))}
    </div>
  )
}

function Line({ line: { before, after } }: { readonly line: ChangeLine }) {
  return (
    <li>
      <Side divisions={before} />
      {before.length > 0 && after.length > 0 && <span aria-hidden> → </span>}
      <Side divisions={after} />
    </li>
  )
}

function Side({ divisions }: { readonly divisions: readonly NamedDivision[] }) {
  return divisions.map(({ code, name }, index) => (
    <span key={code}>
      {index > 0 && ' + '}
      {name} <code>{code}</code>
    </span>
  ))
}
