import { useRouterState } from '@tanstack/react-router'
import { useSay, useText } from '#web/language/language.tsx'
import type { Pack, PackLimit, Provenance } from '../contract.ts'
import { Name } from './items-table.tsx'
import { limitText } from './pack-fields.ts'
import { PACK_TEXTS } from './pack-texts.ts'
import { Mark } from './provenance.tsx'

type LimitsProps = { readonly limits: Pack['limits']; readonly only: Provenance | undefined }

/** Every number that a procedure or form asks for by name. */
export function LimitsChapter({ limits, only }: LimitsProps) {
  const t = useText(PACK_TEXTS)
  const shown = Object.entries(limits).filter(([, { provenance }]) => !only || provenance === only)
  return (
    <div className="yz-pack-group">
      <h2>{t('limits')}</h2>
      <p className="yz-help">{t('limitsLead')}</p>
      <table className="yz-pack-table yz-pack-limits" aria-label={t('limits')}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col" className="yz-end">
              {t('value')}
            </th>
            <th scope="col">{t('code')}</th>
            <th scope="col">{t('origin')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([code, limit]) => (
            <LimitLine key={code} code={code} limit={limit} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="yz-help">{t('none')}</p>}
    </div>
  )
}

function LimitLine({ code, limit }: { readonly code: string; readonly limit: PackLimit }) {
  const say = useSay()
  const hash = useRouterState({ select: ({ location }) => location.hash })
  const anchor = `limit-${code}`
  return (
    <tr id={anchor} className={hash === anchor ? 'yz-pack-asked' : ''}>
      <td className="yz-pack-name">
        <Name of={limit} />
      </td>
      <td className="yz-end yz-pack-value">{say(limitText(limit))}</td>
      <td>
        <code>{code}</code>
      </td>
      <td>
        <Mark of={limit.provenance} source={limit.source} />
      </td>
    </tr>
  )
}
