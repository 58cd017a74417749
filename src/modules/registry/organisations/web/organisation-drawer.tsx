import type { ReactNode } from 'react'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Organisation } from './duty-rows.ts'
import { ORGANISATION_TEXTS } from './organisation-texts.ts'
import type { PackDuty } from './pack.ts'

type OrganisationDrawerProps = {
  readonly organisation: Organisation | undefined
  /** What the codes mean; empty for those who do not read policies. */
  readonly duties: readonly PackDuty[]
  /** What may be done with it. */
  readonly acts?: ReactNode
  readonly onClose: () => void
}

/** One organisation with what its duties are about. */
export function OrganisationDrawer({ organisation, duties, acts, onClose }: OrganisationDrawerProps) {
  const t = useText(ORGANISATION_TEXTS)
  const say = useSay()
  return (
    <RecordDrawer isOpen={organisation !== undefined} title={organisation ? say(organisation) : ''} onClose={onClose}>
      {organisation && (
        <div className="yz-organisation">
          <p>{[...new Set([t(organisation.kind), organisation.zh, organisation.en])].join(' · ')}</p>
          {acts}
          <h2>{t('duties')}</h2>
          {organisation.duties.length === 0 && <p>{t('noDuties')}</p>}
          <ul>
            {organisation.duties.map((code) => (
              <Duty key={code} code={code} duty={duties.find((one) => one.code === code)} />
            ))}
          </ul>
        </div>
      )}
    </RecordDrawer>
  )
}

function Duty({ code, duty }: { readonly code: string; readonly duty: PackDuty | undefined }) {
  const say = useSay()
  return (
    <li>
      <code>{code}</code>
      {duty && (
        <div>
          <strong>{say(duty.list)}</strong>
          {duty.about.map((about) => (
            <span key={about.en}>{say(about)}</span>
          ))}
        </div>
      )}
    </li>
  )
}
