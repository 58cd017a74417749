import { useText } from '#web/language/language.tsx'
import type { PackChange, TakenPack } from '../contract.ts'
import { Warnings } from './overview.tsx'
import { IMPORT_PACK_TEXTS } from './policy-texts.ts'

/** What a dry run found: the version, what differs from the present one, remarks. */
export function CheckedPack({ name, taken }: { readonly name: string; readonly taken: TakenPack }) {
  const t = useText(IMPORT_PACK_TEXTS)
  const { version, digest, known, warnings } = taken
  return (
    <>
      <h2>{t('checked', { name })}</h2>
      <p>
        {t('version', { version, digest: digest.slice(0, 12) })}
        {known && ` · ${t('known')}`}
      </p>
      {!known && <Changes taken={taken} />}
      {warnings.length > 0 && (
        <details>
          <summary>{t('warnings', { count: warnings.length })}</summary>
          <Warnings of={warnings} />
        </details>
      )}
    </>
  )
}

function Changes({ taken: { comparedWith, changes } }: { readonly taken: TakenPack }) {
  const t = useText(IMPORT_PACK_TEXTS)
  if (comparedWith === null) return <p>{t('first')}</p>
  if (changes.length === 0) return <p>{t('noChanges', { version: comparedWith })}</p>
  return (
    <>
      <h3>{t('changes', { version: comparedWith, count: changes.length })}</h3>
      <div
        className="yz-changes"
        tabIndex={0}
        role="region"
        aria-label={t('changes', { version: comparedWith, count: changes.length })}
      >
        <table className="yz-pack-table">
          <thead>
            <tr>
              {(['where', 'before', 'after'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <ChangeLine key={change.place} change={change} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function ChangeLine({ change: { place, before, after } }: { readonly change: PackChange }) {
  const t = useText(IMPORT_PACK_TEXTS)
  return (
    <tr>
      <th scope="row">
        <code>{place.replaceAll('/', ' / ')}</code>
      </th>
      {before === after ? (
        <td colSpan={2}>{t('edited')}</td>
      ) : (
        <>
          <td data-label={t('before')}>{before === null ? '—' : <del>{before}</del>}</td>
          <td data-label={t('after')}>{after === null ? '—' : <ins>{after}</ins>}</td>
        </>
      )}
    </tr>
  )
}
