import { useMemo } from 'react'
import { type Tone, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Pack } from '../contract.ts'
import { LIMITS, type SourceName, SOURCES } from '../legal-texts.ts'
import { legalStandings, type Standing } from '../legal.ts'
import { compilePack } from '../rules.ts'
import { PACK_TEXTS } from './pack-texts.ts'

const TONES: Readonly<Record<Standing['state'], Tone>> = { met: 'good', broken: 'bad', undecided: 'warn' }

/** 法定底线: every limit, the documents behind it, and how this pack stands to it. */
export function LegalChapter({ pack }: { readonly pack: Pack }) {
  const t = useText(PACK_TEXTS)
  const standings = useMemo(() => legalStandings(pack, compilePack(pack).rules), [pack])
  return (
    <div className="yz-pack-group">
      <h2>{t('legal')}</h2>
      <p className="yz-help">{t('legalLead')}</p>
      <table className="yz-pack-table yz-pack-legal" aria-label={t('legal')}>
        <thead>
          <tr>
            {(['legalLimit', 'legalStands', 'legalSources'] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {standings.map((standing) => (
            <LegalLine key={standing.limit} standing={standing} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LegalLine({ standing: { limit, state, stands, findings } }: { readonly standing: Standing }) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const { title, says, refuses } = LIMITS[limit]
  const sources: readonly SourceName[] = LIMITS[limit].sources
  return (
    <tr id={`legal-${limit}`}>
      <th scope="row">
        {say(title)} <code>{limit}</code>
        <p className="yz-help">{say(says)}</p>
      </th>
      <td data-label={t('legalStands')}>
        <div>
          <Status tone={TONES[state]}>{t(state)}</Status>
          <p>{say(stands)}</p>
          {findings.map((finding) => (
            <p key={finding.path.join('/')}>{say(finding)}</p>
          ))}
          <p className="yz-help">{t(refuses ? 'refuses' : 'warns')}</p>
        </div>
      </td>
      <td data-label={t('legalSources')}>
        <ul>
          {sources.map((name) => (
            <li key={name}>
              {say(SOURCES[name])} {name !== 'own' && <small>{name}</small>}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
